"""The `motcua` command: talks to the services through their public APIs only."""
