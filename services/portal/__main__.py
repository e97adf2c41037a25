"""Runs the door to the national portal alone."""

from services.portal.app import Outside, create_app, make_station
from services.portal.settings import PORT, PortalSettings
from shared.settings import Settings
from shared.web.serve import serve

if __name__ == "__main__":
    settings = Settings.from_environment(PORT)
    outside = Outside.of(PortalSettings.from_environment())
    serve(create_app(make_station(settings, outside), outside), settings)
