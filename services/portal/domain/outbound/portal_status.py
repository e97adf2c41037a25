"""The ten statuses of the national portal, and which of ours is which (the contract's section 3)."""

from collections.abc import Mapping
from enum import IntEnum

from shared.contracts.states import State


class PortalStatus(IntEnum):
    """The code is the portal's. 0 and 11, seen in other systems, are never sent."""

    FILED = 1
    ACCEPTED = 2
    NOT_ACCEPTED = 3
    IN_PROCESS = 4
    AWAITING_SUPPLEMENT = 5
    AWAITING_PAYMENT = 6
    WITHDRAWAL_ASKED = 7
    STOPPED = 8
    DONE = 9
    RETURNED = 10


# A refusal after appraisal is 8: 3 is for what never came past the desk. Handed over is still 2: 4 begins when the
# agency takes the dossier up.
STATUS_OF: Mapping[str, PortalStatus] = {
    State.ACCEPTED: PortalStatus.ACCEPTED,
    State.HANDED_OVER: PortalStatus.ACCEPTED,
    State.IN_PROCESS: PortalStatus.IN_PROCESS,
    State.AWAITING_SUPPLEMENT: PortalStatus.AWAITING_SUPPLEMENT,
    State.AWAITING_PAYMENT: PortalStatus.AWAITING_PAYMENT,
    State.WITHDRAWAL_ASKED: PortalStatus.WITHDRAWAL_ASKED,
    State.READY: PortalStatus.DONE,
    State.REFUSED: PortalStatus.STOPPED,
    State.RETURNED: PortalStatus.RETURNED,
    State.STOPPED: PortalStatus.STOPPED,
    State.WITHDRAWN: PortalStatus.STOPPED,
    State.CLOSED_UNANSWERED: PortalStatus.STOPPED,
}
FILING_STATUS_OF: Mapping[str, PortalStatus] = {
    "filed": PortalStatus.FILED,
    "completion_requested": PortalStatus.AWAITING_SUPPLEMENT,
    "completed": PortalStatus.FILED,
    "refused": PortalStatus.NOT_ACCEPTED,
    "withdrawn": PortalStatus.STOPPED,
    "closed": PortalStatus.STOPPED,
}

_S = PortalStatus
# Ways that a strict portal takes; what leads back (9 to 4, 10 to anything) is a correction and needs a person.
_WAYS: Mapping[PortalStatus, frozenset[PortalStatus]] = {
    _S.FILED: frozenset({_S.ACCEPTED, _S.NOT_ACCEPTED, _S.AWAITING_SUPPLEMENT, _S.WITHDRAWAL_ASKED}),
    _S.ACCEPTED: frozenset({_S.IN_PROCESS, _S(5), _S(6), _S(7), _S(8), _S(9)}),
    _S.IN_PROCESS: frozenset({_S(5), _S(6), _S(7), _S(8), _S(9)}),
    _S.AWAITING_SUPPLEMENT: frozenset({_S(1), _S(2), _S(4), _S(7), _S(8)}),
    _S.AWAITING_PAYMENT: frozenset({_S(2), _S(4), _S(7), _S(8), _S(9)}),
    _S.WITHDRAWAL_ASKED: frozenset({_S(4), _S(8)}),
    _S.DONE: frozenset({_S.RETURNED}),
    _S.STOPPED: frozenset({_S.RETURNED}),
}


def is_way(before: PortalStatus, after: PortalStatus) -> bool:
    """True where the portal takes the step without asking; staying is always one."""
    return before is after or after in _WAYS.get(before, frozenset())
