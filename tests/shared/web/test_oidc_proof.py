"""An id_token is taken only when every claim is what was asked for."""

from typing import Any

import pytest

from shared.web.oidc.proof import Asked, NotGranted, check_proof

NOW = 1_800_000_000.0
ASKED = Asked("https://dinh-danh.example", "motcua-desk", "n", since=1800, levels=())
RIGHT: dict[str, Any] = {
    "iss": "https://dinh-danh.example",
    "aud": "motcua-desk",
    "nonce": "n",
    "exp": int(NOW) + 60,
    "iat": int(NOW) - 1,
    "auth_time": int(NOW) - 1700,
    "sub": "a",
    "name": "Lê Thị Hằng",
}


def test_the_right_one_names_a_person() -> None:
    assert check_proof(RIGHT, ASKED, NOW) == ("a", "Lê Thị Hằng", "")
    assert check_proof(RIGHT | {"aud": ["motcua-desk"], "azp": "motcua-desk"}, ASKED, NOW)[0] == "a"


WRONG: dict[str, dict[str, Any]] = {
    "another issuer": {"iss": "https://noi.khac"},
    "for another program": {"aud": "khac"},
    "for us and another": {"aud": ["motcua-desk", "khac"]},
    "got by another program": {"azp": "khac"},
    "another nonce": {"nonce": "m"},
    "no nonce": {"nonce": None},
    "over": {"exp": int(NOW) - 31},
    "exp as text": {"exp": "9999999999"},
    "from the future": {"iat": int(NOW) + 31},
    "password given too long ago": {"auth_time": int(NOW) - 1831},
    "not said when the password was given": {"auth_time": None},
    "no subject": {"sub": None},
    "empty subject": {"sub": ""},
    "subject of any length": {"sub": "a" * 201},
}


@pytest.mark.parametrize("changes", WRONG.values(), ids=WRONG.keys())
def test_any_other_names_nobody(changes: dict[str, Any]) -> None:
    with pytest.raises(NotGranted):
        check_proof({k: v for k, v in (RIGHT | changes).items() if v is not None}, ASKED, NOW)


def test_a_level_that_was_asked_for_must_be_reached() -> None:
    strict = Asked(ASKED.issuer, ASKED.client, "n", 1800, levels=("muc-2", "muc-3"))
    assert check_proof(RIGHT | {"acr": "muc-3"}, strict, NOW)
    for reached in ("muc-1", None):
        with pytest.raises(NotGranted):
            check_proof(RIGHT | {"acr": reached}, strict, NOW)


def test_who_does_not_ask_when_the_password_was_given_takes_any_moment() -> None:
    any_moment = Asked(ASKED.issuer, ASKED.client, "n")
    assert check_proof({k: v for k, v in RIGHT.items() if k != "auth_time"}, any_moment, NOW)
