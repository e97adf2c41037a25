"""What one machine is to run, and what each program finds in its environment."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from services.cli.offices import LOAD_REFERENCE, MIGRATE, OFFICES, Office
from shared.callers import EMBEDDED_ISSUER
from shared.local.home import Home


@dataclass(frozen=True)
class Plan:
    """What is to run, where. Tests put small programs in place of the services."""

    home: Home
    offices: Sequence[Office] = OFFICES
    migrate: Sequence[str] = MIGRATE
    load_reference: Sequence[str] = LOAD_REFERENCE
    surroundings: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))


@dataclass(frozen=True)
class Engines:
    """Where PostgreSQL (by its owner's URL) and NATS are."""

    database_url: str
    nats_url: str
    nats_monitor_url: str | None

    @classmethod
    def outside(cls, surroundings: Mapping[str, str]) -> "Engines":
        """Those the operator named; an empty URL means: ours."""
        return cls(
            _plain(surroundings.get("MOTCUA_DATABASE_URL", "")),
            surroundings.get("MOTCUA_NATS_URL", ""),
            surroundings.get("MOTCUA_NATS_MONITOR_URL"),
        )


def environment(plan: Plan, engines: Engines, database_url: str) -> dict[str, str]:
    """For a program that enters the database by this URL (a service by its own role, never as owner)."""
    monitor = {"MOTCUA_NATS_MONITOR_URL": engines.nats_monitor_url} if engines.nats_monitor_url else {}
    return {
        **plan.surroundings,
        "PYTHONUNBUFFERED": "1",
        "MOTCUA_ENV": "development",
        "MOTCUA_DATABASE_URL": database_url,
        "MOTCUA_NATS_URL": engines.nats_url,
        **monitor,
        "MOTCUA_ISSUER": EMBEDDED_ISSUER,
        "MOTCUA_JWKS": str(plan.home.jwks),
        "MOTCUA_FILES": str(plan.home.files),
        "MOTCUA_KEY_RING": plan.surroundings.get("MOTCUA_KEY_RING", str(plan.home.key_ring)),
        "MOTCUA_HOST": "127.0.0.1",
        "MOTCUA_INTAKE_URL": plan.offices[0].url,
    }


def _plain(url: str) -> str:
    """postgresql+asyncpg:// is SQLAlchemy's way to write it; asyncpg itself refuses it."""
    scheme, mark, rest = url.partition("://")
    return f"{scheme.partition('+')[0]}{mark}{rest}"
