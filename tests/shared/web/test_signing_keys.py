"""Keys fetched from a real provider: changed under the service, sprayed at, and the provider away for a day."""

import asyncio
from collections.abc import Iterator

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey

from shared.errors import Unauthorized
from shared.local.ports import any_free
from shared.settings import keys_at
from shared.web.auth import ClaimNames, TokenReader, UnknownKey
from shared.web.signing_keys import STALE_SECONDS, IssuerAway, KeysOfAddress, KeysOfFile, signing_keys
from tests.support.oidc_provider import Provider, a_provider, new_key


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    with a_provider(any_free(), "http://127.0.0.1:1") as running:
        yield running


class Hand:
    """Turns the keys' watch."""

    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


async def test_a_new_key_is_fetched_by_the_first_token_under_it_and_many_at_once_fetch_it_once(
    provider: Provider,
) -> None:
    old, new = provider.keys[0], new_key()
    keys = KeysOfAddress(provider.jwks, Hand())
    reader = TokenReader(keys, provider.issuer)
    await keys.renew()
    before = f"Bearer {provider.token()}"
    assert reader.caller(before).roles == {"monitor"}
    provider.sign_with(new, old)
    fresh = [f"Bearer {provider.token()}" for _ in range(5)]
    with pytest.raises(UnknownKey):
        reader.caller(fresh[0])
    callers = await asyncio.gather(*(reader.caller_at_last(token) for token in [*fresh, before]))
    assert {caller.subject for caller in callers} == {"motcua-desk"}


async def test_sprayed_key_names_fetch_the_keys_once_in_half_a_minute(provider: Provider) -> None:
    watch = Hand()
    keys = KeysOfAddress(provider.jwks, watch)
    await keys.renew()
    fetched = []
    stranger = ECKey.generate_key("P-256")
    reader = TokenReader(keys, provider.issuer)
    for number in range(300):
        token = jwt.encode({"alg": "ES256", "typ": "at+jwt", "kid": f"k{number}"}, {"sub": "a"}, stranger)
        held = keys.known()
        with pytest.raises(Unauthorized):
            await reader.caller_at_last(f"Bearer {token}")
        fetched.append(keys.known() is not held)
        watch.at += 0.2
    assert fetched.count(True) == 2


async def test_old_keys_serve_for_a_day_without_the_provider_and_no_longer(provider: Provider) -> None:
    watch = Hand()
    keys = KeysOfAddress(provider.jwks, watch)
    with pytest.raises(IssuerAway):
        keys.known()
    await keys.renew()
    token = f"Bearer {provider.token()}"
    provider.stop()
    try:
        watch.at += STALE_SECONDS - 1
        await keys.renew()
        assert TokenReader(keys, provider.issuer).caller(token)
        watch.at += 2
        with pytest.raises(IssuerAway):
            TokenReader(keys, provider.issuer).caller(token)
    finally:
        provider.start()


async def test_keys_are_fetched_anew_after_ten_minutes(provider: Provider) -> None:
    watch = Hand()
    keys = KeysOfAddress(provider.jwks, watch)
    await keys.renew()
    held = keys.known()
    watch.at += 599
    await keys.renew()
    assert keys.known() is held
    watch.at += 2
    await keys.renew()
    assert keys.known() is not held


def test_only_public_keys_for_signatures_are_taken() -> None:
    good = ECKey.generate_key("P-256", auto_kid=True).as_dict(private=False)
    others = [
        {"kty": "oct", "k": "c2VjcmV0", "kid": "x"},
        {**good, "kid": "y", "use": "enc"},
        {"kty": "AKP", "kid": "z"},
    ]
    assert [key.kid for key in signing_keys({"keys": [*others, good]})] == [good["kid"]]


def test_roles_and_offices_are_found_where_the_issuer_puts_them(provider: Provider) -> None:
    key = ECKey.generate_key("P-256", auto_kid=True)
    claims = {
        "iss": provider.issuer, "aud": "motcua", "sub": "a", "iat": 4_000_000_000, "exp": 4_000_000_300,
        "realm_access": {"roles": ["clerk", "uma"]}, "https://tinh.example/offices": ["H62"],
    }  # fmt: skip
    names = ClaimNames("realm_access.roles", "https://tinh.example/offices")
    reader = TokenReader(KeysOfFile(signing_keys({"keys": [key.as_dict(private=False)]})), provider.issuer, names)
    token = jwt.encode({"alg": "ES256", "typ": "application/at+jwt", "kid": key.kid}, claims, key)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("shared.web.auth.time.time", lambda: 4_000_000_010)
        caller = reader.caller(f"Bearer {token}")
    assert (caller.roles, caller.offices) == ({"clerk"}, {"H62"})


@pytest.mark.parametrize(
    "address", ["http://dinh-danh.example/jwks", "ftp://127.0.0.1/jwks", "http://127.0.0.1.example/"]
)
def test_keys_never_come_over_an_open_line(address: str) -> None:
    with pytest.raises(SystemExit) as end:
        keys_at(address)
    assert end.value.code == 78
