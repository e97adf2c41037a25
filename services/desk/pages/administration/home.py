"""The administrator's first page: the rooms that this person has a use for."""

from fastapi import APIRouter
from starlette.responses import Response

from services.desk.dependencies import Visiting
from services.desk.presenters.administration import entries_of

router = APIRouter()


@router.get("/quan-tri")
async def rooms(visit: Visiting) -> Response:
    return visit.page("administration/home.html", entries=entries_of(visit.person))
