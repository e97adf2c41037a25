"""What the stand-in reads from its environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from services.portal_standin.domain.level import Level

PORT = 8014


@dataclass(frozen=True, slots=True)
class StandinSettings:
    """MOTCUA_HOST, MOTCUA_PORT, MOTCUA_STANDIN_LEVEL (lenient, normal, strict), MOTCUA_STANDIN_STORE (a file)."""

    host: str = "127.0.0.1"
    port: int = PORT
    level: Level = Level.NORMAL
    store: Path | None = None

    @classmethod
    def from_environment(cls, env: Mapping[str, str] = os.environ) -> "StandinSettings":
        return cls(
            host=env.get("MOTCUA_HOST", "127.0.0.1"),
            port=int(env.get("MOTCUA_PORT", PORT)),
            level=Level.named(env.get("MOTCUA_STANDIN_LEVEL", "normal")),
            store=Path(store) if (store := env.get("MOTCUA_STANDIN_STORE")) else None,
        )
