"""THE table of transitions: which act leads where, by whom, under which law, and what it does to the clock."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from services.processing.domain.refusals import act_not_allowed
from services.processing.domain.state import AT_WORK, WAITING, Act
from shared.callers import Role
from shared.contracts.states import OPEN, State
from shared.errors import Forbidden


class Clock(StrEnum):
    """What an act does to the statutory time."""

    STARTS = "starts"
    RUNS = "runs"
    PAUSES = "pauses"
    RESUMES = "resumes"
    RESTARTS = "restarts"
    STOPS = "stops"
    ENDS = "ends"
    NONE = "none"


class Limit(StrEnum):
    """Bounds on an act besides its state; the last two are warned of when broken, the others refused."""

    ONCE = "once"
    DAY_BEFORE_DUE = "day_before_due"
    ANSWER_TIME_OVER = "answer_time_over"
    REASON = "reason"
    THREE_WORKING_DAYS = "three_working_days"
    HAND_OVER_TIME = "hand_over_time"


@dataclass(frozen=True, slots=True)
class Law:
    """A decree and the acceptance days that it governs: a dossier keeps the rules it was accepted under."""

    name: str
    valid_from: date | None
    valid_to: date | None

    def governs(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


ND61 = Law("NĐ 61/2018/NĐ-CP", None, date(2025, 6, 30))
ND118 = Law("NĐ 118/2025/NĐ-CP", date(2025, 7, 1), None)


@dataclass(frozen=True, slots=True)
class Transition:
    """One row: the act moves a dossier from any of `from_states` to `to_state` (None: it stays where it is)."""

    act: Act
    from_states: frozenset[State]
    to_state: State | None
    roles: frozenset[Role]
    clock: Clock
    law: Law
    article: str
    form: str | None = None
    limits: frozenset[Limit] = field(default_factory=frozenset)

    @property
    def basis(self) -> str:
        return f"{self.law.name}, {self.article}"


@dataclass(frozen=True, slots=True)
class Paper:
    """Article and form of an act under one law; a row exists only where its law knows the act."""

    law: Law
    article: str
    form: str | None = None


def _rows(
    act: Act,
    sources: Iterable[State],
    target: State | None,
    roles: frozenset[Role],
    clock: Clock,
    papers: Iterable[Paper],
    *limits: Limit,
) -> list[Transition]:
    from_states = frozenset(sources)
    return [
        Transition(act, from_states, target, roles, clock, p.law, p.article, p.form, frozenset(limits)) for p in papers
    ]


def _papers(in_61: str, in_118: str, form_61: str | None = None, form_118: str | None = None) -> list[Paper]:
    return [Paper(ND61, in_61, form_61), Paper(ND118, in_118, form_118)]


_DESK = frozenset({Role.CLERK, Role.OFFICER, Role.LEADER})
_AGENCY = frozenset({Role.OFFICER, Role.LEADER})
_HEAD = frozenset({Role.LEADER})
_BOOK = frozenset({Role.REGISTRAR})
LIVE_ROLES = _DESK
_IN_PROCESS = {State.IN_PROCESS}
_REGISTER = _papers("sổ theo dõi hồ sơ", "sổ theo dõi hồ sơ", "06", "07")

TABLE: tuple[Transition, ...] = (
    # From no state: intake accepts, processing opens (or a register book is entered).
    *_rows(
        Act.OPENED,
        (),
        State.ACCEPTED,
        frozenset({Role.CLERK, Role.REGISTRAR}),
        Clock.STARTS,
        _papers("Điều 17", "Điều 17 khoản 3", "01", "01"),
    ),
    *_rows(
        Act.HANDED_OVER,
        {State.ACCEPTED},
        State.HANDED_OVER,
        _DESK,
        Clock.RUNS,
        _papers("Điều 18 khoản 2", "Điều 18 khoản 2", "05", "06"),
        Limit.HAND_OVER_TIME,
    ),
    *_rows(
        Act.TAKEN_UP,
        {State.ACCEPTED, State.HANDED_OVER},
        State.IN_PROCESS,
        _AGENCY,
        Clock.RUNS,
        _papers("Điều 19 khoản 1", "Điều 19 khoản 1", "05", "06"),
    ),
    *_rows(
        Act.SUPPLEMENT_REQUESTED,
        _IN_PROCESS,
        State.AWAITING_SUPPLEMENT,
        _AGENCY,
        Clock.PAUSES,
        _papers("Điều 19 khoản 4", "Điều 19 khoản 5", "02", "02"),
        Limit.ONCE,
        Limit.REASON,
        Limit.THREE_WORKING_DAYS,
    ),
    *_rows(
        Act.SUPPLEMENT_RECEIVED,
        {State.AWAITING_SUPPLEMENT},
        State.IN_PROCESS,
        _DESK,
        Clock.RESTARTS,
        _papers("Điều 19 khoản 4", "Điều 19 khoản 5"),
    ),
    *_rows(
        Act.CLOSED_UNANSWERED,
        {State.AWAITING_SUPPLEMENT},
        State.CLOSED_UNANSWERED,
        _DESK,
        Clock.ENDS,
        [Paper(ND118, "Điều 19 khoản 5", "05")],  # NĐ 61/2018 knew no closing for want of an answer
        Limit.ANSWER_TIME_OVER,
    ),
    *_rows(
        Act.PAYMENT_REQUESTED,
        _IN_PROCESS,
        State.AWAITING_PAYMENT,
        _AGENCY,
        Clock.PAUSES,
        _papers("luật chuyên ngành", "Điều 24 và luật chuyên ngành"),
    ),
    *_rows(
        Act.PAYMENT_RECEIVED,
        {State.AWAITING_PAYMENT},
        State.IN_PROCESS,
        _DESK,
        Clock.RESUMES,
        _papers("luật chuyên ngành", "Điều 24 và luật chuyên ngành"),
    ),
    *_rows(
        Act.EXTENDED,
        AT_WORK,
        None,
        _HEAD,
        Clock.RUNS,
        _papers("Điều 19 khoản 9", "Điều 19 khoản 6", "04", "04"),
        Limit.ONCE,
        Limit.REASON,
        Limit.DAY_BEFORE_DUE,
    ),
    # On-the-spot procedures go from acceptance straight to the result, which is recorded all the same (art. 17.4).
    *_rows(
        Act.FINISHED,
        AT_WORK,
        State.READY,
        _AGENCY,
        Clock.STOPS,
        _papers("Điều 19", "Điều 22 khoản 1"),
    ),
    *_rows(
        Act.REFUSED,
        {State.HANDED_OVER, State.IN_PROCESS},
        State.REFUSED,
        _AGENCY,
        Clock.STOPS,
        _papers("Điều 19 khoản 8", "Điều 19 khoản 3", "03", "03"),
        Limit.REASON,
    ),
    # A reasoned refusal is handed over "under return of results" like a result (NĐ 61/2018 art. 19.8).
    *_rows(
        Act.RETURNED,
        {State.READY, State.REFUSED},
        State.RETURNED,
        _DESK,
        Clock.NONE,
        _papers("Điều 20", "Điều 22 khoản 3", "06", "07"),
    ),
    *_rows(
        Act.WITHDRAWAL_ASKED,
        AT_WORK | WAITING,
        State.WITHDRAWAL_ASKED,
        _DESK,
        Clock.RUNS,
        _papers("yêu cầu của người nộp", "Điều 21"),
    ),
    *_rows(
        Act.WITHDRAWN,
        {State.WITHDRAWAL_ASKED},
        State.WITHDRAWN,
        _AGENCY,
        Clock.ENDS,
        _papers("yêu cầu của người nộp", "Điều 21 khoản 3", None, "05"),
    ),
    *_rows(
        Act.STOPPED,
        AT_WORK | WAITING,
        State.STOPPED,
        _HEAD,
        Clock.ENDS,
        _papers("luật chuyên ngành", "Điều 21 khoản 3", None, "05"),
        Limit.REASON,
    ),
    # An office ended: nobody asks for it, the service records that its successor has the dossier now.
    *_rows(
        Act.TRANSFERRED,
        OPEN,
        None,
        frozenset(),
        Clock.RUNS,
        _papers("sắp xếp đơn vị hành chính", "sắp xếp đơn vị hành chính"),
    ),
    # The counter put a mistake of its receipt right; the act is intake's, and nobody asks for it here.
    *_rows(
        Act.CORRECTED,
        frozenset(State),
        None,
        frozenset(),
        Clock.RUNS,
        _papers("đính chính giấy tiếp nhận", "đính chính giấy tiếp nhận"),
    ),
    # A register book tells only how a dossier ended: late entries, at the times the book states.
    *_rows(Act.FINISHED, AT_WORK, State.READY, _BOOK, Clock.STOPS, _REGISTER),
    *_rows(Act.REFUSED, AT_WORK, State.REFUSED, _BOOK, Clock.STOPS, _REGISTER),
    *_rows(Act.RETURNED, {State.READY, State.REFUSED}, State.RETURNED, _BOOK, Clock.NONE, _REGISTER),
    *_rows(Act.STOPPED, OPEN, State.STOPPED, _BOOK, Clock.ENDS, _REGISTER),
    *_rows(Act.WITHDRAWN, OPEN, State.WITHDRAWN, _BOOK, Clock.ENDS, _REGISTER),
)

_BY_ACT = {act: tuple(row for row in TABLE if row.act is act) for act in Act}


def transitions_for(act: Act, state: State, law_day: date) -> tuple[Transition, ...]:
    """The rows that let `act` happen from `state` under the law of that acceptance day, one per group of roles."""
    return tuple(row for row in _BY_ACT[act] if state in row.from_states and row.law.governs(law_day))


def transition_for(act: Act, state: State, law_day: date, roles: frozenset[Role]) -> Transition:
    """The row that lets a holder of `roles` do `act`; refuses with `act_not_allowed`, or `role_not_allowed`."""
    rows = transitions_for(act, state, law_day)
    for row in rows:
        if not row.roles.isdisjoint(roles):
            return row
    if any(not row.roles.isdisjoint(LIVE_ROLES) for row in rows):
        raise Forbidden("role_not_allowed", "Tài khoản này không có quyền làm việc đó")
    raise act_not_allowed(act, state, (row.act for row in allowed_transitions(state, law_day, LIVE_ROLES)))


def allowed_transitions(state: State, law_day: date, roles: frozenset[Role]) -> tuple[Transition, ...]:
    """What holders of the roles may do live from here, in the table's order."""
    live = roles & LIVE_ROLES
    return tuple(
        row for row in TABLE if state in row.from_states and row.law.governs(law_day) and not row.roles.isdisjoint(live)
    )
