"""What a catalogue file would change, over the wire."""

from typing import Annotated, Any, Self

from pydantic import Field

from services.intake.schemas.parts import Out
from services.intake.usecases.catalogue.import_catalogue import Comparison, Difference


class ChangeOut(Out):
    """One field of a version before and after (limits as [unit, amount])."""

    field: str
    before: Any
    after: Any


class DifferenceOut(Out):
    """A procedure that is new, or other than it runs."""

    row: int
    code: str
    name: str
    changes: list[ChangeOut]

    @classmethod
    def of(cls, one: Difference) -> Self:
        changes = [ChangeOut.model_validate(change) for change in one.changes]
        return cls(row=one.row, code=one.code, name=one.name, changes=changes)


class MissingOut(Out):
    """In force in a field of the file, but not in the file."""

    code: str
    name: str


class RefusedOut(Out):
    """A row that cannot be taken."""

    table: Annotated[str, Field(description="procedures hoặc papers")]
    row: int
    reason: str


class CatalogueImportOut(Out):
    """Counts are of everything; the lists show the first `show` of each."""

    committed: bool
    new_count: int
    changed_count: int
    unchanged_count: int
    missing_count: int
    refused_count: int
    items_put: Annotated[int, Field(description="Số mục của dự thảo mới có hoặc thay đổi ở lần nạp này")]
    new: list[DifferenceOut]
    changed: list[DifferenceOut]
    missing: list[MissingOut]
    refused: list[RefusedOut]

    @classmethod
    def of(cls, found: Comparison, show: int) -> Self:
        return cls(
            committed=found.is_committed,
            new_count=len(found.new),
            changed_count=len(found.changed),
            unchanged_count=len(found.unchanged),
            missing_count=len(found.missing),
            refused_count=len(found.refused),
            items_put=found.put,
            new=[DifferenceOut.of(one) for one in found.new[:show]],
            changed=[DifferenceOut.of(one) for one in found.changed[:show]],
            missing=[MissingOut(code=code, name=name) for code, name in found.missing[:show]],
            refused=[RefusedOut.model_validate(refused) for refused in found.refused[:show]],
        )
