"""The administrator's rooms, all in one place for the app."""

from services.desk.pages.administration import accounts, home, register_import, upkeep

ROOMS = (home.router, accounts.router, upkeep.router, register_import.router)
