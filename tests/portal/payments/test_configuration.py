"""What the door's configuration must say of payments and of links, and what it refuses to start with."""

from pathlib import Path

import pytest

from services.portal.connections import PayDesk, read_connections
from services.portal.settings import PortalSettings

TOML = """
[[connection]]
name = "dvcqg"
kind = "gen_a"
address = "http://127.0.0.1:1"
account = "a"
agency = "000.00.00.H17"
since = 2026-01-01
links = "https://example.vn"
databases = { population = "1" }
[connection.payments]
address = "http://127.0.0.1:2/payplat"
partner = "H17"
secret_file = "pay-secret"
beneficiary = "0001"
"""


def written(folder: Path, text: str, kept: str = "made-up\n") -> Path:
    (folder / "pay-secret").write_text(kept)
    (folder / "portal.toml").write_text(text)
    return folder / "portal.toml"


def test_a_connection_may_have_a_payment_platform(tmp_path: Path) -> None:
    connection = read_connections(written(tmp_path, TOML))["dvcqg"]
    assert connection.payments == PayDesk("http://127.0.0.1:2/payplat", "H17", "made-up", beneficiary="0001")
    assert connection.databases == {"population": "1"}
    assert "made-up" not in repr(connection.payments)
    without = read_connections(written(tmp_path, TOML.split("[connection.payments]", maxsplit=1)[0]))["dvcqg"]
    assert without.payments is None


@pytest.mark.parametrize(
    ("text", "secret"),
    [(TOML.replace('secret_file = "pay-secret"', ""), "s"), (TOML, "\n"), (TOML + "unknown = 1\n", "s")],
    ids=["no-secret", "empty-secret", "unknown-setting"],
)
def test_a_payment_platform_without_a_secret_or_with_anything_unknown_is_refused(
    tmp_path: Path, text: str, secret: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        read_connections(written(tmp_path, text, secret))
    assert ended.value.code == 78


def test_the_key_of_links_is_made_once_and_kept(tmp_path: Path) -> None:
    settings = PortalSettings.from_environment({"MOTCUA_HOME": str(tmp_path)})
    (key,) = settings.link_keys()
    assert len(key) >= 32
    assert settings.link_keys() == (key,)
    assert (tmp_path / "portal-link-key").stat().st_mode & 0o077 == 0


def test_a_new_key_of_links_is_put_before_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "keys"
    path.write_text("n" * 32 + "\n" + "o" * 32 + "\n")
    settings = PortalSettings.from_environment({"MOTCUA_PORTAL_LINK_KEY_FILE": str(path)})
    assert settings.link_keys() == (b"n" * 32, b"o" * 32)


@pytest.mark.parametrize("content", [None, "", "short"])
def test_a_key_of_links_that_is_missing_or_short_is_refused(tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "keys"
    if content is not None:
        path.write_text(content)
    settings = PortalSettings.from_environment({"MOTCUA_PORTAL_LINK_KEY_FILE": str(path)})
    with pytest.raises(SystemExit):
        settings.link_keys()


def test_production_needs_a_key_of_links_of_its_own(tmp_path: Path) -> None:
    env = {
        "MOTCUA_ENV": "production",
        "MOTCUA_PORTAL_CONFIG": str(tmp_path / "portal.toml"),
        "MOTCUA_PORTAL_TOKEN_URL": "https://example.vn/token",
        "MOTCUA_PORTAL_CLIENT_SECRET_FILE": str(tmp_path / "secret"),
    }
    with pytest.raises(SystemExit):
        PortalSettings.from_environment(env)
    assert PortalSettings.from_environment(env | {"MOTCUA_PORTAL_LINK_KEY_FILE": str(tmp_path / "k")}).link_key_file
