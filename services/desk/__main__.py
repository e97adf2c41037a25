"""The desk as a program: `python -m services.desk`."""

from services.desk.app import create_app
from services.desk.settings import DeskSettings
from shared.web.serve import serve

if __name__ == "__main__":
    settings = DeskSettings.from_environment()
    serve(create_app(settings), settings)
