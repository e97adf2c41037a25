"""What is asked about dossiers just before they are told: whose they are (intake), what acts said (processing)."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from services.portal.clients.services import Services
from services.portal.domain.outbound.about import Asked, Said
from services.portal.domain.outbound.told import Fee, HandedIn, Matter, Owner
from shared.worktime import legal_day

LinkOf = Callable[[UUID, str, date], str]  # dossier's id, digest of the file, day of the dossier
_NO_DAY = date(2026, 1, 1)  # of a dossier without one: a link needs a fixed day to be the same at every push


async def ask_about(
    services: Services, dossiers: Mapping[UUID, date | None], filings: Sequence[UUID], link: LinkOf
) -> Asked:
    """Two calls at once for up to a hundred dossiers, given with the day of their acceptance.

    Refuses while a service is away.
    """
    intake, processing = await services.bound(services.intake), await services.bound(services.processing)
    asked = {"dossiers": [str(id_) for id_ in dossiers], "filings": [str(id_) for id_ in filings]}
    matters, words = await asyncio.gather(
        intake.post("/matters", asked), processing.post("/words", {"dossiers": asked["dossiers"]})
    )
    said = {
        (UUID(word["dossier"]), word["version"]): Said(word["officer"] or "", word["text"]) for word in words["items"]
    }
    for item in matters["items"]:
        said |= {(UUID(item["id"]), a["version"]): Said("", _answer_text(a["says"])) for a in item["answers"]}
    accepted = {id_: day for id_, day in dossiers.items() if day}
    found = [_matter(item, accepted.get(UUID(item["id"])), link) for item in matters["items"]]
    return Asked({UUID(item["id"]): matter for item, matter in zip(matters["items"], found, strict=True)}, said)


def _matter(item: Mapping[str, Any], accepted_on: date | None, link: LinkOf) -> Matter:
    id_, filed_at = UUID(item["id"]), datetime.fromisoformat(item["filed_at"]) if item["filed_at"] else None
    day = accepted_on or (legal_day(filed_at) if filed_at else _NO_DAY)
    return Matter(
        owner=_owner(item["owner"]) if item["owner"] else None,
        filer=item["filer_name"],
        summary=item["summary"],
        papers=tuple(_paper(paper, lambda digest: link(id_, digest, day)) for paper in item["papers"]),
        fees=tuple(Fee(fee["name"], fee["amount"], fee["paid_by"]) for fee in item["fees"]),
        return_way=item["result_way"] or "desk",
        filed_at=filed_at,
        source=item["source"],
        source_code=item["source_code"],
        filing=UUID(item["filing"]) if item["filing"] else None,
    )


def _owner(said: Mapping[str, Any]) -> Owner:
    born_on = date.fromisoformat(said["born_on"]) if said["born_on"] else None
    contact = {name: said[name] for name in ("phone", "email", "address")}
    return Owner(said["name"], said["kind"], said["identity_number"], born_on=born_on, **contact)


def _paper(said: Mapping[str, Any], link: Callable[[str], str]) -> HandedIn:
    digest = said["scan"]
    return HandedIn(
        name=said["name"],
        quantity=said["quantity"],
        form=said["form"],
        digest=digest,
        link=link(digest) if digest else None,
        is_reused=said["is_reused"],
    )


def _answer_text(says: Mapping[str, Any]) -> str:
    reasons = [reason["text"] for reason in says.get("reasons", ())]
    items = [f"{item['what']} ({item['why']})" for item in says.get("items", ())]
    return "; ".join([*reasons, *items])
