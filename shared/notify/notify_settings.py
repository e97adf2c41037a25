"""What the environment says of carriers and of when people are told; secrets are named by their files only."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from shared.notify.gateway import Gateway
from shared.notify.message import Medium
from shared.notify.smtp import SmtpServer
from shared.settings import refuse

_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


@dataclass(frozen=True, slots=True)
class Practice:
    """How a house tells: not about what is older, not at once (a slip may be undone), and where people look things up.

    What could not be carried within `oldest` is given up: late news mislead.
    """

    oldest: timedelta = timedelta(days=3)
    delay: timedelta = timedelta(seconds=60)
    tracker: str | None = None


DEFAULT_PRACTICE = Practice()


@dataclass(frozen=True, slots=True)
class NotifySettings:
    """MOTCUA_SMTP_*, MOTCUA_MAIL_FROM, MOTCUA_SMS_*, MOTCUA_ZALO_*, MOTCUA_NOTIFY_*; what is not set does not carry."""

    smtp: SmtpServer | None = None
    gateways: Mapping[Medium, Gateway] = field(default_factory=dict)
    practice: Practice = DEFAULT_PRACTICE

    @classmethod
    def from_environment(cls, env: Mapping[str, str] = os.environ) -> "NotifySettings":
        """Ends the program with status 78 where half a carrier is set, or one that would tell secrets in clear."""
        gateways = {medium: _gateway(env, medium) for medium in (Medium.SMS, Medium.ZALO)}
        practice = Practice(
            timedelta(days=_number(env, "MOTCUA_NOTIFY_WITHIN_DAYS", 3)),
            timedelta(seconds=_number(env, "MOTCUA_NOTIFY_AFTER_SECONDS", 60)),
            env.get("MOTCUA_TRACKER_URL") or None,
        )
        return cls(_smtp(env), {medium: gateway for medium, gateway in gateways.items() if gateway}, practice)


def _number(env: Mapping[str, str], name: str, default: int) -> int:
    text = env.get(name) or str(default)
    return int(text) if text.isascii() and text.isdigit() else refuse(f"{name} phải là số nguyên không âm")


def _smtp(env: Mapping[str, str]) -> SmtpServer | None:
    if not (address := env.get("MOTCUA_SMTP_URL")):
        return None
    url = _split(address, "MOTCUA_SMTP_URL", {"smtp": 587, "smtps": 465})
    password = env.get("MOTCUA_SMTP_PASSWORD_FILE")
    if bool(url.username) != bool(password):
        refuse("đăng nhập SMTP cần cả tên trong MOTCUA_SMTP_URL và MOTCUA_SMTP_PASSWORD_FILE")
    sender = env.get("MOTCUA_MAIL_FROM", "")
    if "@" not in parseaddr(sender)[1]:
        refuse("MOTCUA_SMTP_URL cần MOTCUA_MAIL_FROM, ví dụ: Một cửa <motcua@tinh.gov.vn>")
    return SmtpServer(
        host=url.hostname or "",
        port=url.port or {"smtp": 587, "smtps": 465}[url.scheme],
        is_tls=url.scheme == "smtps",
        sender=sender,
        user=unquote(url.username) if url.username else None,
        password_file=Path(password) if password else None,
    )


def _gateway(env: Mapping[str, str], medium: Medium) -> Gateway | None:
    name = f"MOTCUA_{medium.name}_GATEWAY_URL"
    if not (address := env.get(name)):
        return None
    url = _split(address, name, {"https": 443, "http": 80})
    if url.scheme == "http" and url.hostname not in _LOOPBACK:
        refuse(f"{name} phải là https:// (http:// chỉ dùng trên 127.0.0.1)")
    secret = env.get(f"MOTCUA_{medium.name}_GATEWAY_SECRET_FILE")
    return Gateway(address, Path(secret) if secret else refuse(f"{name} cần MOTCUA_{medium.name}_GATEWAY_SECRET_FILE"))


def _split(address: str, name: str, schemes: Mapping[str, int]) -> SplitResult:
    url = urlsplit(address)
    if url.scheme not in schemes or not url.hostname or not _has_port(url):
        refuse(f"{name} phải bắt đầu bằng " + " hoặc ".join(f"{scheme}://" for scheme in schemes))
    if url.password is not None:
        refuse(f"{name} không được có mật khẩu: ghi mật khẩu vào tệp riêng")
    return url


def _has_port(url: SplitResult) -> bool:
    """None is one: the scheme's own."""
    try:
        return url.port != 0
    except ValueError:
        return False
