"""Registers a unit or desk that the reference data do not have, and announces it."""

from dataclasses import dataclass
from datetime import date

from services.intake.domain.organisation.desk_hours import HoursAct, Spans
from services.intake.domain.organisation.office import (
    BEFORE_ALL,
    NATION,
    Alias,
    Office,
    OfficeKind,
    place_under,
    usual_kind,
)
from services.intake.domain.organisation.office_identifier import spellings
from services.intake.queries.organisation.offices import find_office, hours_acts, is_alias, offices_by_codes
from services.intake.unit_of_work.work import Work
from services.intake.usecases.organisation.announce_offices import announce_offices
from shared.contracts.terms import Level
from shared.errors import Conflict, Invalid, NotFound
from shared.worktime import Sessions


@dataclass(frozen=True, slots=True)
class NewOffice:
    """What is stated about the unit; what is left out has a default."""

    code: str
    name: str
    level: Level
    parent: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    code_prefix: str | None = None
    hours: Spans | None = None
    kind: OfficeKind | None = None


async def register_office(work: Work, new: NewOffice, actor: str) -> tuple[Office, bool]:
    """The office and whether it is new. The same again changes nothing; another unit under the code is refused."""
    await work.offices.lock_catalogue()
    known = await _known(work, new.code)
    parent = await _parent(work, new)
    valid_from = new.valid_from or (known.valid_from if known else max(BEFORE_ALL, parent.valid_from))
    office = Office(
        code=known.code if known else new.code,
        name=new.name,
        level=new.level,
        parent=parent.code,
        valid_from=valid_from,
        valid_to=known.valid_to if known and known.successor else new.valid_to,
        successor=known.successor if known else None,
        code_prefix=(new.code_prefix or (known.code_prefix if known else new.code)).upper(),
        path=place_under(parent, known.code if known else new.code, valid_from),
        kind=new.kind or (known.kind if known else usual_kind(new.level)),
    )
    if known:
        if office != known or not await _same_hours(work, known, new.hours):
            raise Conflict("office_differs", f"Mã {new.code} đã là {known.name}, với nội dung khác")
        return known, False
    if office.valid_to and office.valid_to < valid_from:
        raise Invalid("validity_reversed", "Ngày kết thúc trước ngày bắt đầu", fields={"valid_to": "Sửa lại ngày"})
    await _save(work, office, new.hours)
    await announce_offices(work, [office], actor)
    return office, True


async def _save(work: Work, office: Office, hours: Spans | None) -> None:
    await work.offices.save([office])
    names = {*spellings(office.code), *spellings(office.code_prefix)} - {office.code}
    taken = await offices_by_codes(work.connection, list(names))
    await work.offices.save_aliases([Alias(name, office.code) for name in sorted(names) if name not in taken])
    if hours:
        Sessions(hours)
        await work.offices.add_hours(office.code, HoursAct(office.valid_from, hours), work.now)


async def _known(work: Work, code: str) -> Office | None:
    """By the code or its other spelling; refuses a code that already means another unit."""
    known = await offices_by_codes(work.connection, spellings(code))
    if not known and await is_alias(work.connection, code):
        raise Conflict("office_code_taken", f"{code} đang là tên gọi khác của một đơn vị, hãy chọn mã khác")
    return next(iter(known.values()), None)


async def _parent(work: Work, new: NewOffice) -> Office:
    """A code that changed hands means the unit that had it on the new office's first day."""
    try:
        return await find_office(work.connection, new.parent or NATION, new.valid_from or BEFORE_ALL)
    except NotFound as unknown:
        message = "Không có đơn vị cấp trên mang mã này"
        raise Invalid("parent_not_found", message, fields={"parent": message}) from unknown


async def _same_hours(work: Work, known: Office, hours: Spans | None) -> bool:
    if hours is None:
        return True
    acts = (await hours_acts(work.connection, [known.code])).get(known.code, [])
    return HoursAct(known.valid_from, hours) in acts
