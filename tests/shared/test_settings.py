"""A service that would trust a development key in production does not start."""

from pathlib import Path

import pytest

from shared.settings import Settings

GOOD = {"MOTCUA_DATABASE_URL": "postgresql://x", "MOTCUA_NATS_URL": "nats://x"}


def test_the_embedded_identity_serves_one_machine() -> None:
    settings = Settings.from_environment(8001, GOOD)
    assert (settings.port, settings.host, settings.is_production) == (8001, "127.0.0.1", False)


@pytest.mark.parametrize(
    "changes",
    [
        {"MOTCUA_ENV": "production"},
        {"MOTCUA_HOST": "0.0.0.0"},
        {"MOTCUA_DATABASE_URL": ""},
        {"MOTCUA_NATS_URL": ""},
    ],
)
def test_an_unfit_setting_ends_the_start_with_status_78(changes: dict[str, str]) -> None:
    with pytest.raises(SystemExit) as ended:
        Settings.from_environment(8001, {**GOOD, **changes})
    assert ended.value.code == 78


def test_an_outside_identity_opens_the_service_to_the_network() -> None:
    env = {**GOOD, "MOTCUA_ENV": "production", "MOTCUA_HOST": "0.0.0.0", "MOTCUA_ISSUER": "https://id.example"}
    assert Settings.from_environment(8001, env).is_production


def test_scans_lie_in_a_folder_unless_a_store_is_named() -> None:
    settings = Settings.from_environment(8001, {**GOOD, "MOTCUA_SCANS_URL": ""})
    assert (settings.scans_url, settings.scans_access_key, settings.scans_secret_key_file) == (None, None, None)
    named = {"URL": "s3://kho/quet", "ACCESS_KEY": "mot", "SECRET_KEY_FILE": "/etc/motcua/kho"}
    settings = Settings.from_environment(8001, GOOD | {f"MOTCUA_SCANS_{name}": value for name, value in named.items()})
    assert (settings.scans_url, settings.scans_access_key) == ("s3://kho/quet", "mot")
    assert settings.scans_secret_key_file == Path("/etc/motcua/kho")


def test_the_counter_is_asked_where_the_environment_says() -> None:
    assert Settings.from_environment(8002, GOOD).intake_url == "http://127.0.0.1:8001"
    env = {**GOOD, "MOTCUA_INTAKE_URL": "https://quay.example"}
    assert Settings.from_environment(8002, env).intake_url == "https://quay.example"
