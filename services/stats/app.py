"""Wires the yearbook: its station and its app."""

from fastapi import FastAPI

from services.stats.jobs.follow_books import following
from services.stats.queries.board import Board
from services.stats.routes import (
    changes,
    closings,
    figures,
    limits,
    oddities,
    open_data,
    par,
    periods,
    rankings,
    reports,
    silent,
    times,
    upkeep,
)
from services.stats.routes.indices import index_766, index_tt01
from services.stats.routes.satisfaction import petitions, ratings
from services.stats.routes.shelf import Shelf
from services.stats.routes.unchanged import Answers
from services.stats.subscriptions import LISTENS
from shared.clock import Clock
from shared.forms.press import Press
from shared.settings import Settings, clock_of_environment
from shared.web.app import make_app
from shared.web.parked import parked_routes
from shared.web.station import Station

PORT = 8003
_ROUTERS = (
    *(figures.router, times.router, closings.router, changes.router),
    *(reports.router, open_data.router),
    *(ratings.router, petitions.router, index_766.router, index_tt01.router),
    *(rankings.router, limits.router, oddities.router, par.router, upkeep.router, periods.router, silent.router),
)
_DESCRIPTION = (
    "Thống kê: tiếp nhận, giải quyết, đúng hạn, quá hạn của mọi đơn vị và mọi kỳ, mỗi con số mở được ra hồ sơ. "
    "Days are legal days of Việt Nam, counts are dossiers; no personal data."
)


def make_station(settings: Settings, clock: Clock | None = None) -> Station:
    return Station.of("stats", settings, clock=clock or clock_of_environment(), listens=LISTENS)


def create_app(station: Station) -> FastAPI:
    board = Board()
    station.jobs = (*station.jobs, following(board))
    app = make_app("motcua: thống kê", _DESCRIPTION, station, [*_ROUTERS, parked_routes(station)])
    app.state.board, app.state.answers = board, Answers(board)
    app.state.shelf = Shelf()
    app.state.press = Press()  # a report is signed by the head of the office, not by whoever asks for it
    return app
