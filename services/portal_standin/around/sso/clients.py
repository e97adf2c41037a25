"""The programs that may sign people in, as `sso_clients` of the configuration has them."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from services.portal_standin.portal import NationalPortal


class Profile(StrEnum):
    """Whose claims a client gets."""

    VNCONNECT = "vnconnect"
    VNEID = "vneid"


@dataclass(frozen=True, slots=True)
class Client:
    """`redirects`, and `after` signing out, are whole addresses. Without a secret PKCE alone proves who it is."""

    id: str
    redirects: tuple[str, ...]
    after: tuple[str, ...]
    secret: str | None
    profile: Profile


def client_of(portal: NationalPortal, name: str) -> Client | None:
    known: dict[str, Any] | None = portal.config.sso_clients.get(name)
    if known is None:
        return None
    return Client(
        id=name,
        redirects=tuple(known.get("redirects", ())),
        after=tuple(known.get("after", ())),
        secret=known.get("secret"),
        profile=Profile(known.get("profile", Profile.VNCONNECT)),
    )
