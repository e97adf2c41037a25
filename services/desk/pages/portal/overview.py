"""The portals at a glance: does each take what is told, what is owed, since when."""

from fastapi import APIRouter
from starlette.responses import Response

from services.desk.clients import portal
from services.desk.clients.part import part
from services.desk.dependencies import Visiting
from services.desk.presenters.portal.owed import owed_of
from services.desk.texts import _
from shared.callers import Role

router = APIRouter()
PLACE = "/quan-tri/cong-quoc-gia"
LOOKERS = (Role.OPERATOR, Role.ADMINISTRATOR, Role.LEADER, Role.MONITOR)
ACTORS = (Role.OPERATOR, Role.ADMINISTRATOR)


@router.get(PLACE)
async def show(visit: Visiting) -> Response:
    """Also while the door itself is away: then it says so, and nothing else of the desk suffers."""
    visit.must_be(*LOOKERS)
    told = await part(portal.connections(visit.portal))
    owed = [owed_of(connection) for connection in told.found or ()]
    may_act = visit.person.has(*ACTORS)
    return visit.page("portal/overview.html", owed=owed, fault=told.fault, may_act=may_act)


@router.post(PLACE + "/lay-danh-muc")
async def fetch_catalogue(visit: Visiting) -> Response:
    """Without waiting for the night."""
    await portal.fetch_catalogue(visit.portal, visit.typed("connection"))
    return visit.lead_to(PLACE, _("Đang lấy lại danh mục thủ tục của Cổng"))
