"""This service as a program: `python -m services.stats`."""

from services.stats.app import PORT, create_app, make_station
from shared.settings import Settings
from shared.web.serve import serve

if __name__ == "__main__":
    settings = Settings.from_environment(PORT)
    serve(create_app(make_station(settings)), settings)
