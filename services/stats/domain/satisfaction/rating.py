"""A vote on the service: one per dossier (or desk) and proof, with its verdict. Text is not taken: it names people."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum
from hashlib import sha256

from shared.errors import Invalid


class Aspect(StrEnum):
    """What is voted on."""

    ATTITUDE = "attitude"
    TIME = "time"
    PLACE = "place"
    WHOLE = "whole"


class Scale(StrEnum):
    """Five steps (1 to 5), or like and dislike (1 and 0)."""

    FIVE = "five"
    LIKE = "like"


class VoteSource(StrEnum):
    """Where the vote was given."""

    TRACKER = "tracker"
    DESK_DEVICE = "desk_device"
    PORTAL = "portal"
    MESSAGE = "message"


class Verdict(IntEnum):
    """What a vote amounts to."""

    DISSATISFIED = -1
    NEUTRAL = 0
    SATISFIED = 1


SATISFIED_FROM, DISSATISFIED_TO = 4, 2  # of five; the middle step is neither
CHANGED_WITHIN = timedelta(days=7)
_CLOCKS_DIFFER = timedelta(minutes=5)


def verdict_of(scale: Scale, score: int) -> Verdict:
    """4 and 5 of five are satisfied, 1 and 2 dissatisfied; a dislike is dissatisfied."""
    if scale is Scale.LIKE:
        return Verdict.SATISFIED if score else Verdict.DISSATISFIED
    if score >= SATISFIED_FROM:
        return Verdict.SATISFIED
    return Verdict.DISSATISFIED if score <= DISSATISFIED_TO else Verdict.NEUTRAL


@dataclass(frozen=True, slots=True)
class Answers:
    """The scores of the aspects that were voted on."""

    scale: Scale
    scores: Mapping[Aspect, int]

    def __post_init__(self) -> None:
        lowest, highest = (0, 1) if self.scale is Scale.LIKE else (1, 5)
        if not self.scores:
            raise Invalid("no_aspect_rated", "Phiếu đánh giá phải có ít nhất một tiêu chí")
        if any(not lowest <= score <= highest for score in self.scores.values()):
            raise Invalid("score_out_of_range", f"Điểm phải từ {lowest} đến {highest}")

    @property
    def verdict(self) -> Verdict:
        """That on the whole; where it was not asked, the worst of the aspects."""
        whole = self.scores.get(Aspect.WHOLE)
        return verdict_of(self.scale, min(self.scores.values()) if whole is None else whole)


@dataclass(frozen=True, slots=True)
class Rating:
    """A vote. `dossier` is the code on the receipt; `desk` is where it was given, which must be there without one.

    With `may_replace` it takes the place of another vote with the same proof, for seven days.
    """

    dossier: str | None
    desk: str | None
    proof: str
    answers: Answers
    source: VoteSource
    given_at: datetime
    is_desk_address: bool = False
    device: str | None = None
    may_replace: bool = False

    def check(self, now: datetime) -> None:
        """Refuses a vote on nothing and one from the future (devices' clocks may differ by five minutes)."""
        if not self.dossier and not self.desk:
            raise Invalid("nothing_rated", "Phiếu đánh giá phải nêu hồ sơ hoặc bộ phận một cửa")
        if self.given_at > now + _CLOCKS_DIFFER:
            raise Invalid("rated_in_the_future", "Thời điểm đánh giá nằm trong tương lai, hãy chỉnh đồng hồ thiết bị")

    @property
    def proof_digest(self) -> bytes:
        return digest_of("proof", self.proof)

    @property
    def device_digest(self) -> bytes | None:
        return digest_of("device", self.device) if self.device else None


def digest_of(what: str, secret: str) -> bytes:
    """Only this is kept of what the caller sends: tokens and device names are not."""
    return sha256(f"motcua rating {what}\0{secret}".encode()).digest()
