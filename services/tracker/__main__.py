"""The tracker as a program: `python -m services.tracker`."""

from services.tracker.app import create_app
from services.tracker.settings import TrackerSettings
from shared.web.serve import serve

if __name__ == "__main__":
    settings = TrackerSettings.from_environment()
    serve(create_app(settings), settings, believes_proxies=False)
