"""What stands around the portal's core: sign-in, payments, paper store, population, what citizens do there.

`ROUTERS` are its addresses; `SERVICES` its services behind generation A's one address, by name.
"""

from fastapi import APIRouter

from services.portal_standin.around.inbound import routes as inbound
from services.portal_standin.around.looking_up import papers, population
from services.portal_standin.around.looking_up import routes as looking_up
from services.portal_standin.around.payments import routes as payments
from services.portal_standin.around.sso import routes as sso
from services.portal_standin.around.sso import signing_in
from services.portal_standin.service import Service

ROUTERS: tuple[APIRouter, ...] = (
    inbound.router,
    inbound.files,
    payments.router,
    looking_up.router,
    sso.router,
    signing_in.router,
)
SERVICES: dict[str, Service] = {**papers.SERVICES, **population.SERVICES}
