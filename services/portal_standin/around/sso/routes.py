"""The client's part: what the provider is, tokens for a code, who it is, and the keys."""

import hmac
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from services.portal_standin.answering.answer import portal_of
from services.portal_standin.around.people import People, Person
from services.portal_standin.around.sso.asked import NotGranted
from services.portal_standin.around.sso.claims import claims_of, level_of, subject_of
from services.portal_standin.around.sso.clients import Client, client_of
from services.portal_standin.around.sso.id_tokens import id_token, public_keys
from services.portal_standin.around.sso.issuer import issuer_of
from services.portal_standin.around.sso.sign_ins import TOKEN_LASTS, Code, SignIns
from services.portal_standin.portal import NationalPortal

_NO_STORE = {"Cache-Control": "no-store"}
router = APIRouter()


@router.get("/.well-known/openid-configuration")
async def metadata(request: Request) -> Any:
    here = issuer_of(request)
    return {
        "issuer": here,
        "authorization_endpoint": f"{here}/oauth2/authorize",
        "token_endpoint": f"{here}/oauth2/token",
        "userinfo_endpoint": f"{here}/oauth2/userinfo",
        "jwks_uri": f"{here}/oauth2/jwks",
        "end_session_endpoint": f"{here}/oauth2/logout",
        "response_types_supported": ["code"],
        "grant_types_supported": ["authorization_code"],
        "scopes_supported": ["openid"],
        "subject_types_supported": ["public", "pairwise"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "code_challenge_methods_supported": ["S256"],
        "token_endpoint_auth_methods_supported": ["none", "client_secret_post"],
        "acr_values_supported": ["LoA1", "LoA2"],
        "authorization_response_iss_parameter_supported": True,
    }


@router.get("/oauth2/jwks")
async def keys() -> Any:
    return public_keys()


@router.post("/oauth2/token")
async def token(request: Request) -> Response:
    """Errors as in RFC 6749 5.2. A code serves once, within a minute."""
    form = {name: str(value) for name, value in (await request.form()).items()}
    try:
        return JSONResponse(_granted(portal_of(request), form, issuer_of(request)), headers=_NO_STORE)
    except NotGranted as refused:
        status = 401 if refused.error == "invalid_client" else 400
        return JSONResponse({"error": refused.error, "error_description": refused.text}, status, _NO_STORE)


@router.get("/oauth2/userinfo")
async def userinfo(request: Request) -> Response:
    portal = portal_of(request)
    kind, _, given = request.headers.get("authorization", "").partition(" ")
    access = portal.book(SignIns).access_of(given, portal.clock.now()) if kind.lower() == "bearer" else None
    client = client_of(portal, access.client) if access else None
    person = portal.book(People).of_account(access.account) if access else None
    if client is None or person is None:
        return JSONResponse({"error": "invalid_token"}, 401, _NO_STORE | {"WWW-Authenticate": "Bearer"})
    return JSONResponse(claims_of(person, client), headers=_NO_STORE)


def _granted(portal: NationalPortal, form: Mapping[str, str], issuer: str) -> dict[str, Any]:
    client = _proven(portal, form)
    if form.get("grant_type") != "authorization_code":
        raise NotGranted("unsupported_grant_type", "only authorization_code")
    code, now = form.get("code", ""), portal.clock.now()
    found = portal.book(SignIns).redeem(code, now)
    if found is None or not _is_asked_by(found, client, form):
        raise NotGranted("invalid_grant", "the code is unknown, used, over, or of somebody else")
    person = portal.book(People).of_account(found.session.account)
    if person is None:
        raise NotGranted("invalid_grant", "the account is gone")
    access = portal.book(SignIns).grant(code, found, now)
    return {
        "access_token": access,
        "token_type": "Bearer",
        "expires_in": int(TOKEN_LASTS.total_seconds()),
        "scope": "openid",
        "id_token": id_token(_said(found, client, person, issuer), access, now),
    }


def _said(found: Code, client: Client, person: Person, issuer: str) -> dict[str, Any]:
    return {
        "iss": issuer,
        "sub": subject_of(person, client),
        "aud": client.id,
        "nonce": found.asked.nonce,
        "acr": level_of(client),
        "auth_time": int(found.session.since.timestamp()),
    }


def _proven(portal: NationalPortal, form: Mapping[str, str]) -> Client:
    client = client_of(portal, form.get("client_id", ""))
    secret = form.get("client_secret", "")
    if client is None or (client.secret and not hmac.compare_digest(client.secret.encode(), secret.encode())):
        raise NotGranted("invalid_client", "unknown client or wrong secret")
    return client


def _is_asked_by(found: Code, client: Client, form: Mapping[str, str]) -> bool:
    """The same client, the same redirect address, and whoever asked holds the verifier."""
    digest = sha256(form.get("code_verifier", "").encode()).digest()
    challenge = urlsafe_b64encode(digest).rstrip(b"=").decode()
    return (found.asked.client, found.asked.redirect, found.asked.challenge) == (
        client.id,
        form.get("redirect_uri", ""),
        challenge,
    )
