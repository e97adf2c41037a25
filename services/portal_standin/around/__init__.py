"""What stands around the portal's core: sign-in, payments, paper store, population, what citizens do there.

`ROUTERS` are its addresses; `SERVICES` its services behind generation A's one address, by name.
"""

from fastapi import APIRouter

from services.portal_standin.service import Service

ROUTERS: tuple[APIRouter, ...] = ()
SERVICES: dict[str, Service] = {}
