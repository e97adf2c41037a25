"""What a way to sign in must be able to do for a session that is open."""

from typing import Protocol

from services.desk.sessions.session import Person, Session


class GrantOver(Exception):
    """No token can be had for this session any more (or now): its person signs in again."""


class SignIn(Protocol):
    """Accounts of this machine, or an OpenID Connect provider."""

    def is_current(self, person: Person) -> bool:
        """False once the account was changed or disabled: the session ends."""

    async def token_of(self, session: Session) -> str:
        """An access token that lasts for this request at least; raises GrantOver."""

    async def leave(self, session: Session) -> str:
        """Before a session is closed: gives back what it was given; where to go on."""

    def end(self) -> None:
        """The program ends."""
