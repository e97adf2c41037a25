"""Which portals there are and how each is reached: one TOML file, read at the start; secrets in files of their own.

Without the file (MOTCUA_PORTAL_CONFIG) the door is shut: no fact is read, so that none is lost for the day it opens.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from shared.settings import refuse

KINDS = ("gen_a", "gen_a_relay", "gen_b")


@dataclass(frozen=True, slots=True)
class Connection:
    """One account at one portal.

    `agency` is the province's own code there, in the form of that portal. `since`: dossiers accepted before that day
    are not told. `ministry`: procedures whose status belongs to a ministry's system; they are never told.
    `on_lost_row`: what is done with a row whose outcome cannot be looked up: `hold` (ask a person) or `resend`.
    `inbound_key`: by which the portal's own calls are known; empty, and none is taken. `file_hosts`: where files that
    it names may be fetched (`host` or `host:port`), and nowhere else.
    """

    name: str
    kind: str
    address: str
    account: str
    secret: str
    agency: str
    since: datetime
    links: str
    paths: Mapping[str, str] = field(default_factory=dict)
    destination: str = ""
    template: str = "{agency}-{yyMMdd}-{seq:04}"
    codes_by_portal: bool = False
    is_old_form: bool = True
    ministry: frozenset[str] = frozenset()
    inbound_key: str = ""
    file_hosts: frozenset[str] = frozenset()
    workers: int = 8
    seconds: float = 20.0
    session: timedelta = timedelta(minutes=10)
    first_wait: timedelta = timedelta(seconds=30)
    longest_wait: timedelta = timedelta(minutes=30)
    rest: timedelta = timedelta(seconds=15)
    lease: timedelta = timedelta(seconds=90)
    on_lost_row: str = "hold"


def read_connections(path: Path | None) -> dict[str, Connection]:
    """By name. Exit status 78 where the file is not fit."""
    if path is None:
        return {}
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
        return {each["name"]: _connection(each, path.parent) for each in said.get("connection", [])}
    except (OSError, KeyError, TypeError, ValueError) as unfit:
        refuse(f"không đọc được cấu hình kết nối Cổng ở {path}: {type(unfit).__name__} {unfit}")


_SECONDS = ("session", "first_wait", "longest_wait", "rest", "lease")


def _connection(said: Mapping[str, Any], home: Path) -> Connection:
    parts = dict(said)
    for name in _SECONDS:
        if name in parts:
            parts[name] = timedelta(seconds=float(parts[name]))
    parts["secret"] = _secret(parts.pop("secret_file", None), home)
    parts["inbound_key"] = _secret(parts.pop("inbound_key_file", None), home)
    parts["since"] = _since(parts["since"])
    parts["ministry"] = frozenset(parts.get("ministry", ()))
    parts["file_hosts"] = frozenset(str(host).lower() for host in parts.get("file_hosts", ()))
    connection = Connection(**parts)
    if connection.kind not in KINDS:
        raise ValueError(f"kind: {connection.kind}")
    if connection.on_lost_row not in {"hold", "resend"}:
        raise ValueError(f"on_lost_row: {connection.on_lost_row}")
    return connection


def _secret(named: str | None, home: Path) -> str:
    return (home / named).read_text(encoding="utf-8").strip() if named else ""


def _since(day: object) -> datetime:
    """Midnight of a legal day (UTC+7)."""
    if not isinstance(day, date) or isinstance(day, datetime):
        raise ValueError("since: một ngày, ví dụ 2026-12-01")
    return datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=7)
