"""The dossiers of a citizen who proved elsewhere who he is: only those whose owner has exactly his number."""

from datetime import date

from services.intake.domain.dossiers.person_number import person_number
from services.intake.domain.finding.question import Question
from services.intake.queries.dossiers.dossiers import DossierRead
from services.intake.usecases.finding.search_dossiers import Finder, search_dossiers
from shared.callers import Caller

MOST = 200
_PAGES = 10  # of 200: who hands in for many others is found by the same mark


async def own_dossiers(finder: Finder, caller: Caller, raw: str, today: date) -> list[DossierRead]:
    """Newest first, at most 200. The mark finds proxies too; they are left out. Refuses identity_number_not_valid."""
    number = person_number(raw, today)
    own: list[DossierRead] = []
    after = None
    for _ in range(_PAGES):
        page = await search_dossiers(finder, caller, Question(identity_number=number), today, after, MOST)
        own += [dossier for dossier in page.dossiers if is_owned_by(dossier, number)]
        after = page.after
        if after is None or len(own) >= MOST:
            break
    return own[:MOST]


def is_owned_by(dossier: DossierRead, number: str) -> bool:
    """Not of one that was erased, and not of one in which the number is the proxy's."""
    return dossier.erased_at is None and dossier.identity_number == number
