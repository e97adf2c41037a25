"""Officials: where and by what they are told of their work."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Path, Query

from services.processing.dependencies import Consulting, Official, Overseer, Working
from services.processing.queries.official_messages import messages_to
from services.processing.schemas.acts import Account
from services.processing.schemas.officials import MessagesOut, OfficialIn, OfficialOut, OfficialsOut, ToldOut
from services.processing.usecases.enter_official import enter_official
from services.processing.usecases.find_official import find_official
from shared.errors import Invalid
from shared.web.app import make_router
from shared.web.fields import Code
from shared.web.paging import Cursor, PageSize, read_cursor, write_cursor

router = make_router("officials", prefix="/officials")
AccountPath = Annotated[Account, Path(description="Tài khoản cán bộ, như trong thẻ đăng nhập")]


@router.put("/{account}", response_model=OfficialOut, summary="Ghi cách báo tin cho một cán bộ")
async def enter(caller: Overseer, work: Working, account: AccountPath, body: OfficialIn) -> Any:
    """Entering the same again changes nothing; every change stays on record.

    Refuses `office_not_found`, `official_out_of_reach`, `official_address_missing`, `phone_not_valid`.
    """
    return OfficialOut.of(await enter_official(work, caller, body.as_official(account)))


@router.get("/me", response_model=OfficialOut, summary="Cách báo tin cho tôi")
async def read_own(caller: Official, work: Consulting) -> Any:
    """Refuses `official_not_found` where nobody has entered the caller yet."""
    return OfficialOut.of(await find_official(work, caller, caller.subject))


@router.get("/{account}", response_model=OfficialOut, summary="Cách báo tin cho một cán bộ")
async def read(caller: Overseer, work: Consulting, account: AccountPath) -> Any:
    """Refuses `official_not_found`. One's own: `/officials/me`."""
    return OfficialOut.of(await find_official(work, caller, account))


@router.get("/{account}/changes", response_model=list[OfficialOut], summary="Ai đã đổi cách báo tin, khi nào")
async def read_changes(caller: Overseer, work: Consulting, account: AccountPath, limit: PageSize = 50) -> Any:
    """Newest first. Refuses `official_not_found`."""
    await find_official(work, caller, account)
    return [OfficialOut.of(change) for change in await work.officials.changes(account, limit)]


@router.get("/{account}/messages", response_model=MessagesOut, summary="Nhật ký tin đã gửi cho một cán bộ")
async def read_messages(
    caller: Overseer, work: Consulting, account: AccountPath, limit: PageSize = 50, cursor: Cursor = None
) -> Any:
    """Newest first; addresses are masked. Refuses `official_not_found`, `cursor_not_valid`."""
    entered = await find_official(work, caller, account)
    found = await messages_to(work.connection, entered.id, _read_id(cursor), limit + 1)
    page = found[:limit]
    following = write_cursor(page[-1].id) if len(found) > limit else None
    return MessagesOut(messages=[ToldOut.model_validate(message) for message in page], next=following)


def _read_id(cursor: str | None) -> UUID | None:
    if cursor is None:
        return None
    try:
        return UUID(read_cursor(cursor, 1)[0])
    except (TypeError, ValueError, AttributeError) as broken:
        raise Invalid("cursor_not_valid", "Con trỏ trang không đúng, hãy mở lại từ trang đầu") from broken


@router.get("", response_model=OfficialsOut, summary="Cán bộ trong phạm vi")
async def list_officials(
    caller: Overseer,
    work: Consulting,
    office: Annotated[Code | None, Query(description="Đơn vị, gồm cả các đơn vị bên dưới")] = None,
    limit: PageSize = 50,
    cursor: Cursor = None,
) -> Any:
    """By account."""
    after = str(read_cursor(cursor, 1)[0]) if cursor else None
    found = await work.officials.page(office, visible_to=caller.offices, after=after, limit=limit + 1)
    page = found[:limit]
    following = write_cursor(page[-1].official.account) if len(found) > limit else None
    return OfficialsOut(officials=[OfficialOut.of(entered) for entered in page], next=following)
