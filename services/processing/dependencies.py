"""What a route is handed: who calls and may they, which dossier at which version, and the work to do it with."""

import re
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Header, Path, Request

from services.processing.unit_of_work.work import Work
from shared.callers import Caller, Role
from shared.errors import Invalid
from shared.web.caller import CurrentCaller
from shared.web.fields import Code
from shared.web.transaction import Reading, Transaction

# Dependencies are coroutines: FastAPI would send plain functions through a pool of threads.
_VERSION = re.compile(r'(?:W/)?"(\d{1,9})"')


async def _official(caller: CurrentCaller) -> Caller:
    caller.must_be(Role.CLERK, Role.OFFICER, Role.LEADER)
    return caller


async def _reader(caller: CurrentCaller) -> Caller:
    caller.must_be(Role.CLERK, Role.OFFICER, Role.LEADER, Role.REGISTRAR, Role.MONITOR)
    return caller


def may_read_notes(caller: Caller) -> bool:
    """Notes are written for those who work on dossiers; a monitor reads figures and lists."""
    return not caller.roles.isdisjoint({Role.CLERK, Role.OFFICER, Role.LEADER})


async def _work(request: Request, connection: Transaction) -> Work:
    return Work(connection, request.app.state.station.clock.now())


async def _desk_work(request: Request, connection: Reading) -> Work:
    return Work(connection, request.app.state.station.clock.now())


async def _dossier_ref(dossier: Annotated[Code, Path(description="Mã hồ sơ, hoặc định danh (UUID)")]) -> UUID | str:
    try:
        return UUID(dossier)
    except ValueError:
        return dossier


async def _expected_version(
    if_match: Annotated[
        str | None,
        Header(
            max_length=40,
            description='Phiên bản đã xem, ví dụ `"3"`; thiếu thì `version_missing`',
            json_schema_extra={"pattern": r'^"[0-9]{1,9}"$'},
        ),
    ] = None,
) -> int:
    if not if_match:
        raise Invalid("version_missing", 'Thiếu If-Match: hãy gửi phiên bản hồ sơ đã xem, ví dụ If-Match: "3"')
    found = _VERSION.fullmatch(if_match.strip())
    if found is None:
        raise Invalid("version_not_valid", 'If-Match phải là phiên bản trong ngoặc kép, ví dụ "3"')
    return int(found[1])


Official = Annotated[Caller, Depends(_official)]
Reader = Annotated[Caller, Depends(_reader)]
Working = Annotated[Work, Depends(_work)]
Consulting = Annotated[Work, Depends(_desk_work)]
DossierRef = Annotated[UUID | str, Depends(_dossier_ref)]
ExpectedVersion = Annotated[int, Depends(_expected_version)]
