"""Runs processing alone, or prints the table of transitions (`python -m services.processing transitions`)."""

import sys

from services.processing.app import PORT, create_app, make_station
from services.processing.domain.transitions_page import transitions_page
from shared.settings import Settings
from shared.web.serve import serve

if __name__ == "__main__":
    if sys.argv[1:] == ["transitions"]:
        print(transitions_page(), end="")
    else:
        settings = Settings.from_environment(PORT)
        serve(create_app(make_station(settings)), settings)
