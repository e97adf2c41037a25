"""Compares a catalogue file with the catalogue under a draft decision; on request makes the differences its items."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from services.intake.domain.catalogue.catalogue_diff import Change, FileRow, RefusedRow, changes, laid_over
from services.intake.domain.catalogue.catalogue_file import with_paper_cases
from services.intake.domain.catalogue.publishing import Action, Item, must_be_draft
from services.intake.domain.catalogue.version_checks import must_hang_together
from services.intake.domain.catalogue.version_document import Document, read_version, write_version
from services.intake.queries.catalogue.version_documents import missing_from, prepared_in, versions_on
from services.intake.repository.catalogue.catalogue_files import CatalogueFile
from services.intake.unit_of_work.work import Work
from services.intake.usecases.catalogue.open_decision import open_decision
from services.intake.usecases.catalogue.put_items import put_items
from shared.callers import Caller
from shared.errors import Invalid
from shared.worktime import legal_day

_AT_ONCE = 200  # rows compared in one go: between two batches clerks are served
_ANY_DAY = date(2018, 1, 1)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be done with the file."""

    decision: UUID
    is_committing: bool
    skips_refused: bool
    abolishes_missing: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """A procedure that the file has otherwise; new ones have no changes to show."""

    row: int
    code: str
    name: str
    changes: tuple[Change, ...]


@dataclass(slots=True)
class Comparison:
    """What would change, and what was done. `put` counts the items that are new or other than the draft had them."""

    new: list[Difference] = field(default_factory=list)
    changed: list[Difference] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    missing: list[tuple[str, str]] = field(default_factory=list)
    refused: list[RefusedRow] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    put: int = 0
    is_committed: bool = False


async def import_catalogue(work: Work, caller: Caller, asked: Asked, file: CatalogueFile) -> Comparison:
    """All of it or nothing; the same file again puts nothing. Refuses to commit a file with refused rows unasked."""
    decision = (await open_decision(work, caller, asked.decision)).decision
    must_be_draft(decision)
    on = decision.effective_on or legal_day(work.now)
    found = Comparison(refused=list(file.refused))
    for start in range(0, len(file.rows), _AT_ONCE):
        await _compare(work, asked.decision, file.rows[start : start + _AT_ONCE], on, found)
    fields = {row.document["field"] for row in file.rows if "field" in row.document}
    found.missing = await missing_from(work.connection, [row.code for row in file.rows], fields, on)
    if asked.abolishes_missing:
        found.items += [Item(code, Action.ABOLISHED) for code, _ in found.missing]
    if asked.is_committing:
        _must_be_clean(found, asked)
        await _commit(work, caller, asked.decision, found)
    return found


async def _compare(work: Work, decision: UUID, rows: Sequence[FileRow], on: date, found: Comparison) -> None:
    codes = [row.code for row in rows]
    running = await versions_on(work.connection, codes, on)
    prepared = await prepared_in(work.connection, decision, codes)
    for row in rows:
        try:
            _compare_one(row, running.get(row.code), prepared.get(row.code), found)
        except Invalid as wrong:
            table = "procedures" if "name" in row.document else "papers"
            found.refused.append(RefusedRow(table, row.row, wrong.message))


def _compare_one(row: FileRow, running: Document | None, prepared: Document | None, found: Comparison) -> None:
    """What the draft already holds, and the file does not say, is kept: procedures and papers may come one by one."""
    basis = prepared or running
    if basis is None and "name" not in row.document:
        raise Invalid("procedure_not_found", "Danh mục chưa có thủ tục này: nạp thủ tục trước, giấy tờ sau")
    after = _whole(row, basis)
    differing = tuple(changes(running, after)) if running else ()
    if running and not differing:
        found.unchanged.append(row.code)
        return
    action, place = (Action.AMENDED, found.changed) if running else (Action.NEW, found.new)
    place.append(Difference(row.row, row.code, after["name"], differing))
    found.items.append(Item(row.code, action, content=after))


def _whole(row: FileRow, basis: Mapping[str, Any] | None) -> Document:
    """With the cases that its papers tell apart. Refuses what does not hang together."""
    procedure, papers = read_version(row.code, 1, (_ANY_DAY, None), laid_over(basis, row), None)
    procedure = with_paper_cases(procedure, papers)
    must_hang_together(procedure, papers)
    return write_version(procedure, papers)


def _must_be_clean(found: Comparison, asked: Asked) -> None:
    if found.refused and not asked.skips_refused:
        message = f"Có {len(found.refused)} dòng không nhận được: sửa tệp, hoặc nạp với skip_refused=true"
        fields = {f"{refused.table}.{refused.row}": refused.reason for refused in found.refused[:50]}
        raise Invalid("catalogue_rows_refused", message, fields=fields)


async def _commit(work: Work, caller: Caller, decision: UUID, found: Comparison) -> None:
    """Items that an earlier file put and that are no difference any more are taken out."""
    for start in range(0, len(found.items), _AT_ONCE):
        put = await put_items(work, decision, found.items[start : start + _AT_ONCE], caller.subject)
        found.put += len(put)
    for code in await prepared_in(work.connection, decision, found.unchanged):
        await work.decisions.take_out(decision, code)
        await work.catalogue_acts.note(caller.subject, "item_taken_out", code, decision=decision)
    found.is_committed = True
