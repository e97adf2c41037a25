"""Carriers are set by the environment: whole, encrypted, and with secrets in files only."""

from datetime import timedelta
from pathlib import Path

import pytest

from shared.clock import SystemClock
from shared.notify.carriers import carriers_of
from shared.notify.message import Medium, masked_address
from shared.notify.notify_settings import NotifySettings

SMTP = {
    "MOTCUA_SMTP_URL": "smtp://mot%40cua@mail.example.vn",
    "MOTCUA_SMTP_PASSWORD_FILE": "/etc/motcua/smtp",
    "MOTCUA_MAIL_FROM": "Một cửa <motcua@example.vn>",
}
SMS = {
    "MOTCUA_SMS_GATEWAY_URL": "https://tin.example.vn/gui",
    "MOTCUA_SMS_GATEWAY_SECRET_FILE": "/etc/motcua/sms",
}


def test_nothing_set_carries_nothing() -> None:
    settings = NotifySettings.from_environment({})
    assert (settings.smtp, settings.gateways) == (None, {})
    assert (settings.practice.oldest, settings.practice.delay) == (timedelta(days=3), timedelta(seconds=60))
    assert carriers_of(settings, SystemClock()) == {}


def test_what_is_set_carries() -> None:
    days = {"MOTCUA_NOTIFY_WITHIN_DAYS": "7", "MOTCUA_NOTIFY_AFTER_SECONDS": "0"}
    settings = NotifySettings.from_environment(SMTP | SMS | days | {"MOTCUA_TRACKER_URL": "https://tra.example.vn"})
    assert settings.smtp
    server = settings.smtp
    assert (server.host, server.port, server.is_tls, server.user) == ("mail.example.vn", 587, False, "mot@cua")
    assert settings.gateways[Medium.SMS].secret_file == Path("/etc/motcua/sms")
    assert settings.practice.tracker == "https://tra.example.vn"
    assert (settings.practice.oldest.days, settings.practice.delay.seconds) == (7, 0)
    assert carriers_of(settings, SystemClock()).keys() == {Medium.EMAIL, Medium.SMS}
    assert "/etc/motcua/sms" not in repr(settings)


def test_smtps_speaks_tls_from_the_first_byte() -> None:
    settings = NotifySettings.from_environment(SMTP | {"MOTCUA_SMTP_URL": "smtps://a@mail.example.vn"})
    assert settings.smtp
    assert (settings.smtp.port, settings.smtp.is_tls) == (465, True)


@pytest.mark.parametrize(
    "wrong",
    [
        SMTP | {"MOTCUA_SMTP_URL": "http://mail.example.vn"},
        SMTP | {"MOTCUA_SMTP_URL": "smtp://"},
        SMTP | {"MOTCUA_SMTP_URL": "smtp://a@mail.example.vn:99999"},
        SMTP | {"MOTCUA_SMTP_URL": "smtp://a:mat-khau@mail.example.vn"},
        SMTP | {"MOTCUA_SMTP_URL": "smtp://mail.example.vn"},
        SMTP | {"MOTCUA_SMTP_PASSWORD_FILE": ""},
        SMTP | {"MOTCUA_MAIL_FROM": "không có địa chỉ"},
        SMS | {"MOTCUA_SMS_GATEWAY_URL": "http://tin.example.vn/gui"},
        SMS | {"MOTCUA_SMS_GATEWAY_SECRET_FILE": ""},
        {"MOTCUA_NOTIFY_WITHIN_DAYS": "ba"},
        {"MOTCUA_NOTIFY_AFTER_SECONDS": "-1"},
    ],
)
def test_half_a_carrier_or_one_in_clear_ends_the_start(
    wrong: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        NotifySettings.from_environment(wrong)
    assert ended.value.code == 78
    assert "mat-khau" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("medium", "address", "masked"),
    [
        (Medium.SMS, "+84912000111", "•••111"),
        (Medium.ZALO, "+84912000111", "•••111"),
        (Medium.EMAIL, "nguoi.nop@example.vn", "n•••@example.vn"),
        (Medium.EMAIL, "n@example.vn", "n•••@example.vn"),
    ],
)
def test_the_log_shows_too_little_to_reach_anybody(medium: Medium, address: str, masked: str) -> None:
    assert masked_address(medium, address) == masked
