"""What a record may say of reuse: a paper came from the store only if it was fetched there, a database was asked."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from services.portal.domain.outbound.told import HandedIn, Matter
from services.portal.domain.papers.store import Database


@dataclass(frozen=True, slots=True)
class LookedUp:
    """Databases asked for each dossier or filing, and digests of all papers fetched from the store."""

    databases: Mapping[UUID, Collection[Database]]
    fetched: Collection[str]


def marked(id_: UUID, matter: Matter, looked_up: LookedUp, codes: Mapping[str, str]) -> Matter:
    """`codes`: the portal's own for our names; a database without one is not told."""
    papers = tuple(replace(paper, is_from_store=_is_from_store(paper, looked_up)) for paper in matter.papers)
    asked = {*looked_up.databases.get(id_, ())}
    if matter.filing:
        asked |= {*looked_up.databases.get(matter.filing, ())}
    if any(paper.is_from_store for paper in papers):
        asked.add(Database.PAPER_STORE)
    return replace(matter, papers=papers, databases=tuple(sorted(codes[name] for name in asked if name in codes)))


def _is_from_store(paper: HandedIn, looked_up: LookedUp) -> bool:
    return paper.is_reused and paper.digest in looked_up.fetched
