"""Wires processing: its station and its app."""

from fastapi import FastAPI

from services.processing.routes import dossiers, endings, interruptions, movements
from services.processing.subscriptions import listening_to_intake
from shared.clock import Clock, SystemClock
from shared.settings import Settings
from shared.web.app import make_app
from shared.web.parked import parked_routes
from shared.web.station import Station

PORT = 8002
_DESCRIPTION = (
    "Thụ lý hồ sơ: trạng thái, hạn trả, chờ bổ sung, kết quả, lịch sử. "
    "Mọi việc gửi kèm `If-Match` là phiên bản đã xem. "
    "Thời điểm theo ISO 8601 kèm múi giờ; không có dữ liệu cá nhân của người nộp."
)


def make_station(settings: Settings, clock: Clock | None = None) -> Station:
    clock = clock or SystemClock()
    return Station.of("processing", settings, clock=clock, listens=(listening_to_intake(clock),))


def create_app(station: Station) -> FastAPI:
    routers = [movements.router, interruptions.router, endings.router, dossiers.router, parked_routes(station)]
    return make_app("motcua: thụ lý hồ sơ", _DESCRIPTION, station, routers, documented=True)
