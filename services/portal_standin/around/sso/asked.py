"""What a client asks for at the authorize address, and whether it may."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from services.portal_standin.around.sso.clients import client_of
from services.portal_standin.portal import NationalPortal
from shared.errors import Invalid

_CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True, slots=True)
class Asked:
    """`prompt`: empty, login or none, as OpenID Connect has it."""

    client: str
    redirect: str
    state: str
    nonce: str
    challenge: str
    prompt: str


class NotGranted(Exception):
    """An error that the client is told: the code of RFC 6749."""

    def __init__(self, error: str, text: str) -> None:
        super().__init__(error)
        self.error = error
        self.text = text


def asked_by(portal: NationalPortal, query: Mapping[str, str]) -> Asked:
    """Refuses `unknown_client` and `unknown_redirect`: then nobody can be told but the person at the browser."""
    client = client_of(portal, query.get("client_id", ""))
    if client is None:
        raise Invalid("unknown_client", "Ứng dụng chưa đăng ký với cổng")
    redirect = query.get("redirect_uri", "")
    if redirect not in client.redirects:
        raise Invalid("unknown_redirect", "Địa chỉ quay về không phải địa chỉ đã đăng ký")
    names = ("state", "nonce", "code_challenge", "prompt")
    return Asked(client.id, redirect, *(query.get(name, "") for name in names))


def must_be_whole(asked: Asked, query: Mapping[str, str]) -> None:
    """Raises NotGranted: state, nonce and PKCE by S256 are demanded of every client."""
    if query.get("response_type") != "code":
        raise NotGranted("unsupported_response_type", "response_type must be code")
    if "openid" not in query.get("scope", "").split():
        raise NotGranted("invalid_scope", "scope must have openid")
    if not asked.state or not asked.nonce:
        raise NotGranted("invalid_request", "state and nonce are needed")
    if query.get("code_challenge_method") != "S256" or not _CHALLENGE.fullmatch(asked.challenge):
        raise NotGranted("invalid_request", "PKCE with S256 is needed")
