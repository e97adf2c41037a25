"""The port to what the state knows already: its store of papers, and the population database."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from shared.errors import Conflict, NotFound


class Database(StrEnum):
    """What can be asked. Which code the portal has for it says the configuration (`databases`)."""

    PAPER_STORE = "paper_store"
    POPULATION = "population"


class StoreRefuses(Conflict):
    """It answered that it will not; the words are its own."""

    def __init__(self, text: str) -> None:
        super().__init__("papers_refused", f"Cổng không nhận tra cứu: {text[:200]}")


class PaperGone(NotFound):
    """The store listed it, and does not hand it out."""

    def __init__(self) -> None:
        super().__init__("paper_not_in_store", "Kho giấy tờ không còn tệp này")


@dataclass(frozen=True, slots=True)
class PapersSought:
    """Papers of one owner (identity or tax number) that an applicant wants reused. `results`: portal's result codes,
    each with the number of the paper or empty; none asks for all.
    """

    owner_number: str
    asker_name: str
    asker_number: str
    procedure: str
    results: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class StoredPaper:
    """A paper of the store; `files` are name and path of each, the path only of use to the store itself."""

    result: str
    title: str
    number: str
    issuer: str
    files: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PersonSought:
    """Do these belong together? `request` names this one question."""

    request: str
    procedure: str
    agency: str
    number: str
    name: str
    born_on: date


class PaperStore(Protocol):
    """One account. Raises PortalAway, StoreRefuses."""

    async def search(self, sought: PapersSought) -> tuple[StoredPaper, ...]:
        """In an officer's name."""

    async def fetch(self, issuer: str, path: str) -> bytes:
        """Raises PaperGone."""

    async def is_person(self, sought: PersonSought) -> bool: ...
