"""Of which dossiers a figure is told: all of an office's, or only those of a level, field, procedure or channel."""

from dataclasses import astuple, dataclass

from services.stats.domain.measure import Breakdown
from shared.errors import Invalid

_OF_KINDS = frozenset({Breakdown.FIELD, Breakdown.LEVEL_FIELD, Breakdown.PROCEDURE})


@dataclass(frozen=True, slots=True)
class Only:
    """The books keep the channel apart from field and procedure; everything else may be asked for together."""

    level: str | None = None
    field: str | None = None
    procedure: str | None = None
    channel: str | None = None

    @property
    def is_of_kinds(self) -> bool:
        """Fields and procedures are summed in books of their own."""
        return self.field is not None or self.procedure is not None

    @property
    def is_all(self) -> bool:
        return not any(each is not None for each in astuple(self))

    def by(self, by: Breakdown | None) -> bool:
        """Whether the books of fields and procedures are needed. Refuses what no book tells (`not_told_together`)."""
        of_kinds = self.is_of_kinds or by in _OF_KINDS
        if of_kinds and (self.channel is not None or by is Breakdown.CHANNEL):
            raise Invalid(
                "not_told_together", "Kênh không tách được cùng lĩnh vực hoặc thủ tục, hãy bỏ bớt một điều kiện"
            )
        return of_kinds


ALL = Only()
