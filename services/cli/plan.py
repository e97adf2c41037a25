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


def environment(plan: Plan, engines: Engines, database_url: str | None) -> dict[str, str]:
    """For a program that enters the database by this URL (a service by its own role, never as owner; a screen not)."""
    if database_url is None:
        return _without_engines(_on_this_machine(plan))
    monitor = {"MOTCUA_NATS_MONITOR_URL": engines.nats_monitor_url} if engines.nats_monitor_url else {}
    return {
        **_on_this_machine(plan),
        "MOTCUA_DATABASE_URL": database_url,
        "MOTCUA_NATS_URL": engines.nats_url,
        **monitor,
    }


def _on_this_machine(plan: Plan) -> dict[str, str]:
    return {
        **plan.surroundings,
        "PYTHONUNBUFFERED": "1",
        "MOTCUA_ENV": "development",
        "MOTCUA_HOME": str(plan.home.path),
        "MOTCUA_ISSUER": EMBEDDED_ISSUER,
        "MOTCUA_JWKS": str(plan.home.jwks),
        "MOTCUA_FILES": str(plan.home.files),
        "MOTCUA_KEY_RING": plan.surroundings.get("MOTCUA_KEY_RING", str(plan.home.key_ring)),
        "MOTCUA_HOST": "127.0.0.1",
        "MOTCUA_DEMO_CLOCK": str(plan.home.demo_clock),
        **{f"MOTCUA_{office.name.upper()}_URL": office.url for office in plan.offices},
    }


def _without_engines(environment: dict[str, str]) -> dict[str, str]:
    engines = {"MOTCUA_DATABASE_URL", "MOTCUA_NATS_URL", "MOTCUA_NATS_MONITOR_URL"}
    return {name: value for name, value in environment.items() if name not in engines}


def _plain(url: str) -> str:
    """postgresql+asyncpg:// is SQLAlchemy's way to write it; asyncpg itself refuses it."""
    scheme, mark, rest = url.partition("://")
    return f"{scheme.partition('+')[0]}{mark}{rest}"
