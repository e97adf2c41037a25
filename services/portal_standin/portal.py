"""The whole state of the stand-in; a reset makes a new one of everything."""

from typing import TypeVar

from services.portal_standin.books.catalogue import Catalogue
from services.portal_standin.books.clock import PortalClock
from services.portal_standin.books.config import Config
from services.portal_standin.books.dossiers import Dossiers
from services.portal_standin.books.evidence import Evidence
from services.portal_standin.books.faults import Faults
from services.portal_standin.books.files import Files
from services.portal_standin.books.issued_codes import IssuedCodes
from services.portal_standin.books.received import ReceivedLog
from services.portal_standin.books.seed import PROCEDURES
from services.portal_standin.books.sessions import Sessions
from services.portal_standin.domain.level import Level
from shared.clock import Clock

Book = TypeVar("Book")


class NationalPortal:
    """Held by the app, one a process. `book(Kind)` is the place for what stands around the core."""

    def __init__(self, level: Level, real_clock: Clock) -> None:
        self._real_clock = real_clock
        self.reset(level)

    def reset(self, level: Level) -> None:
        """Everything as on the first day: seed configuration, seed catalogue, the machine's clock."""
        self.level = level
        self.clock = PortalClock(self._real_clock)
        self.config = Config()
        self.sessions = Sessions()
        self.catalogue = Catalogue(PROCEDURES)
        self.dossiers = Dossiers()
        self.codes = IssuedCodes()
        self.files = Files()
        self.evidence = Evidence()
        self.faults = Faults()
        self.log = ReceivedLog()
        self._books: dict[type, object] = {}

    def book(self, kind: type[Book]) -> Book:
        """The one `kind()` of this state: made when first asked for, gone after a reset."""
        found = self._books.get(kind)
        if not isinstance(found, kind):
            found = self._books[kind] = kind()
        return found
