"""A vote as the page sends it: how content on the whole, and with what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.tracker.texts import _

ASPECTS = ("attitude", "time", "place")
_LOWEST, _HIGHEST = 1, 5


@dataclass(frozen=True, slots=True)
class Vote:
    """`whole` from 1 to 5; the aspects that were ticked share its score, since they are why it was given."""

    whole: int
    ticked: tuple[str, ...]

    @property
    def scores(self) -> dict[str, int]:
        return {"whole": self.whole, **dict.fromkeys(self.ticked, self.whole)}


def read_vote(form: Mapping[str, str], ticked: Sequence[str]) -> Vote | None:
    """None where no button was pressed."""
    said = form.get("diem", "")
    if not (len(said) == 1 and said.isascii() and said.isdigit() and _LOWEST <= int(said) <= _HIGHEST):
        return None
    return Vote(int(said), tuple(aspect for aspect in ASPECTS if aspect in ticked))


def steps() -> list[tuple[int, str, str]]:
    """The five buttons: score, shape, words."""
    return [
        (5, "★★★★★", _("Rất hài lòng")),
        (4, "★★★★", _("Hài lòng")),
        (3, "★★★", _("Bình thường")),
        (2, "★★", _("Không hài lòng")),
        (1, "★", _("Rất không hài lòng")),
    ]


def reasons() -> list[tuple[str, str]]:
    return [
        ("attitude", _("Thái độ của cán bộ")),
        ("time", _("Thời gian giải quyết")),
        ("place", _("Nơi tiếp đón, chỉ dẫn")),
    ]
