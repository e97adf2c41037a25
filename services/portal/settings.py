"""What the door reads from its environment besides what every service reads."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from shared.local.secret_file import kept_secret
from shared.settings import refuse

PORT = 8004
_SHORTEST_KEY = 24


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
    link_key_file: Path | None = None

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
            link_key_file=Path(key) if (key := env.get("MOTCUA_PORTAL_LINK_KEY_FILE")) else None,
        )
        if settings.token_url and settings.client_secret_file is None:
            refuse("MOTCUA_PORTAL_TOKEN_URL cần MOTCUA_PORTAL_CLIENT_SECRET_FILE")
        if settings.config and env.get("MOTCUA_ENV") == "production" and not settings.token_url:
            refuse("MOTCUA_ENV=production cần MOTCUA_PORTAL_TOKEN_URL của nhà cấp định danh thật")
        if settings.config and env.get("MOTCUA_ENV") == "production" and settings.link_key_file is None:
            refuse("MOTCUA_ENV=production cần MOTCUA_PORTAL_LINK_KEY_FILE (khoá ký liên kết tải tệp)")
        return settings

    def link_keys(self) -> tuple[bytes, ...]:
        """By which links to files are signed: the first signs, all are good, so that a new key leaves old links valid.

        One a line, at least 24 signs. Without a file of its own the home keeps one, made at the first start.
        """
        if self.link_key_file is None:
            return (kept_secret(self.home / "portal-link-key").encode(),)
        try:
            keys = tuple(self.link_key_file.read_bytes().split())
        except OSError as unfit:
            refuse(f"không đọc được khoá ký liên kết ở {self.link_key_file}: {type(unfit).__name__}")
        if not keys or min(map(len, keys)) < _SHORTEST_KEY:
            refuse(f"khoá ký liên kết ở {self.link_key_file} phải dài ít nhất {_SHORTEST_KEY} ký tự")
        return keys
