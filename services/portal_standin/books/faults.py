"""The faults that wait for a call: each for a service, a dossier, a number of times or a share of the calls."""

from dataclasses import asdict, dataclass
from random import Random
from typing import Any

from shared.errors import Invalid

# what is not a fault of answering a call from the province strikes here, unless another service is named
_STRIKES_AT = {
    "lost_callback": "payment-callback",
    "duplicate_callback": "payment-callback",
    "callback_before_reply": "INIT",
    "redelivery_changed": "GuiHoSo",
}
NAMES = (
    "timeout_before_commit",
    "timeout_after_commit",
    "bad_gateway",
    "session_expired",
    "code_rotation",
    "nested_message",
    "failure_text",
    "success_without_code",
    "nfd_text",
    "html_page",
    "slow_body",
    "wrong_agency",
    "reordered_progress",
    "procedure_withdrawn",
    "procedure_renamed",
    "agency_form",
    "duplicate_callback",
    "lost_callback",
    "callback_before_reply",
    "redelivery_changed",
)
_SETTABLE = ("service", "dossier", "count", "probability", "seconds", "after_commit")


@dataclass(slots=True)
class Fault:
    """`count`: how many calls are hit (None: all); `seconds`: how long a time-out or a slow body lasts.

    `after_commit`: a page (502 or 200) that hides what was kept instead of keeping the call from being heard.
    """

    id: int
    fault: str
    service: str | None = None
    dossier: str | None = None
    count: int | None = None
    probability: float = 1.0
    seconds: float = 120.0
    after_commit: bool = False
    fired: int = 0

    def meets(self, service: str, dossiers: tuple[str, ...]) -> bool:
        at = self.service or _STRIKES_AT.get(self.fault)
        return at in (None, service) and (self.dossier is None or self.dossier in dossiers)


class Faults:
    """Drawn in the order in which they were set; chance is seeded, so that a run can be repeated."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []
        self._next = 1
        self._chance = Random(7)  # noqa: S311  (which call of a test fails is no secret)

    def set(self, asked: dict[str, Any]) -> Fault:
        name = asked.get("fault")
        if name not in NAMES:
            raise Invalid("unknown_fault", f"Không có lỗi tên {name}")
        fault = Fault(self._next, name, **{key: asked[key] for key in _SETTABLE if key in asked})
        _refuse_unfit(fault)
        self._next += 1
        self._waiting.append(fault)
        return fault

    def clear(self, number: int | None = None) -> None:
        """All of them, or the one with this id."""
        self._waiting = [each for each in self._waiting if number is not None and each.id != number]

    def listed(self) -> list[dict[str, Any]]:
        return [asdict(each) for each in self._waiting]

    def draw(self, service: str, dossiers: tuple[str, ...] = ()) -> dict[str, Fault]:
        """The faults that hit this call, by name; each counts down by one."""
        if not self._waiting:
            return {}
        hit: dict[str, Fault] = {}
        for fault in self._waiting:
            if fault.fault not in hit and fault.meets(service, dossiers) and self._strikes(fault):
                hit[fault.fault] = fault
        return hit

    def _strikes(self, fault: Fault) -> bool:
        if fault.count is not None and fault.fired >= fault.count:
            return False
        if fault.probability < 1 and self._chance.random() >= fault.probability:
            return False
        fault.fired += 1
        return True


def _refuse_unfit(fault: Fault) -> None:
    count_fits = fault.count is None or (isinstance(fault.count, int) and fault.count >= 0)
    numbers = isinstance(fault.probability, int | float) and isinstance(fault.seconds, int | float)
    if not count_fits or not numbers or not 0 <= fault.probability <= 1 or fault.seconds < 0:
        raise Invalid("fault_not_valid", "count là số nguyên, probability từ 0 đến 1, seconds không âm")
