"""THE table of transitions: which act leads where, by whom, under which law, and what it does to the clock."""

from collections.abc import Iterable
from datetime import date

from services.processing.domain.laws import BEFORE_2025, SINCE_2025, Law
from services.processing.domain.refusals import act_not_allowed
from services.processing.domain.state import AT_WORK, WAITING, Act
from services.processing.domain.transition import Clock, Limit, Transition
from shared.callers import Role
from shared.contracts.states import OPEN, State
from shared.errors import Forbidden

Basis = Iterable[tuple[Law, str, str | None]]

_DESK = frozenset({Role.CLERK, Role.OFFICER, Role.LEADER})
_AGENCY = frozenset({Role.OFFICER, Role.LEADER})
_HEAD = frozenset({Role.LEADER})
_BOOK = frozenset({Role.REGISTRAR})
_APPLICANT = _DESK | {Role.PORTAL}  # what the applicant did, however it reached us
_NOBODY = frozenset[Role]()  # the service itself
LIVE_ROLES = _APPLICANT
_IN_PROCESS = {State.IN_PROCESS}
_LIVE = AT_WORK | WAITING
_DECIDED = {State.READY, State.REFUSED}


def _law(in_61: str, in_118: str, form_61: str | None = None, form_118: str | None = None) -> Basis:
    """Article and form of an act before and since 1 July 2025; amendments left these articles' content as it was."""
    return [(law, in_61, form_61) for law in BEFORE_2025] + _since_2025(in_118, form_118)


def _since_2025(article: str, form: str | None = None) -> list[tuple[Law, str, str | None]]:
    return [(law, article, form) for law in SINCE_2025]


def _rows(
    act: Act,
    sources: Iterable[State],
    target: State | None,
    roles: frozenset[Role],
    clock: Clock,
    basis: Basis,
    *limits: Limit,
) -> list[Transition]:
    states, bounds = frozenset(sources), frozenset(limits)
    return [Transition(act, states, target, roles, clock, law, article, form, bounds) for law, article, form in basis]


def _stays(
    act: Act, sources: Iterable[State], roles: frozenset[Role], basis: Basis, *limits: Limit
) -> list[Transition]:
    return _rows(act, sources, None, roles, Clock.RUNS, basis, *limits)


_REGISTER = _law("sổ theo dõi hồ sơ", "sổ theo dõi hồ sơ", "06", "07")
_SLIP = ("05", "06")  # phiếu kiểm soát quá trình giải quyết hồ sơ
_ASSIGNING = _law("Điều 19 khoản 1", "Điều 19 khoản 1", *_SLIP)
_OPINION = _law("Điều 19", "Điều 19 khoản 4")
_FIELD_CHECK = _law("Điều 19", "Điều 19 khoản 4 điểm a")
_SUPPLEMENT = _law("Điều 19 khoản 4", "Điều 19 khoản 5")
_PAYMENT = _law("luật chuyên ngành", "Điều 24 và luật chuyên ngành")
_FAULT = _law("luật chuyên ngành", "Điều 23 khoản 1")
_PRACTICE = _law("quy chế của cơ quan", "quy chế của cơ quan")

