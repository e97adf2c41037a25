"""What a catalogue file would change: a file's row laid over the running version, field by field."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from services.intake.domain.catalogue.version_document import Document

# Which fields of a version each column of the file states. A field that no column states stays as it runs.
FIELDS_OF_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "name": ("name",),
    "field": ("field",),
    "level": ("levels",),
    "decision": ("decision",),
    "subjects": ("subjects",),
    "agency": ("agency",),
    "channels": ("channels",),
    "time_amount": ("term", "term_source"),
    "times_by_channel": ("terms", "cases"),
    "time_text": ("term_text",),
    "fee_min_vnd": ("fee_min", "fees"),
    "fee_max_vnd": ("fee_max", "fees"),
    "fee_text": ("fee_text", "fees"),
    "result": ("result", "results"),
    "result_codes": ("results",),
    "sources": ("source",),
    "online": ("online",),
    "no_wait": ("is_no_wait",),
    "no_receipt": ("needs_no_receipt",),
    "retention_months": ("retention_months",),
}
_NOT_COMPARED = frozenset({"source"})  # where the file is from changes nothing for anybody


@dataclass(frozen=True, slots=True)
class Change:
    """One field before and after."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class FileRow:
    """A row that can be taken. `stated` are the fields that the file says; papers are among them if it has them."""

    row: int
    code: str
    document: Mapping[str, Any]
    stated: frozenset[str]


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that cannot be taken, in the file's first or second table, and what to do."""

    table: str
    row: int
    reason: str


def stated_by(columns: Collection[str]) -> frozenset[str]:
    return frozenset(name for column in columns for name in FIELDS_OF_COLUMNS.get(column, ()))


def laid_over(running: Mapping[str, Any] | None, said: FileRow) -> Document:
    """The whole version: what the file states, the rest as it runs."""
    if running is None:
        return dict(said.document)
    return {name: said.document[name] if name in said.stated else value for name, value in running.items()}


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """Fields that differ, in order of name."""
    return [
        Change(name, before[name], after[name])
        for name in sorted(after)
        if name not in _NOT_COMPARED and before[name] != after[name]
    ]
