"""`python -m services` is the `motcua` command."""

from services.cli.app import main

main()
