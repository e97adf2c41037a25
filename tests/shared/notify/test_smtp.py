"""E-mail goes to a real SMTP server: in UTF-8, under one Message-ID a message, encrypted and logged in."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from shared.clock import SetClock
from shared.local.ports import LOOPBACK, any_free
from shared.notify.carrier import NotNow, RefusedForGood
from shared.notify.smtp import SmtpCarrier, SmtpServer
from tests.shared.notify.made_up import a_message, outgoing
from tests.support.mailbox import PASSWORD, USER, Mailbox, a_mailbox, a_server_certificate

NOW = datetime(2026, 3, 5, 2, 0, tzinfo=UTC)
SENDER = "Một cửa Tam Đảo <motcua@example.gov.vn>"


def carrier(port: int, **more: object) -> SmtpCarrier:
    server = SmtpServer(LOOPBACK, port, False, SENDER, **more)  # type: ignore[arg-type]
    return SmtpCarrier(server, SetClock(NOW))


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with a_mailbox() as box:
        yield box


async def test_a_letter_arrives_as_it_was_written(mailbox: Mailbox) -> None:
    message = outgoing(a_message())
    await carrier(mailbox.port).send(message)
    (letter,) = mailbox.letters
    assert letter["To"] == "nguoi.nop@example.vn"
    assert letter["From"].addresses[0].display_name == "Một cửa Tam Đảo"
    assert letter["Subject"] == "Hồ sơ H62: đã có kết quả"
    assert letter["Message-ID"] == f"<{message.id}@example.gov.vn>"
    assert letter["Date"].datetime == NOW
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter.get_content().strip() == "Hồ sơ H62 đã có kết quả."


async def test_a_second_try_has_the_same_message_id(mailbox: Mailbox) -> None:
    message = outgoing(a_message())
    for _ in range(2):
        await carrier(mailbox.port).send(message)
    assert len({letter["Message-ID"] for letter in mailbox.letters}) == 1


@pytest.mark.parametrize(
    ("answers", "data_answers", "kind", "code"),
    [
        (["550 no such user"], [], RefusedForGood, "address_refused"),
        (["450 greylisted"], [], NotNow, "address_refused"),
        ([], ["554 spam"], RefusedForGood, "message_refused"),
        ([], ["452 disk full"], NotNow, "message_refused"),
    ],
)
async def test_5xx_is_for_good_and_4xx_for_now(
    mailbox: Mailbox, answers: list[str], data_answers: list[str], kind: type[Exception], code: str
) -> None:
    mailbox.answers, mailbox.data_answers = answers, data_answers
    with pytest.raises(kind) as trouble:
        await carrier(mailbox.port).send(outgoing(a_message()))
    assert str(trouble.value) == code
    assert mailbox.letters == []


@pytest.mark.parametrize(
    "address", ["khong phai dia chi", "a@b.vn\r\nBcc: c@d.vn", "@", "", "đ@b.vn", "a@", "<a@b.vn>, c@d.vn"]
)
async def test_what_is_no_address_is_refused_before_anybody_is_asked(address: str) -> None:
    with pytest.raises(RefusedForGood, match="address_not_valid"):
        await carrier(any_free()).send(outgoing(a_message(address=address)))


async def test_a_server_that_is_away_is_tried_again() -> None:
    with pytest.raises(NotNow, match="carrier_away"):
        await carrier(any_free()).send(outgoing(a_message()))


async def test_starttls_is_used_and_the_login_goes_inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    context, trusted = a_server_certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    secret = tmp_path / "mat-khau"
    secret.write_text(PASSWORD + "\n")
    with a_mailbox(context, wants_login=True) as box:
        await carrier(box.port, user=USER, password_file=secret).send(outgoing(a_message()))
        assert (box.was_secure, box.logins) == ([True], [USER.encode()])
        monkeypatch.setattr("shared.notify.smtp._SECONDS", 1.0)  # this server lets a wrong password wait
        secret.write_text("sai")
        with pytest.raises(NotNow, match="login_refused"):
            await carrier(box.port, user=USER, password_file=secret).send(outgoing(a_message()))
        with pytest.raises(NotNow, match="secret_unreadable"):
            await carrier(box.port, user=USER, password_file=tmp_path / "mat").send(outgoing(a_message()))


async def test_a_certificate_that_nobody_vouches_for_is_not_trusted(tmp_path: Path) -> None:
    context, _ = a_server_certificate(tmp_path)
    with a_mailbox(context) as box:
        with pytest.raises(NotNow, match="carrier_not_trusted"):
            await carrier(box.port).send(outgoing(a_message()))
        assert box.letters == []


async def test_a_server_elsewhere_that_does_not_encrypt_gets_nothing(
    mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SmtpServer, "is_local", property(lambda _: False))
    with pytest.raises(NotNow, match="carrier_not_encrypted"):
        await carrier(mailbox.port).send(outgoing(a_message()))
    assert mailbox.letters == []
