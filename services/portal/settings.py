"""What the door reads from its environment besides what every service reads."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from shared.settings import refuse

PORT = 8004


@dataclass(frozen=True, slots=True)
class PortalSettings:
    """Where the other services are, who the door is to them, and the file of its connections."""

    config: Path | None
    home: Path
    intake_url: str
    processing_url: str
    stats_url: str
    token_url: str | None
    client_id: str
    client_secret_file: Path | None

    @classmethod
    def from_environment(cls, env: Mapping[str, str] = os.environ) -> "PortalSettings":
        settings = cls(
            config=Path(path) if (path := env.get("MOTCUA_PORTAL_CONFIG")) else None,
            home=Path(env.get("MOTCUA_HOME", "var")),
            intake_url=env.get("MOTCUA_INTAKE_URL", "http://127.0.0.1:8001"),
            processing_url=env.get("MOTCUA_PROCESSING_URL", "http://127.0.0.1:8002"),
            stats_url=env.get("MOTCUA_STATS_URL", "http://127.0.0.1:8003"),
            token_url=env.get("MOTCUA_PORTAL_TOKEN_URL") or None,
            client_id=env.get("MOTCUA_PORTAL_CLIENT_ID", "motcua-portal"),
            client_secret_file=Path(secret) if (secret := env.get("MOTCUA_PORTAL_CLIENT_SECRET_FILE")) else None,
        )
        if settings.token_url and settings.client_secret_file is None:
            refuse("MOTCUA_PORTAL_TOKEN_URL cần MOTCUA_PORTAL_CLIENT_SECRET_FILE")
        if settings.config and env.get("MOTCUA_ENV") == "production" and not settings.token_url:
            refuse("MOTCUA_ENV=production cần MOTCUA_PORTAL_TOKEN_URL của nhà cấp định danh thật")
        return settings
