"""What every service reads from its environment; a production start with a development identity is refused."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlsplit

from shared.callers import EMBEDDED_ISSUER
from shared.clock import Clock, DemoClock, SystemClock

LOOPBACK = {"127.0.0.1", "::1", "localhost"}


@dataclass(frozen=True, slots=True)
class Settings:
    """MOTCUA_* of one service. Addresses are those of its own database role and of the bus."""

    environment: str
    database_url: str
    nats_url: str
    nats_monitor_url: str | None
    jwks: Path | str
    issuer: str
    host: str
    port: int
    files: Path
    pool_size: int
    key_ring: Path
    signing_certificate: Path | None = None
    signing_password_file: Path | None = None
    scans_url: str | None = None
    scans_access_key: str | None = None
    scans_secret_key_file: Path | None = None
    backdating: timedelta = timedelta(hours=24)
    undoing: timedelta = timedelta(hours=72)
    intake_url: str = "http://127.0.0.1:8001"
    roles_claim: str = "roles"
    offices_claim: str = "offices"
    tracker_url: str | None = None
    slips_from: date | None = None

    @property
    def is_production(self) -> bool:
        return self.environment == "production"

    @classmethod
    def from_environment(cls, default_port: int, env: Mapping[str, str] = os.environ) -> "Settings":
        settings = cls(
            environment=env.get("MOTCUA_ENV", "development"),
            database_url=env.get("MOTCUA_DATABASE_URL", ""),
            nats_url=env.get("MOTCUA_NATS_URL", ""),
            nats_monitor_url=env.get("MOTCUA_NATS_MONITOR_URL"),
            jwks=keys_at(env.get("MOTCUA_JWKS", "var/identity/jwks.json")),
            issuer=env.get("MOTCUA_ISSUER", EMBEDDED_ISSUER),
            host=env.get("MOTCUA_HOST", "127.0.0.1"),
            port=int(env.get("MOTCUA_PORT", default_port)),
            files=Path(env.get("MOTCUA_FILES", "var/files")),
            pool_size=int(env.get("MOTCUA_POOL_SIZE", "8")),
            key_ring=Path(env.get("MOTCUA_KEY_RING", "var/identity/key-ring.json")),
            signing_certificate=signing_files(env)[0],
            signing_password_file=signing_files(env)[1],
            scans_url=env.get("MOTCUA_SCANS_URL") or None,
            scans_access_key=env.get("MOTCUA_SCANS_ACCESS_KEY"),
            scans_secret_key_file=Path(secret) if (secret := env.get("MOTCUA_SCANS_SECRET_KEY_FILE")) else None,
            backdating=timedelta(hours=float(env.get("MOTCUA_BACKDATING_HOURS", "24"))),
            intake_url=env.get("MOTCUA_INTAKE_URL", "http://127.0.0.1:8001"),
            undoing=timedelta(hours=float(env.get("MOTCUA_UNDO_HOURS", "72"))),
            roles_claim=env.get("MOTCUA_ROLES_CLAIM", "roles"),
            offices_claim=env.get("MOTCUA_OFFICES_CLAIM", "offices"),
            tracker_url=env.get("MOTCUA_TRACKER_URL") or None,
            slips_from=date.fromisoformat(day) if (day := env.get("MOTCUA_SLIPS_FROM")) else None,
        )
        refuse_unfit(settings)
        return settings


def keys_at(named: str) -> Path | str:
    """Where the issuer's public keys are: the path of a file, or an address (text)."""
    if "://" not in named:
        return Path(named)
    return fit_address(named, "MOTCUA_JWKS")


def fit_address(address: str, setting: str) -> str:
    """https, or plain http on this machine: whoever can change what is fetched signs anybody in."""
    parts = urlsplit(address)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOOPBACK):
        refuse(f"{setting} phải là địa chỉ https")
    return address


def signing_files(env: Mapping[str, str] = os.environ) -> tuple[Path | None, Path | None]:
    """The certificate (PKCS#12) that signs papers and the file with its password; both may be unset."""
    named = env.get("MOTCUA_SIGNING_CERTIFICATE"), env.get("MOTCUA_SIGNING_PASSWORD_FILE")
    certificate, password = (Path(name) if name else None for name in named)
    return certificate, password


def refuse_unfit(settings: Settings) -> None:
    """Exit status 78 (configuration) rather than a service that trusts a development key or lacks its engines."""
    loopback = settings.host in LOOPBACK
    embedded = settings.issuer == EMBEDDED_ISSUER
    if settings.is_production and embedded:
        refuse("MOTCUA_ENV=production cần MOTCUA_ISSUER và MOTCUA_JWKS của nhà cấp định danh thật")
    if embedded and not loopback:
        refuse("định danh kèm sẵn chỉ dùng trên 127.0.0.1; đặt MOTCUA_ISSUER để mở ra ngoài")
    if not settings.database_url or not settings.nats_url:
        refuse("thiếu MOTCUA_DATABASE_URL hoặc MOTCUA_NATS_URL (chạy `motcua up` để có sẵn cả hai)")


def clock_of_environment(env: Mapping[str, str] = os.environ) -> Clock:
    """The clock that a program goes by: the machine's, or with MOTCUA_DEMO_CLOCK (never in production) the demo's."""
    path = env.get("MOTCUA_DEMO_CLOCK")
    if not path:
        return SystemClock()
    if env.get("MOTCUA_ENV") == "production":
        refuse("MOTCUA_DEMO_CLOCK chỉ dùng để trình diễn, không dùng với MOTCUA_ENV=production")
    return DemoClock(Path(path))


def refuse(reason: str) -> NoReturn:
    """Ends the program with exit status 78 (configuration)."""
    print(f"motcua: {reason}", file=sys.stderr)
    raise SystemExit(78)
