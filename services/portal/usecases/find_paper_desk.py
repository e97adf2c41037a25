"""Finds whom a desk asks about papers and people, and keeps that it asked: never about whom."""

from collections.abc import Awaitable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from services.portal.clients.services import Services
from services.portal.connections import Connection
from services.portal.domain.papers.store import Database, PaperStore, StoredPaper
from services.portal.repository.lookups import Lookup
from services.portal.unit_of_work.works import Works
from shared.callers import Caller
from shared.errors import Conflict, Forbidden, Refusal
from shared.ids import new_id
from shared.worktime import legal_day

Found = TypeVar("Found", bool, tuple[StoredPaper, ...])


@dataclass(frozen=True, slots=True)
class PaperRoom:
    """One per process. `keys` seal what was found; `stores` of the connections that have one."""

    keys: tuple[bytes, ...]
    services: Services
    connections: Mapping[str, Connection]
    stores: Mapping[str, PaperStore]


@dataclass(frozen=True, slots=True)
class PaperDesk:
    """A desk about to ask: under which number, whom, and what it is called there."""

    lookup: Lookup
    store: PaperStore
    agency: str
    caller: Caller
    works: Works

    async def keep(self, database: Database, found: int | None) -> None:
        """`found` is None where no answer came: then nothing was learned, but it was asked."""
        async with self.works.alone() as work:
            await work.lookups.add(self.lookup, database, found, None, self.caller.subject, work.now)

    async def kept(self, database: Database, asking: Awaitable[Found]) -> Found:
        """The answer, once it is written down that it was asked for."""
        try:
            found = await asking
        except Refusal:
            await self.keep(database, None)
            raise
        await self.keep(database, int(found) if isinstance(found, bool) else len(found))
        return found


async def find_paper_desk(works: Works, room: PaperRoom, caller: Caller, desk: str, procedure: str) -> PaperDesk:
    """Refuses: desk_out_of_reach, office_not_mapped, papers_not_configured."""
    async with works.alone() as work:
        path = await work.lookups.path_of(desk)
        agencies = await work.offices.agencies({desk}, legal_day(work.now))
        connection = await work.offices.connection_of(desk, legal_day(work.now))
    if not caller.reaches(path):
        raise Forbidden("desk_out_of_reach", "Bộ phận này không thuộc đơn vị của tài khoản")
    if connection is None:
        raise Conflict("office_not_mapped", "Bộ phận này chưa có mã định danh ở Cổng")
    store = room.stores.get(connection)
    if store is None:
        raise Conflict("papers_not_configured", "Kết nối của bộ phận này không có kho giấy tờ")
    agency = agencies[desk].form(is_old=room.connections[connection].is_old_form)
    return PaperDesk(Lookup(new_id(), connection, desk, procedure), store, agency, caller, works)
