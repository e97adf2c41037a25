"""What the desk reads from its environment; a production start with the embedded identity is refused."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from shared.settings import LOOPBACK, fit_address, refuse

PORT = 8000


@dataclass(frozen=True, slots=True)
class DeskSettings:
    """MOTCUA_* of the desk. Without an OpenID Connect issuer the accounts of this machine sign in."""

    environment: str
    host: str
    port: int
    home: Path
    intake_url: str
    processing_url: str
    stats_url: str
    portal_url: str
    tracker_url: str
    address: str
    language: str
    oidc_issuer: str | None
    oidc_client: str
    oidc_secret_file: Path | None
    oidc_resource: str | None
    oidc_scope: str
    oidc_levels: tuple[str, ...]
    roles_claim: str
    offices_claim: str
    idle: timedelta
    longest: timedelta

    @property
    def is_secure(self) -> bool:
        """True where people reach the desk over https: cookies are then `__Host-` and `Secure`."""
        return self.address.startswith("https://")

    @classmethod
    def from_environment(cls, env: Mapping[str, str] = os.environ) -> "DeskSettings":
        port = int(env.get("MOTCUA_PORT", PORT))
        settings = cls(
            environment=env.get("MOTCUA_ENV", "development"),
            host=env.get("MOTCUA_HOST", "127.0.0.1"),
            port=port,
            home=Path(env.get("MOTCUA_HOME", "var")),
            intake_url=env.get("MOTCUA_INTAKE_URL", "http://127.0.0.1:8001"),
            processing_url=env.get("MOTCUA_PROCESSING_URL", "http://127.0.0.1:8002"),
            stats_url=env.get("MOTCUA_STATS_URL", "http://127.0.0.1:8003"),
            portal_url=env.get("MOTCUA_PORTAL_URL", "http://127.0.0.1:8004"),
            tracker_url=env.get("MOTCUA_TRACKER_URL", "http://127.0.0.1:8005"),
            address=env.get("MOTCUA_DESK_ADDRESS", f"http://127.0.0.1:{port}"),
            language=env.get("MOTCUA_LANGUAGE", "vi"),
            oidc_issuer=env.get("MOTCUA_OIDC_ISSUER") or None,
            oidc_client=env.get("MOTCUA_OIDC_CLIENT", "motcua-desk"),
            oidc_secret_file=Path(secret) if (secret := env.get("MOTCUA_OIDC_SECRET_FILE")) else None,
            oidc_resource=env.get("MOTCUA_OIDC_RESOURCE") or None,
            oidc_scope=env.get("MOTCUA_OIDC_SCOPE", "openid profile"),
            oidc_levels=tuple(env.get("MOTCUA_OIDC_LEVELS", "").split()),
            roles_claim=env.get("MOTCUA_ROLES_CLAIM", "roles"),
            offices_claim=env.get("MOTCUA_OFFICES_CLAIM", "offices"),
            idle=timedelta(minutes=float(env.get("MOTCUA_SESSION_IDLE_MINUTES", "30"))),
            longest=timedelta(hours=float(env.get("MOTCUA_SESSION_HOURS", "10"))),
        )
        _refuse_unfit(settings)
        return settings


def _refuse_unfit(settings: DeskSettings) -> None:
    if settings.oidc_issuer:
        fit_address(settings.oidc_issuer, "MOTCUA_OIDC_ISSUER")
        if settings.environment == "production":
            fit_address(settings.address, "MOTCUA_DESK_ADDRESS")
        return
    if settings.environment == "production":
        refuse("MOTCUA_ENV=production cần MOTCUA_OIDC_ISSUER của nhà cấp định danh thật")
    if settings.host not in LOOPBACK:
        refuse("tài khoản kèm sẵn chỉ dùng trên 127.0.0.1; đặt MOTCUA_OIDC_ISSUER để mở ra ngoài")
