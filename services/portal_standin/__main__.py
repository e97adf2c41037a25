"""The stand-in as a program: `python -m services.portal_standin`."""

from services.portal_standin.app import create_app
from services.portal_standin.settings import StandinSettings
from shared.web.serve import serve

if __name__ == "__main__":
    settings = StandinSettings.from_environment()
    serve(create_app(settings), settings)
