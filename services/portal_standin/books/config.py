"""Who may call, for which agencies, where the portal calls back: seeded, so that a test needs no call to start."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Config:
    """Roots of agencies are in normal form (H17, G09.20); every agency below a root is allowed."""

    users: dict[str, dict[str, Any]] = field(
        default_factory=lambda: {"h17.motcua": {"password": "standin-password", "agencies": ["H17"]}}
    )
    clients: dict[str, dict[str, Any]] = field(
        default_factory=lambda: {"h17-motcua": {"secret": "standin-secret", "agencies": ["H17"]}}
    )
    relay_keys: dict[str, list[str]] = field(default_factory=lambda: {"standin-relay-key": ["H17"]})
    agencies: dict[str, str] = field(default_factory=lambda: {"H17": "Tỉnh thử nghiệm"})
    file_hosts: list[str] = field(default_factory=lambda: ["127.0.0.1", "localhost"])
    inbound: dict[str, Any] = field(default_factory=lambda: {"url": "", "key": ""})
    partners: dict[str, str] = field(default_factory=lambda: {"H17": "standin-pay-secret"})
    sso_clients: dict[str, dict[str, Any]] = field(
        default_factory=lambda: {
            "motcua-tracker": {
                "redirects": ["http://127.0.0.1:8005/sign-in/return"],
                "after": ["http://127.0.0.1:8005/tra-cuu"],
            }
        }
    )
    session_seconds: int = 600
    token_seconds: int = 3600
    fetch_files: bool = True
    required_profile: str = "th766"
    lookup_shows_progress: bool = True
