"""Tokens of the embedded issuer, as the services read them."""

from datetime import timedelta
from pathlib import Path

import pytest

from shared.callers import EMBEDDED_ISSUER, Role
from shared.errors import Invalid, NotFound, Unauthorized
from shared.local.home import Home
from shared.local.identity import issue_token, make_identity
from shared.web.auth import TokenReader


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path / "var")
    home.make()
    return home


def test_a_service_reads_what_was_issued(home: Home) -> None:
    make_identity(home)
    token = issue_token(home, "can-bo-1", roles=["clerk"], offices=["H26.01"])
    caller = TokenReader.of(home.jwks, EMBEDDED_ISSUER).caller(f"Bearer {token}")
    assert (caller.subject, caller.roles, caller.offices) == (
        "can-bo-1",
        frozenset({Role.CLERK}),
        frozenset({"H26.01"}),
    )


def test_the_key_stays_and_its_private_half_is_for_its_owner_alone(home: Home) -> None:
    make_identity(home)
    token = issue_token(home, "can-bo-1", roles=[], offices=[])
    home.jwks.unlink()
    make_identity(home)
    assert TokenReader.of(home.jwks, EMBEDDED_ISSUER).caller(f"Bearer {token}").subject == "can-bo-1"
    assert (home.identity / "key.json").stat().st_mode & 0o777 == 0o600
    assert '"d"' not in home.jwks.read_text()


def test_the_token_of_another_home_is_not_known(home: Home, tmp_path: Path) -> None:
    other = Home(tmp_path / "other")
    for each in (home, other):
        make_identity(each)
    token = issue_token(other, "can-bo-1", roles=[], offices=[])
    with pytest.raises(Unauthorized):
        TokenReader.of(home.jwks, EMBEDDED_ISSUER).caller(f"Bearer {token}")


@pytest.mark.parametrize("seconds", [0, -1, 601])
def test_no_token_lives_longer_than_ten_minutes(home: Home, seconds: int) -> None:
    make_identity(home)
    with pytest.raises(Invalid):
        issue_token(home, "can-bo-1", roles=[], offices=[], ttl=timedelta(seconds=seconds))


def test_a_home_without_a_key_says_what_to_run(home: Home) -> None:
    with pytest.raises(NotFound, match="motcua up"):
        issue_token(home, "can-bo-1", roles=[], offices=[])