TABLE: tuple[Transition, ...] = (
    # From no state: intake accepts, processing opens (or a register book is entered).
    *_rows(
        Act.OPENED,
        (),
        State.ACCEPTED,
        frozenset({Role.CLERK, Role.REGISTRAR}),
        Clock.STARTS,
        _law("Điều 17", "Điều 17 khoản 3", "01", "01"),
    ),
    *_rows(
        Act.HANDED_OVER,
        {State.ACCEPTED},
        State.HANDED_OVER,
        _DESK,
        Clock.RUNS,
        _law("Điều 18 khoản 2", "Điều 18 khoản 2", *_SLIP),
        Limit.HAND_OVER_TIME,
    ),
    *_rows(
        Act.TAKEN_UP,
        {State.ACCEPTED, State.HANDED_OVER},
        State.IN_PROCESS,
        _AGENCY,
        Clock.RUNS,
        _ASSIGNING,
    ),
    # The work in between: who has it, whom it waits for. The state stays, the steps of the route move.
    *_stays(Act.ASSIGNED, State, _DESK, _ASSIGNING),
    *_stays(Act.PASSED_ON, _IN_PROCESS | WAITING, _DESK, _law("Điều 19", "Điều 19", *_SLIP), Limit.OWN_STEP),
    *_stays(Act.SENT_BACK, _IN_PROCESS, _AGENCY, _law("Điều 19", "Điều 19", *_SLIP), Limit.OWN_STEP, Limit.REASON),
    *_stays(Act.OPINION_ASKED, _IN_PROCESS, _AGENCY, _OPINION, Limit.REASON),
    *_stays(Act.OPINION_GIVEN, _IN_PROCESS | WAITING, _AGENCY, _OPINION, Limit.REASON),
    *_stays(Act.FIELD_CHECK_SET, _IN_PROCESS, _AGENCY, _FIELD_CHECK, Limit.REASON),
    *_stays(Act.FIELD_CHECK_REPORTED, _IN_PROCESS | WAITING, _AGENCY, _FIELD_CHECK, Limit.REASON),
    *_rows(
        Act.SUPPLEMENT_REQUESTED,
        _IN_PROCESS,
        State.AWAITING_SUPPLEMENT,
        _AGENCY,
        Clock.PAUSES,
        _law("Điều 19 khoản 4", "Điều 19 khoản 5", "02", "02"),
        Limit.ONCE,
        Limit.REASON,
        Limit.THREE_WORKING_DAYS,
    ),
    # The specialist never writes to the applicant: the desk does (NĐ 118/2025 art. 5.1).
    *_stays(Act.SUPPLEMENT_NOTIFIED, {State.AWAITING_SUPPLEMENT}, _DESK, _SUPPLEMENT),
    *_rows(
        Act.SUPPLEMENT_RECEIVED,
        {State.AWAITING_SUPPLEMENT},
        State.IN_PROCESS,
        _APPLICANT,
        Clock.RESTARTS,
        _SUPPLEMENT,
    ),
    *_rows(
        Act.CLOSED_UNANSWERED,
        {State.AWAITING_SUPPLEMENT},
        State.CLOSED_UNANSWERED,
        _DESK,
        Clock.ENDS,
        _since_2025("Điều 19 khoản 5", "05"),  # NĐ 61/2018 knew no closing for want of an answer
        Limit.ANSWER_TIME_OVER,
    ),
    *_rows(Act.PAYMENT_REQUESTED, _IN_PROCESS, State.AWAITING_PAYMENT, _AGENCY, Clock.PAUSES, _PAYMENT),
    *_rows(Act.PAYMENT_RECEIVED, {State.AWAITING_PAYMENT}, State.IN_PROCESS, _APPLICANT, Clock.RESUMES, _PAYMENT),
    *_stays(
        Act.EXTENDED,
        AT_WORK,
        _HEAD,
        _law("Điều 19 khoản 9", "Điều 19 khoản 6", "04", "04"),
        Limit.ONCE,
        Limit.REASON,
        Limit.DAY_BEFORE_DUE,
    ),
    # On-the-spot procedures go from acceptance straight to the result, which is recorded all the same (art. 17.4).
    *_rows(Act.FINISHED, AT_WORK, State.READY, _AGENCY, Clock.STOPS, _law("Điều 19", "Điều 22 khoản 1")),
    *_rows(
        Act.REFUSED,
        {State.HANDED_OVER, State.IN_PROCESS},
        State.REFUSED,
        _AGENCY,
        Clock.STOPS,
        _law("Điều 19 khoản 8", "Điều 19 khoản 3", "03", "03"),
        Limit.REASON,
    ),
    # A reasoned refusal is handed over "under return of results" like a result (NĐ 61/2018 art. 19.8).
    *_rows(
        Act.RETURNED,
        _DECIDED,
        State.RETURNED,
        _DESK,
        Clock.NONE,
        _law("Điều 20", "Điều 22 khoản 3", "06", "07"),
    ),
    *_rows(Act.NOT_COLLECTED, _DECIDED, None, _DESK, Clock.NONE, _PRACTICE),
    *_rows(Act.CORRECTION_ASKED, {State.READY, State.RETURNED}, None, _DESK, Clock.NONE, _FAULT, Limit.REASON),
    *_rows(Act.RESULT_CORRECTED, {State.READY, State.RETURNED}, None, _AGENCY, Clock.NONE, _FAULT),
    *_rows(
        Act.WITHDRAWAL_ASKED,
        _LIVE,
        State.WITHDRAWAL_ASKED,
        _APPLICANT,
        Clock.RUNS,
        _law("yêu cầu của người nộp", "Điều 21"),
    ),
    *_rows(
        Act.WITHDRAWN,
        {State.WITHDRAWAL_ASKED},
        State.WITHDRAWN,
        _AGENCY,
        Clock.ENDS,
        _law("yêu cầu của người nộp", "Điều 21 khoản 3", None, "05"),
    ),
    *_rows(
        Act.STOPPED,
        _LIVE,
        State.STOPPED,
        _HEAD,
        Clock.ENDS,
        _law("luật chuyên ngành", "Điều 21 khoản 3", None, "05"),
        Limit.REASON,
    ),
    *_stays(Act.PAPERS_LOST, State, _DESK, _law("luật chuyên ngành", "Điều 23 khoản 2"), Limit.REASON),
    *_stays(Act.LATENESS_EXPLAINED, State, _DESK, _PRACTICE, Limit.LATE_ONLY),
    *_stays(Act.UNDONE, State, _DESK, _PRACTICE, Limit.REASON),
    # An office ended: nobody asks for it, the service records that its successor has the dossier now.
    *_stays(Act.TRANSFERRED, OPEN, _NOBODY, _law("sắp xếp đơn vị hành chính", "sắp xếp đơn vị hành chính")),
    # The counter put a mistake of its receipt right; the act is intake's, and nobody asks for it here.
    *_stays(Act.CORRECTED, State, _NOBODY, _law("đính chính giấy tiếp nhận", "đính chính giấy tiếp nhận")),
    # A register book tells only how a dossier ended: late entries, at the times the book states.
    *_rows(Act.FINISHED, AT_WORK, State.READY, _BOOK, Clock.STOPS, _REGISTER),
    *_rows(Act.REFUSED, AT_WORK, State.REFUSED, _BOOK, Clock.STOPS, _REGISTER),
    *_rows(Act.RETURNED, _DECIDED, State.RETURNED, _BOOK, Clock.NONE, _REGISTER),
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
