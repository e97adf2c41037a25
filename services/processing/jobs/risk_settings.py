"""What the environment says of risks."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

from services.processing.domain.risk import ENOUGH
from shared.settings import refuse


@dataclass(frozen=True, slots=True)
class RiskSettings:
    """MOTCUA_RISK_ENOUGH: of how many dossiers alike something is said."""

    enough: int = ENOUGH

    @classmethod
    def from_environment(cls, env: Mapping[str, str] = os.environ) -> "RiskSettings":
        """Ends the program with status 78 where it cannot be read."""
        enough = env.get("MOTCUA_RISK_ENOUGH") or str(ENOUGH)
        if not (enough.isascii() and enough.isdigit() and 1 <= int(enough) <= 1000):
            refuse("MOTCUA_RISK_ENOUGH phải là số hồ sơ từ 1 đến 1000")
        return cls(int(enough))
