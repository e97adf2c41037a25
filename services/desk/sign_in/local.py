"""Tokens of the embedded identity for a person of this machine."""

from services.desk.sessions.session import Session
from shared.local.home import Home
from shared.local.identity import issue_token


class LocalTokens:
    """Issues a fresh token when the last one has less than a minute left."""

    def __init__(self, home: Home) -> None:
        self._home = home

    async def token_of(self, session: Session) -> str:
        person = session.person
        return issue_token(self._home, person.subject, roles=sorted(person.roles), offices=person.offices)
