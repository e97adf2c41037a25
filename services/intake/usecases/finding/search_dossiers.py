"""Searches the dossiers in a caller's reach: understands the question, finds the newest that fit, reads them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from services.intake.domain.finding.question import Question
from services.intake.domain.finding.search_box import Meant
from services.intake.domain.finding.sought import Sought
from services.intake.domain.organisation.office import NATION
from services.intake.queries.dossiers.dossiers import DossierRead, read_found
from services.intake.queries.finding.newest import newest
from services.intake.queries.finding.search import Hit, Search
from services.intake.queries.finding.shares import KnownShares, endings_of
from services.intake.queries.finding.terms import Places
from services.intake.queries.organisation.offices import Tree, codes_in_reach, codes_under, find_office
from services.intake.vault.vault import Vault
from shared.callers import Caller
from shared.db.database import Connection, Database


@dataclass(frozen=True, slots=True)
class Finder:
    """What a search works with: the books, the key ring, what is known of frequencies."""

    database: Database
    vault: Vault
    shares: KnownShares


@dataclass(frozen=True, slots=True)
class Found:
    """A page; `after` is where the next one begins, empty at the end."""

    dossiers: list[DossierRead]
    after: Hit | None


async def search_dossiers(
    finder: Finder, caller: Caller, question: Question, today: date, after: Hit | None, limit: int
) -> Found:
    """Nothing is counted but whether there is more. Refuses unknown offices and words that say nothing."""
    async with finder.database.reading() as connection:
        return await _search(connection, finder, caller, question, today, after, limit)


async def _search(
    connection: Connection,
    finder: Finder,
    caller: Caller,
    question: Question,
    today: date,
    after: Hit | None,
    limit: int,
) -> Found:
    places = await _places(connection, caller, question, today)
    sought = understand(question, finder.vault)
    if sought.beginning:
        sought = replace(sought, endings=await endings_of(connection, sought.beginning))
    shares = await finder.shares.ask(connection)
    hits = await newest(connection, Search(sought, places, shares, after, limit + 1))
    dossiers = await read_found(connection, finder.vault, [hit.dossier for hit in hits[:limit]])
    return Found(dossiers, hits[limit - 1] if len(hits) > limit else None)


def understand(question: Question, vault: Vault) -> Sought:
    """Numbers of people become blind marks under every key; one that may be a telephone is looked for as both."""
    meant = question.meant()
    first, behind = question.span()
    return Sought(
        accepted_from=first,
        accepted_before=behind,
        procedure=question.procedure,
        codes=tuple(one.code for one in meant if one.code),
        code_beginning=next((one.code_beginning for one in meant if one.code_beginning), None),
        marks=tuple(group for one in meant if (group := _marks(one, vault))),
        words=tuple(dict.fromkeys(word for one in meant for word in one.words)),
        beginning=next((one.beginning for one in meant if one.beginning), None),
        states=question.states,
        due_before=question.due_before,
    )


def _marks(meant: Meant, vault: Vault) -> tuple[str, ...]:
    blind = [mark for number in meant.numbers for mark in vault.marks(number)]
    return (*blind, meant.phone) if meant.phone else tuple(blind)


async def _places(connection: Connection, caller: Caller, question: Question, today: date) -> Places:
    reach = None if NATION in caller.offices else await codes_in_reach(connection, caller.offices)
    return Places(
        reach,
        await _under(connection, question.office, "reach", today),
        await _under(connection, question.desk, "path", today),
    )


async def _under(connection: Connection, office: str | None, tree: Tree, today: date) -> Sequence[str] | None:
    """All below the office, by reach also what it continues; of the nation, nothing needs to be said."""
    if office is None:
        return None
    found = await find_office(connection, office, today)
    return None if found.code == NATION else await codes_under(connection, found.code, tree)
