"""The states of a filing until it is received or turned away, and THE table of what moves it (NĐ 118/2025 art. 17)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from shared.callers import Role
from shared.errors import Conflict, Forbidden


class FilingState(StrEnum):
    """Where a filing stands. Only `accepted` makes a dossier; none of the others is in any sum."""

    FILED = "filed"
    COMPLETION_REQUESTED = "completion_requested"
    COMPLETED = "completed"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"


class FilingAct(StrEnum):
    """What is done to a filing; the value is the past tense in the fact's type."""

    FILED = "filed"
    COMPLETION_REQUESTED = "completion_requested"
    COMPLETED = "completed"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"


class AnswerClock(StrEnum):
    """What an act does to the time within which the desk must answer."""

    STARTS = "starts"
    ANSWERS = "answers"
    ENDS = "ends"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class FilingTransition:
    """One row: the act moves a filing from any of `from_states` to `to_state`."""

    act: FilingAct
    from_states: frozenset[FilingState]
    to_state: FilingState
    roles: frozenset[Role]
    clock: AnswerClock
    article: str
    form: str | None = None

    @property
    def basis(self) -> str:
        return f"NĐ 118/2025/NĐ-CP, {self.article}"


PENDING = frozenset({FilingState.FILED, FilingState.COMPLETED})  # the desk owes an answer
OPEN = PENDING | {FilingState.COMPLETION_REQUESTED}
_CLERK = frozenset({Role.CLERK})
_EITHER = frozenset({Role.CLERK, Role.PORTAL})

FILING_TABLE: tuple[FilingTransition, ...] = (
    FilingTransition(
        FilingAct.FILED, frozenset(), FilingState.FILED, _EITHER, AnswerClock.STARTS, "Điều 15, Điều 17 khoản 2"
    ),
    # Once, full and exact: a filing that was completed cannot be sent back again.
    FilingTransition(
        FilingAct.COMPLETION_REQUESTED,
        frozenset({FilingState.FILED}),
        FilingState.COMPLETION_REQUESTED,
        _CLERK,
        AnswerClock.ANSWERS,
        "Điều 11 khoản 2, Điều 17 khoản 1 và 2",
        "02",
    ),
    FilingTransition(
        FilingAct.COMPLETED,
        frozenset({FilingState.COMPLETION_REQUESTED}),
        FilingState.COMPLETED,
        _EITHER,
        AnswerClock.STARTS,
        "Điều 17 khoản 2",
    ),
    # Who brings the missing papers to the counter has them accepted there and then.
    FilingTransition(
        FilingAct.ACCEPTED, OPEN, FilingState.ACCEPTED, _CLERK, AnswerClock.ANSWERS, "Điều 17 khoản 2 và 3", "01"
    ),
    FilingTransition(
        FilingAct.REFUSED, PENDING, FilingState.REFUSED, _CLERK, AnswerClock.ANSWERS, "Điều 17 khoản 1", "03"
    ),
    FilingTransition(FilingAct.WITHDRAWN, OPEN, FilingState.WITHDRAWN, _EITHER, AnswerClock.ENDS, "Điều 21 khoản 1"),
    FilingTransition(
        FilingAct.CLOSED,
        frozenset({FilingState.COMPLETION_REQUESTED}),
        FilingState.CLOSED,
        _CLERK,
        AnswerClock.NONE,
        "Điều 19 khoản 5 (áp dụng tương tự)",
    ),
)

# Codes 1 to 10 of the national portal. A filing that ended before acceptance without a refusal is 8: from 5 the
# portal takes no 3.
FILING_NATIONAL_CODES: Mapping[FilingState, int] = {
    FilingState.FILED: 1,
    FilingState.COMPLETION_REQUESTED: 5,
    FilingState.COMPLETED: 1,
    FilingState.ACCEPTED: 2,
    FilingState.REFUSED: 3,
    FilingState.WITHDRAWN: 8,
    FilingState.CLOSED: 8,
}
FILING_STATE_NAMES: Mapping[FilingState, str] = {
    FilingState.FILED: "mới nộp, chờ trả lời",
    FilingState.COMPLETION_REQUESTED: "đã yêu cầu hoàn thiện, chờ người nộp",
    FilingState.COMPLETED: "đã hoàn thiện, chờ trả lời",
    FilingState.ACCEPTED: "đã tiếp nhận",
    FilingState.REFUSED: "đã từ chối tiếp nhận",
    FilingState.WITHDRAWN: "người nộp đã rút",
    FilingState.CLOSED: "đã đóng vì không hoàn thiện",
}
FILING_ACT_NAMES: Mapping[FilingAct, str] = {
    FilingAct.FILED: "nộp hồ sơ",
    FilingAct.COMPLETION_REQUESTED: "yêu cầu hoàn thiện",
    FilingAct.COMPLETED: "nhận phần hoàn thiện",
    FilingAct.ACCEPTED: "tiếp nhận",
    FilingAct.REFUSED: "từ chối tiếp nhận",
    FilingAct.WITHDRAWN: "ghi nhận rút hồ sơ",
    FilingAct.CLOSED: "đóng vì không hoàn thiện",
}


def filing_transition(
    act: FilingAct, state: FilingState, roles: frozenset[Role], *, was_sent_back: bool
) -> FilingTransition:
    """The row that lets a holder of `roles` do `act` from `state`.

    Refuses: role_not_allowed, completion_already_requested, act_not_allowed.
    """
    row = _ROWS[act]
    if row.roles.isdisjoint(roles):
        raise Forbidden("role_not_allowed", "Tài khoản này không có quyền làm việc đó")
    if state in row.from_states:
        return row
    if act is FilingAct.COMPLETION_REQUESTED and was_sent_back and state in OPEN:
        raise Conflict("completion_already_requested", "Chỉ được yêu cầu hoàn thiện một lần trước khi tiếp nhận")
    choices = ", ".join(FILING_ACT_NAMES[choice.act] for choice in allowed_on_filing(state, roles))
    message = f"Hồ sơ {FILING_STATE_NAMES[state]}, không thể {FILING_ACT_NAMES[act]}"
    raise Conflict("act_not_allowed", f"{message}. Việc có thể làm: {choices or 'không còn việc nào'}.")


def allowed_on_filing(state: FilingState, roles: frozenset[Role]) -> tuple[FilingTransition, ...]:
    """What holders of the roles may do from here, in the table's order."""
    return tuple(row for row in FILING_TABLE if state in row.from_states and not row.roles.isdisjoint(roles))


_ROWS = {row.act: row for row in FILING_TABLE}
