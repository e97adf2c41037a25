"""The first start of `motcua up --demo`: a small living province and the accounts to look at it with."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from rich.console import Console

from services.cli.demo.build import ACCOUNTS, Builder
from services.cli.demo.days import last_tet
from services.cli.demo.journal import Order
from services.cli.demo.maps import TWO_LEVELS_FROM
from services.cli.demo.model import load_model
from services.cli.demo.planning import Recipe, months_before
from services.cli.demo.showing import build_with_bar
from shared.callers import Role
from shared.clock import SystemClock
from shared.errors import Conflict, Refusal
from shared.local.accounts import add_account
from shared.local.home import Home
from shared.local.secret_file import write_secret
from shared.worktime import legal_instant, national_calendar

PROVINCE, DISTRICT = "Hòa Bình", "Tân Lạc"
_DOSSIERS, _OLD_COMMUNES = 800, 16
_LATENESS = 6.0  # in a thousand dossiers the model would have two late ones
_LEAST_MONTHS = 6
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
_MORE = {Role.MONITOR: "theo.doi", Role.REGISTRAR: "nhap.so", Role.ADMINISTRATOR: "quan.tri"}
_TITLES = {
    Role.CLERK: "Cán bộ một cửa",
    Role.OFFICER: "Chuyên viên thụ lý",
    Role.LEADER: "Lãnh đạo",
    Role.MONITOR: "Theo dõi, giám sát",
    Role.REGISTRAR: "Nhập sổ",
    Role.ADMINISTRATOR: "Quản trị",
}


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """One of the accounts that are shown at the start."""

    user: str
    title: str
    office: str


@dataclass(frozen=True, slots=True)
class Shown:
    """What the greeting says."""

    accounts: list[DemoAccount]
    password: str
    dossiers: int


def usual_order(now: datetime) -> Order:
    """About a thousand dossiers since two weeks before the last Tết, at least since half a year."""
    tet = last_tet(now.date()) - timedelta(days=14)
    start = min(tet.replace(day=1), months_before(now.date(), _LEAST_MONTHS))
    start = max(start, TWO_LEVELS_FROM) if now.date() >= TWO_LEVELS_FROM else start
    recipe = Recipe(start, now.replace(second=0, microsecond=0), _scale(start, now.date()), lateness=_LATENESS)
    return Order(PROVINCE, DISTRICT, recipe, is_until_now=True)


def _scale(start: date, end: date) -> float:
    model, days = load_model(), national_calendar().working_days_between(start, end)
    return round(_DOSSIERS / (model.per_working_day * days * _OLD_COMMUNES / model.communes), 4)


def make_demo(home: Home, addresses: Mapping[str, str], console: Console) -> Shown | None:
    """Once; what was begun goes on. None where the book has dossiers of its own: they are left alone."""
    journal = Builder(home, addresses).journal
    order = journal.order or usual_order(legal_instant(SystemClock().now()))
    try:
        told = journal.end or build_with_bar(home, addresses, order, console)
    except Conflict as not_empty:
        if not_empty.code != "clock_cannot_go_back" or journal.order:
            raise
        console.print("Sổ đã có hồ sơ, không dựng bản trình diễn vào đó.", highlight=False)
        return None
    return _accounts(home, told)


def _accounts(home: Home, told: Mapping[str, Any]) -> Shown:
    password = _password(home)
    shown = []
    for role, user in {**ACCOUNTS, **_MORE}.items():
        place = told["desk"] if role in ACCOUNTS else {"code": told["root"], "name": told["root_name"]}
        _add(home, user, password, role, place["code"])
        shown.append(DemoAccount(user, _TITLES[role], place["name"]))
    return Shown(shown, password, told["figures"]["received"])


def _add(home: Home, user: str, password: str, role: Role, office: str) -> None:
    try:
        add_account(home, user, password, name=_TITLES[role], roles=[role.value], offices=[office])
    except Refusal as refusal:
        if refusal.code != "account_exists":
            raise


def _password(home: Home) -> str:
    """One for all of them, made at the first start and kept (0600) beside what the demo made."""
    path = home.demo / "password"
    if not path.exists():
        words = ["".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(3)]
        write_secret(path, "-".join(words) + "\n")
    return path.read_text(encoding="utf-8").strip()
