"""Publishes a decision: each new version begins on its day of effect, and the running one ends the day before."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from services.intake.domain.catalogue.catalogue import PublishedProcedure, RequiredPaper
from services.intake.domain.catalogue.publishing import (
    NEVER_PUBLISHED,
    WITH_CONTENT,
    Action,
    Decision,
    Item,
    Running,
    must_be_ready,
)
from services.intake.domain.catalogue.version_document import read_version
from services.intake.queries.catalogue.decisions import items_of, running_on
from services.intake.unit_of_work.work import Work
from services.intake.usecases.catalogue.open_decision import open_decision
from shared.callers import Caller

_AT_ONCE = 200  # versions written in one go: between two batches clerks are served


async def publish_decision(work: Work, caller: Caller, id_: UUID) -> bool:
    """Whether it was published now; a repeat changes nothing. Refuses what is incomplete or does not fit."""
    decision = (await open_decision(work, caller, id_)).decision
    if decision.published_at:
        return False
    await work.offices.lock_catalogue()
    items = await items_of(work.connection, id_)
    heirs = [item.replaced_by for item in items if item.replaced_by]
    codes = [*(item.procedure for item in items), *heirs]
    running = await running_on(work.connection, codes, decision.effective_on) if decision.effective_on else {}
    effective_on = must_be_ready(decision, items, running)
    await work.catalogue.end([item.procedure for item in items if item.action is not Action.NEW], effective_on)
    versions = await _write_versions(work, decision, [item for item in items if item.action in WITH_CONTENT], running)
    await work.decisions.mark_published(id_, caller.subject, work.now, versions)
    detail = {"effective_on": effective_on.isoformat(), "items": len(items)}
    await work.catalogue_acts.note(caller.subject, "decision_published", decision.issuer, detail, id_)
    return True


async def _write_versions(
    work: Work, decision: Decision, items: Sequence[Item], running: Mapping[str, Running]
) -> dict[str, int]:
    versions: dict[str, int] = {}
    for start in range(0, len(items), _AT_ONCE):
        made = [_version(decision, item, running) for item in items[start : start + _AT_ONCE]]
        procedures = [procedure for procedure, _ in made]
        await work.catalogue.add_fields({procedure.field for procedure in procedures})
        await work.catalogue.save_procedures(procedures)
        await work.catalogue.save_papers({(p.code, p.version): papers for p, papers in made})
        versions |= {p.code: p.version for p in procedures}
    return versions


def _version(
    decision: Decision, item: Item, running: Mapping[str, Running]
) -> tuple[PublishedProcedure, list[RequiredPaper]]:
    """An end that an earlier decision set for the running version holds for the amended one too."""
    if decision.effective_on is None or item.content is None:
        raise ValueError("must_be_ready lets no such item pass")
    stands = running.get(item.procedure, NEVER_PUBLISHED)
    content = {**item.content, "decision": item.content["decision"] or decision.number}
    return read_version(
        item.procedure, stands.latest + 1, (decision.effective_on, stands.valid_to), content, decision.id
    )
