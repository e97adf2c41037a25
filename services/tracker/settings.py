"""What the tracker reads from its environment; a production start with the embedded identity is refused."""

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path

from shared.settings import LOOPBACK, fit_address, refuse

PORT = 8005
Network = IPv4Network | IPv6Network


@dataclass(frozen=True, slots=True)
class Limits:
    """Wrong tries that are borne: of an address a minute, of a code an hour, of everybody a minute.

    With four digits: of everybody an hour, of a code a day.
    """

    of_address: int = 5
    of_code: int = 5
    of_all: int = 600
    of_digits: int = 200
    of_digits_on_code: int = 10
    asked_by_address: int = 60
    sign_ins_by_address: int = 30


class Profile(StrEnum):
    """Whose claims are read."""

    VNCONNECT = "vnconnect"
    VNEID = "vneid"


_LEAST = {Profile.VNCONNECT: "LoA1", Profile.VNEID: "LoA2"}


@dataclass(frozen=True, slots=True)
class SignInSettings:
    """MOTCUA_CITIZEN_*: the provider at which citizens sign in; `level` is the least that an account must have."""

    profile: Profile
    issuer: str
    client: str
    secret_file: Path | None
    level: str

    @classmethod
    def from_environment(cls, env: Mapping[str, str]) -> "SignInSettings | None":
        """None without an issuer: then nobody can sign in."""
        issuer, named = env.get("MOTCUA_CITIZEN_ISSUER"), env.get("MOTCUA_CITIZEN_PROFILE", Profile.VNCONNECT)
        if not issuer:
            return None
        if named not in list(Profile):
            refuse(f"MOTCUA_CITIZEN_PROFILE là một trong: {', '.join(Profile)}")
        secret = env.get("MOTCUA_CITIZEN_SECRET_FILE")
        return cls(
            profile=Profile(named),
            issuer=fit_address(issuer, "MOTCUA_CITIZEN_ISSUER"),
            client=env.get("MOTCUA_CITIZEN_CLIENT", "motcua-tracker"),
            secret_file=Path(secret) if secret else None,
            level=env.get("MOTCUA_CITIZEN_LEVEL") or _LEAST[Profile(named)],
        )


@dataclass(frozen=True, slots=True)
class TrackerSettings:
    """MOTCUA_* of the tracker. Without a token address the embedded identity of this machine makes its tokens."""

    environment: str
    host: str
    port: int
    home: Path
    intake_url: str
    processing_url: str
    stats_url: str
    address: str
    language: str
    hotline: str
    complaints: str
    telephones: Mapping[str, str]
    trusted_proxies: tuple[Network, ...]
    token_url: str | None
    client_id: str
    client_secret_file: Path | None
    limits: Limits = field(default_factory=Limits)
    sign_in: SignInSettings | None = None

    @property
    def is_secure(self) -> bool:
        """True where people reach it over https."""
        return self.address.startswith("https://")

    @classmethod
    def from_environment(cls, env: Mapping[str, str] = os.environ) -> "TrackerSettings":
        port = int(env.get("MOTCUA_PORT", PORT))
        settings = cls(
            environment=env.get("MOTCUA_ENV", "development"),
            host=env.get("MOTCUA_HOST", "127.0.0.1"),
            port=port,
            home=Path(env.get("MOTCUA_HOME", "var")),
            intake_url=env.get("MOTCUA_INTAKE_URL", "http://127.0.0.1:8001"),
            processing_url=env.get("MOTCUA_PROCESSING_URL", "http://127.0.0.1:8002"),
            stats_url=env.get("MOTCUA_STATS_URL", "http://127.0.0.1:8003"),
            address=env.get("MOTCUA_TRACKER_URL", f"http://127.0.0.1:{port}"),
            language=env.get("MOTCUA_LANGUAGE", "vi"),
            hotline=env.get("MOTCUA_HOTLINE", ""),
            complaints=env.get("MOTCUA_COMPLAINTS_URL", "https://pakn.dichvucong.gov.vn"),
            telephones=_telephones(env.get("MOTCUA_TELEPHONES")),
            trusted_proxies=tuple(map(ip_network, env.get("MOTCUA_TRUSTED_PROXIES", "").replace(",", " ").split())),
            token_url=env.get("MOTCUA_TOKEN_URL") or None,
            client_id=env.get("MOTCUA_CLIENT_ID", "motcua-tracker"),
            client_secret_file=Path(secret) if (secret := env.get("MOTCUA_CLIENT_SECRET_FILE")) else None,
            sign_in=SignInSettings.from_environment(env),
        )
        _refuse_unfit(settings)
        return settings


def level_of(said: str) -> int:
    """The highest level of assurance that a text names (`LoA2`); 0 where it names none."""
    return max((int(digit) for digit in re.findall(r"\bLoA(\d)\b", said, re.IGNORECASE)), default=0)


def _telephones(path: str | None) -> dict[str, str]:
    """`{"H62": "0211 3 862 000", …}`: of an office and of all below it that have none of their own."""
    return {str(code): str(number) for code, number in json.loads(Path(path).read_text()).items()} if path else {}


def _refuse_unfit(settings: TrackerSettings) -> None:
    if settings.sign_in and not level_of(settings.sign_in.level):
        refuse("MOTCUA_CITIZEN_LEVEL có dạng LoA1, LoA2, …")
    if settings.sign_in and settings.environment == "production":
        fit_address(settings.address, "MOTCUA_TRACKER_URL")
    if settings.token_url and settings.client_secret_file is None:
        refuse("MOTCUA_TOKEN_URL cần MOTCUA_CLIENT_SECRET_FILE")
    if settings.token_url:
        return
    if settings.environment == "production":
        refuse("MOTCUA_ENV=production cần MOTCUA_TOKEN_URL của nhà cấp định danh thật")
    if settings.host not in LOOPBACK:
        refuse("định danh kèm sẵn chỉ dùng trên 127.0.0.1; đặt MOTCUA_TOKEN_URL để mở ra ngoài")
