"""Wires processing: its station and its app."""

from datetime import timedelta

from fastapi import FastAPI

from services.processing.clients.intake import IntakeClient
from services.processing.domain.practice import Practice
from services.processing.jobs.risk_count import RiskCount
from services.processing.jobs.risk_settings import RiskSettings
from services.processing.jobs.watch import Watch
from services.processing.jobs.watch_settings import WatchSettings
from services.processing.routes import (
    around,
    batches,
    board,
    dossiers,
    endings,
    holdings,
    interruptions,
    lateness,
    lists,
    movements,
    officials,
    outages,
    papers,
    public,
    reminders,
    risks,
    routes,
    telling,
    warnings,
    what_if,
    work_steps,
    worklists,
)
from services.processing.subscriptions import listening_to_intake
from shared.clock import Clock
from shared.forms.press import Press
from shared.forms.signature import signature_of
from shared.notify.carriers import carriers_of
from shared.notify.notify_settings import NotifySettings
from shared.settings import Settings, clock_of_environment
from shared.web.app import make_app
from shared.web.delivering import delivering
from shared.web.parked import parked_routes
from shared.web.station import Station

PORT = 8002
_OLDEST_NEWS = timedelta(hours=12)  # what could not be carried in half a day says nothing to officials any more
_PARTS = (
    *(outages, routes, batches, board, reminders),
    *(movements, work_steps, interruptions, endings, papers),
    *(worklists, warnings, officials, lists, holdings, lateness, risks, what_if, around, dossiers),
    *(public, telling),
)
_DESCRIPTION = (
    "Thụ lý hồ sơ: trạng thái, hạn trả, chờ bổ sung, kết quả, lịch sử. "
    "Mọi việc gửi kèm `If-Match` là phiên bản đã xem. "
    "Thời điểm theo ISO 8601 kèm múi giờ; không có dữ liệu cá nhân của người nộp."
)


def make_station(settings: Settings, clock: Clock | None = None) -> Station:
    clock = clock or clock_of_environment()
    return Station.of("processing", settings, clock=clock, listens=(listening_to_intake(clock),))


def create_app(station: Station) -> FastAPI:
    carriers = carriers_of(NotifySettings.from_environment(), station.clock)
    deliver = delivering(carriers, _OLDEST_NEWS)
    station.jobs = (*station.jobs, Watch(WatchSettings.from_environment()).run, RiskCount().run, deliver)
    app = make_app(
        "motcua: thụ lý hồ sơ",
        _DESCRIPTION,
        station,
        [part.router for part in _PARTS] + [parked_routes(station)],
        documented=True,
    )
    settings = station.settings
    app.state.practice = Practice(settings.backdating, settings.undoing, RiskSettings.from_environment().enough)
    app.state.intake = IntakeClient(settings.intake_url)
    app.state.press = Press(signature_of(settings, station.clock))
    return app
