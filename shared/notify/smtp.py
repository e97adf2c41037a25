"""Carries e-mail to an SMTP server: encrypted unless it is on this machine, logged in where a user is named.

`smtps://user@host:465` speaks TLS from the first byte; `smtp://user@host:587` must offer STARTTLS, and a server that
does not is refused, but for one on loopback (a relay on the same machine). The certificate is checked against the
system's authorities (`SSL_CERT_FILE` names others).
"""

import asyncio
import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import parseaddr
from pathlib import Path

from shared.clock import Clock
from shared.notify.carrier import NotNow, RefusedForGood
from shared.notify.message import Outgoing

_SECONDS = 20.0  # for each step of the conversation


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """Where mail is handed over, and as whom. The password is read from its file at every login."""

    host: str
    port: int
    is_tls: bool
    sender: str
    user: str | None = None
    password_file: Path | None = None

    @property
    def is_local(self) -> bool:
        return self.host in {"127.0.0.1", "::1", "localhost"}


class SmtpCarrier:
    """A connection a message: an office sends a few a minute, and a broken one harms one message only."""

    def __init__(self, server: SmtpServer, clock: Clock) -> None:
        self._server = server
        self._clock = clock

    async def send(self, message: Outgoing) -> None:
        """In a thread: the standard library's client waits for the network."""
        await asyncio.to_thread(self._hand_over, self._mail(message))

    async def close(self) -> None:
        return None

    def _mail(self, message: Outgoing) -> EmailMessage:
        name, sender = parseaddr(self._server.sender)
        try:
            mail = EmailMessage(policy=SMTP)
            mail["From"] = Address(name, addr_spec=sender)
            mail["To"] = Address(addr_spec=message.address)
        except (ValueError, IndexError, MessageError):  # the parser's ways to say that this is no address
            raise RefusedForGood("address_not_valid") from None
        mail["Subject"] = message.subject
        mail["Date"] = self._clock.now()
        mail["Message-ID"] = f"<{message.id}@{sender.rpartition('@')[2]}>"
        mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: nobody's absence note answers it
        mail.set_content(message.text)
        return mail

    def _hand_over(self, mail: EmailMessage) -> None:
        try:
            connection = self._connect()
        except ssl.SSLCertVerificationError:
            raise NotNow("carrier_not_trusted") from None
        except OSError:  # smtplib's own errors are among them
            raise NotNow("carrier_away") from None
        try:
            _deliver(connection, mail)
        finally:
            with suppress(OSError):  # what was taken is taken, however the server says good-bye
                connection.quit()
            connection.close()

    def _connect(self) -> smtplib.SMTP:
        server, context = self._server, ssl.create_default_context()
        if server.is_tls:
            connection: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=_SECONDS, context=context)
        else:
            connection = smtplib.SMTP(server.host, server.port, timeout=_SECONDS)
        try:
            self._secure(connection, context)
        except BaseException:
            connection.close()
            raise
        return connection

    def _secure(self, connection: smtplib.SMTP, context: ssl.SSLContext) -> None:
        server = self._server
        connection.ehlo()
        if not server.is_tls and (connection.has_extn("starttls") or not server.is_local):
            try:
                connection.starttls(context=context)
            except smtplib.SMTPNotSupportedError:
                raise NotNow("carrier_not_encrypted") from None
            connection.ehlo()
        if server.user and server.password_file:
            _log_in(connection, server.user, server.password_file)


def _log_in(connection: smtplib.SMTP, user: str, password_file: Path) -> None:
    try:
        password = password_file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeError):
        raise NotNow("secret_unreadable") from None
    try:
        connection.login(user, password)
    except smtplib.SMTPException:  # some servers hang up on a wrong password
        raise NotNow("login_refused") from None


def _deliver(connection: smtplib.SMTP, mail: EmailMessage) -> None:
    try:
        connection.send_message(mail)
    except smtplib.SMTPRecipientsRefused as refused:
        _raise(next(iter(refused.recipients.values()))[0], "address_refused")
    except smtplib.SMTPSenderRefused:
        raise NotNow("sender_refused") from None
    except smtplib.SMTPResponseException as answer:
        _raise(answer.smtp_code, "message_refused")
    except (smtplib.SMTPNotSupportedError, UnicodeError):
        raise RefusedForGood("address_not_supported") from None  # signs that this server cannot write in an envelope
    except OSError:
        raise NotNow("carrier_away") from None


def _raise(answer: int, code: str) -> None:
    """5xx is for good (RFC 5321, 4.2.1); 4xx (full, busy, grey list) is for now."""
    raise RefusedForGood(code) if answer >= 500 else NotNow(code)
