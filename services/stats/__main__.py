"""This service as a program: `python -m services.stats`."""

from services.stats.app import PORT, create_app, make_station
from services.stats.routes.asking import figures_lane
from shared.settings import Settings
from shared.web.express import Express
from shared.web.serve import serve

if __name__ == "__main__":
    settings = Settings.from_environment(PORT)
    app = create_app(make_station(settings))
    serve(Express(app, {}, {"/figures": figures_lane(app)}), settings)
