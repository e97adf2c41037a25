"""The administrator's rooms, all in one place for the app."""

from services.desk.pages.administration import (
    accounts,
    calendar,
    decisions,
    home,
    offices,
    officials,
    privacy,
    procedures,
    reform,
    register_import,
    routes,
    shortened_limits,
    upkeep,
)

_PARTS = (home, accounts, upkeep, register_import, offices, reform, calendar, procedures, decisions)
_MORE = (shortened_limits, routes, officials, privacy)
ROOMS = tuple(part.router for part in (*_PARTS, *_MORE))
