"""Puts procedures into a draft decision: new, amended, replaced or abolished, each with its whole version."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from services.intake.domain.catalogue.publishing import Item
from services.intake.domain.catalogue.version_checks import must_hang_together
from services.intake.domain.catalogue.version_document import read_version
from services.intake.queries.catalogue.procedure_groups import unknown_groups
from services.intake.unit_of_work.work import Work
from shared.errors import Invalid

_ANY_DAY = date(2018, 1, 1)  # a draft has no days yet, and its content none of its own


async def put_items(work: Work, decision: UUID, items: Sequence[Item], actor: str) -> list[str]:
    """Codes of what is new or changed in the draft; the same again changes nothing. Refuses a broken version."""
    for item in items:
        if item.content is not None:
            must_hang_together(*read_version(item.procedure, 1, (_ANY_DAY, None), item.content, None))
    groups = {item.content["group"] for item in items if item.content and item.content["group"]}
    unknown = await unknown_groups(work.connection, sorted(groups))
    if unknown:
        message = f"Không có nhóm thủ tục liên thông mang mã {', '.join(sorted(unknown))}"
        raise Invalid("procedure_group_not_found", message, fields={"group": message})
    put = await work.decisions.put(decision, items)
    actions = {item.procedure: item.action.value for item in items}
    if len(put) == 1:
        await work.catalogue_acts.note(actor, "item_put", put[0], {"action": actions[put[0]]}, decision)
    elif put:
        detail = {"items": [[code, actions[code]] for code in put]}
        await work.catalogue_acts.note(actor, "items_put", "", detail, decision)
    return put
