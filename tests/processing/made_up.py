"""Made-up offices, dossiers and facts for the tests of processing."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from services.processing.domain.acting import act_on
from services.processing.domain.deadline import Due
from services.processing.domain.deed import Acted, Deed
from services.processing.domain.desk_hours import desk_time
from services.processing.domain.dossier import Dossier, Matter
from services.processing.domain.route import AGENCY, DESK, Route, Stage
from services.processing.domain.state import Act
from services.processing.domain.step_acts import begun
from shared.callers import Role
from shared.contracts.envelope import Fact
from shared.contracts.intake import DossierReceived, OfficeRegistered, OfficeSucceeded, OutcomeDeclared
from shared.contracts.terms import Channel, CountsBy, HoursPart, Level, Outcome, TermPart
from shared.contracts.wire import Body
from shared.ids import new_id
from shared.worktime import LEGAL_ZONE, Term, Unit, reckon

EVERYONE = frozenset({Role.CLERK, Role.OFFICER, Role.LEADER})
TEN_DAYS = Term(Unit.WORKING_DAY, 10)
TIME = desk_time((), {})
ROUTE = Route(
    UUID("01890000-0000-7000-8000-00000000c0de"),
    (
        Stage(1, "Tiếp nhận, chuyển hồ sơ", DESK, Role.CLERK),
        Stage(2, "Thẩm định, giải quyết", AGENCY, Role.OFFICER, after=frozenset({1}), is_lead=True),
        Stage(3, "Ký duyệt, ban hành", AGENCY, Role.LEADER, after=frozenset({2})),
    ),
)


def local(text: str) -> datetime:
    """`2026-03-02 08:30` on the legal clock."""
    return datetime.fromisoformat(text).replace(tzinfo=LEGAL_ZONE)


def a_matter(accepted_at: datetime, term: Term | None = TEN_DAYS, **changes: Any) -> Matter:
    matter = Matter(
        id=new_id(),
        code=f"H62.19-260302-{new_id().int % 10**6:06}",
        office="H62.19",
        desk="H62.19",
        procedure="1.001612",
        procedure_version=1,
        field="Hộ kinh doanh",
        level=Level.DISTRICT,
        channel=Channel.DIRECT,
        origin="counter",
        accepted_at=accepted_at,
        term=term,
        counts_by=CountsBy(term.counts_by) if term else CountsBy.DAY,
    )
    return replace(matter, **changes)


def a_dossier(
    accepted: str = "2026-03-02 08:30", term: Term | None = TEN_DAYS, due: Due | None = None, route: Route | None = None
) -> Dossier:
    """Accepted on a Monday with a term of ten working days and no route, unless told otherwise."""
    matter = a_matter(local(accepted), term)
    if term and due is None:
        deadline = reckon(term, matter.accepted_at, TIME.calendar, TIME.hours)
        due = Due(matter.accepted_at, deadline.due_at, deadline.due_on)
    return on_route(Dossier.opened(matter, due, route))


def on_route(dossier: Dossier) -> Dossier:
    """With the first steps of its route, if it has one."""
    return replace(dossier, steps=begun(dossier, (), dossier.matter.accepted_at, TIME))


def do(dossier: Dossier, act: Act, at: str | datetime, **more: Any) -> Acted:
    """One act by someone who may do anything, with a reason."""
    happened_at = local(at) if isinstance(at, str) else at
    deed = Deed(act, "canbo.a", more.pop("roles", EVERYONE), happened_at, note=more.pop("note", "lý do"), **more)
    return act_on(dossier, deed, TIME, happened_at)


def after(dossier: Dossier, *acts: tuple[Act, str]) -> Dossier:
    for act, at in acts:
        dossier = do(dossier, act, at).dossier
    return dossier


class Log:
    """Intake's facts as processing reads them: numbered inside their streams."""

    def __init__(self, recorded_at: datetime | None = None) -> None:
        self._seqs: dict[str, int] = {}
        self.recorded_at = recorded_at or datetime(2026, 11, 24, 3, 0, tzinfo=UTC)

    def fact(self, stream: str, body: Body, *, office: str = "H62.19", at: datetime | None = None) -> Fact:
        seq = self._seqs[stream] = self._seqs.get(stream, 0) + 1
        happened_at = at or self.recorded_at
        return Fact(new_id(), body.TYPE, stream, seq, office, "canbo.a", happened_at, self.recorded_at, body.as_json())

    def office(
        self,
        code: str,
        parent: str | None = None,
        level: Level = Level.PROVINCE,
        hours: tuple[HoursPart, ...] = (),
    ) -> Fact:
        body = OfficeRegistered(
            code=code,
            name=f"Đơn vị {code}",
            level=level,
            parent=parent,
            valid_from=date(2018, 1, 1),
            valid_to=None,
            hours=hours,
        )
        return self.fact(f"office:{code}", body, office=code)

    def town(self) -> list[Fact]:
        """The nation, two provinces, two districts of one of them."""
        return [
            self.office("VN", level=Level.NATION),
            self.office("H62", "VN"),
            self.office("H10", "VN"),
            self.office("H62.19", "H62", Level.DISTRICT),
            self.office("H62.20", "H62", Level.DISTRICT),
        ]

    def succeeded(self, code: str, successor: str, on: date) -> Fact:
        body = OfficeSucceeded(code=code, successor=successor, on=on)
        return self.fact(f"office:{code}", body, office=code)

    def received(self, dossier: UUID | None = None, **changes: Any) -> Fact:
        dossier = dossier or new_id()
        accepted_at = changes.pop("accepted_at", local("2026-11-20 08:30"))
        body = DossierReceived(
            **{
                "dossier": str(dossier),
                "code": f"H62.19-261120-{dossier.int % 10**6:06}",
                "office": "H62.19",
                "desk": "H62.19",
                "procedure": "1.001612",
                "procedure_version": 1,
                "field": "Hộ kinh doanh",
                "level": Level.DISTRICT,
                "channel": Channel.DIRECT,
                "accepted_at": accepted_at,
                "term": TermPart(unit="working_day", amount=5),
                "counts_by": CountsBy.DAY,
                "due_at": local("2026-11-27 17:00"),
                "due_on": date(2026, 11, 27),
                **changes,
            }
        )
        return self.fact(f"dossier:{dossier}", body, office=body.office, at=accepted_at)

    def declared(
        self,
        dossier: UUID,
        outcome: Outcome = Outcome.RESULT,
        ended_at: datetime | None = None,
        returned_at: datetime | None = None,
    ) -> Fact:
        ended_at = ended_at or local("2026-11-23 09:00")
        body = OutcomeDeclared(dossier=str(dossier), outcome=outcome, ended_at=ended_at, returned_at=returned_at)
        return self.fact(f"dossier:{dossier}", body, at=ended_at)


def register_book(accepted_at: datetime, due_at: datetime) -> dict[str, Any]:
    """What a book states: a due date without a term."""
    due_on = due_at.astimezone(LEGAL_ZONE).date()
    return {"origin": "register", "term": None, "accepted_at": accepted_at, "due_at": due_at, "due_on": due_on}


def days(count: int) -> timedelta:
    return timedelta(days=count)
