"""Sign-ins under way, codes, tokens and sessions; all of it is gone after a reset."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_urlsafe

from services.portal_standin.around.sso.asked import Asked

CODE_LASTS = timedelta(minutes=1)
PAGE_LASTS = timedelta(minutes=10)
TOKEN_LASTS = timedelta(hours=1)
SESSION_LASTS = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody is signed in at the portal in one browser."""

    account: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Code:
    asked: Asked
    session: Session
    issued_at: datetime


@dataclass(frozen=True, slots=True)
class Access:
    client: str
    account: str
    code: str
    until: datetime


class SignIns:
    """Everything is found by a secret of 32 bytes."""

    def __init__(self) -> None:
        self._pages: dict[str, tuple[Asked, datetime]] = {}
        self._codes: dict[str, Code] = {}
        self._used: set[str] = set()
        self._tokens: dict[str, Access] = {}
        self._sessions: dict[str, Session] = {}

    def wait(self, asked: Asked, now: datetime) -> str:
        """The name under which the page with the password comes back."""
        name = token_urlsafe(32)
        self._pages[name] = (asked, now)
        return name

    def waiting(self, name: str, now: datetime) -> Asked | None:
        asked, since = self._pages.get(name, (None, now))
        return asked if now - since <= PAGE_LASTS else None

    def answered(self, name: str) -> None:
        self._pages.pop(name, None)

    def open(self, account: str, now: datetime) -> tuple[str, Session]:
        """The session and the value of its cookie."""
        cookie, session = token_urlsafe(32), Session(account, now)
        self._sessions[cookie] = session
        return cookie, session

    def session_of(self, cookie: str, now: datetime) -> Session | None:
        session = self._sessions.get(cookie)
        return session if session and now - session.since <= SESSION_LASTS else None

    def issue_code(self, asked: Asked, session: Session, now: datetime) -> str:
        code = token_urlsafe(32)
        self._codes[code] = Code(asked, session, now)
        return code

    def redeem(self, code: str, now: datetime) -> Code | None:
        """Once: a second use also ends what the first one gave."""
        if code in self._used:
            self._drop(lambda access: access.code == code)
            return None
        found = self._codes.get(code)
        if found is None or now - found.issued_at > CODE_LASTS:
            return None
        self._used.add(code)
        return found

    def grant(self, code: str, found: Code, now: datetime) -> str:
        """The access token; it says nothing by itself."""
        token = token_urlsafe(32)
        self._tokens[token] = Access(found.asked.client, found.session.account, code, now + TOKEN_LASTS)
        return token

    def access_of(self, token: str, now: datetime) -> Access | None:
        access = self._tokens.get(token)
        return access if access and now < access.until else None

    def sign_out(self, account: str) -> None:
        """In every browser, and every token ends."""
        self._sessions = {cookie: each for cookie, each in self._sessions.items() if each.account != account}
        self._drop(lambda access: access.account == account)

    def _drop(self, ends: Callable[[Access], bool]) -> None:
        self._tokens = {token: access for token, access in self._tokens.items() if not ends(access)}
