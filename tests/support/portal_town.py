"""A whole installation joined to a stand-in portal, both as real processes, and what each says of a dossier."""

import asyncio
import os
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import asyncpg
import httpx2

from services.cli.caught_up import wait_until_counted
from shared.clock import DemoClock
from shared.local.child import Child, dies_with_parent
from shared.local.demo_clock import turn_clock
from shared.local.ports import any_free
from shared.local.waiting import wait_until
from shared.worktime import legal_day
from tests.intake.privacy.made_up import everything
from tests.support.engines import ROOT
from tests.support.journeys import Dossier, Office, Person
from tests.support.town import Town, a_town

NAME = "dvcqg"
PROCEDURE = "1.001193"
INBOUND_KEY = "standin-inbound-key"
# One desk for each way to the portal, and one that nobody has mapped.
DESKS = {"gen_a": "08911.2025", "gen_a_relay": "00004.2025", "gen_b": "00733.2025"}
NOT_MAPPED = "00025.2025"
COUNTED = "00070.2025"  # nobody else's dossiers are in its figures
AGENCIES = {
    "08911.2025": "H17.12.34",
    "00004.2025": "H17.12.35",
    "00733.2025": "H17.12.36",
    NOT_MAPPED: "H17.12.37",
    COUNTED: "H17.12.38",
}
_KEYS = {
    "gen_a": ("h17.motcua", "standin-password", "000.00.00.H17", True),
    "gen_a_relay": ("", "standin-relay-key", "000.00.00.H17", True),
    "gen_b": ("h17-motcua", "standin-secret", "H17", False),
}
_CONFIG = """
[[connection]]
name = "{name}"
kind = "{kind}"
address = "{address}"
account = "{account}"
secret_file = "secret-{kind}"
inbound_key_file = "inbound-key"
agency = "{agency}"
is_old_form = {is_old}
destination = "VN:GOV:000.00.00.G22:vpcpdvcprovider"
since = 2026-01-01
links = "{links}"
first_wait = 1
longest_wait = 2
rest = 0.5
lease = 4
seconds = 3
ministry = ["1.002693"]
{more}
[connection.payments]
address = "{address}/payplat"
partner = "H17"
secret_file = "secret-payments"
"""


def a_procedure(code: str, name: str, *results: str) -> dict[str, Any]:
    """As the portal's catalogue lists it."""
    return {
        "MATTHC": code,
        "TENTTHC": name,
        "TRANGTHAI": "1",
        "LINHVUCTHUCHIEN": [{"MALINHVUC": "G15-TP06", "TENLINHVUC": "Hộ tịch"}],
        "KETQUATHUCHIEN": [{"MAKETQUA": code, "TENKETQUA": name} for code in results],
        "THANHPHANHOSO": [],
    }


@dataclass(frozen=True)
class PortalTown:
    """`admin` is the stand-in's own side."""

    town: Town
    admin: httpx2.Client

    @property
    def url(self) -> str:
        return self.town.url("portal")

    def ask(self, path: str, **params: Any) -> Any:
        answer = self.town.client.get(self.url + path, params=params, headers=self.town.headers("operator"))
        assert answer.status_code == 200, answer.text
        return answer.json()

    def map_offices(self, offices: Mapping[str, str]) -> None:
        """Each to a connection."""
        items = [
            {"office": office, "valid_from": "2026-01-01", "connection": connection, "new": AGENCIES[office]}
            for office, connection in offices.items()
        ]
        headers = self.town.headers("operator")
        answer = self.town.client.put(self.url + "/agencies", json={"items": items}, headers=headers)
        assert answer.status_code == 204, answer.text

    def decide(self, lane: str, seq: int, decision: str, reason: str = "đã xem trên Cổng") -> httpx2.Response:
        body = {"seq": seq, "decision": decision, "reason": reason}
        headers = self.town.headers("operator")
        return self.town.client.post(f"{self.url}/lanes/{lane}/decisions", json=body, headers=headers)

    def lane(self, dossier: Dossier) -> dict[str, Any]:
        told: dict[str, Any] = self.ask(f"/lanes/{dossier.id}")
        return told

    def fault(self, fault: str, **more: Any) -> None:
        answer = self.admin.post("/_admin/faults", json={"fault": fault, **more})
        assert answer.status_code == 200, answer.text

    def no_faults(self) -> None:
        self.admin.delete("/_admin/faults")

    def there(self, dossier: Dossier) -> dict[str, Any]:
        """What the portal has of it."""
        answer = self.admin.get(f"/_admin/dossiers/{self.lane(dossier)['portal_code']}")
        assert answer.status_code == 200, answer.text
        told: dict[str, Any] = answer.json()
        return told

    def scan(self, office: Office, content: bytes) -> str:
        """The digest by which a paper names it."""
        url = f"{self.town.url('intake')}/scans"
        params, headers = {"desk": office.code}, self._as(office.clerk)
        answer = self.town.client.post(url, params=params, content=content, headers=headers)
        assert answer.is_success, answer.text
        return str(answer.json()["digest"])

    def pay(self, dossier: Dossier, office: Office) -> dict[str, Any]:
        """Its fees, started at the counter."""
        body, headers = {"dossier": dossier.id}, self._as(office.clerk)
        answer = self.town.client.post(f"{self.url}/payments", json=body, headers=headers)
        assert answer.status_code == 201, answer.text
        begun: dict[str, Any] = answer.json()
        return begun

    def payments(self, dossier: Dossier, office: Office) -> list[dict[str, Any]]:
        params, headers = {"dossier": dossier.id}, self._as(office.clerk)
        answer = self.town.client.get(f"{self.url}/payments", params=params, headers=headers)
        assert answer.status_code == 200, answer.text
        items: list[dict[str, Any]] = answer.json()["items"]
        return items

    def fetched(self, code: str) -> list[dict[str, Any]]:
        """What the portal found behind the links of a dossier."""
        followed = self.admin.get("/_admin/files").json()["fetched"]
        return [each for each in followed if each["link"]["dossier"] == code]

    def violations(self, code: str) -> list[dict[str, Any]]:
        return [each for each in self.admin.get("/_admin/violations").json() if each["dossier"] == code]

    def _as(self, person: Person) -> dict[str, str]:
        return self.town.headers(person.role, offices=(person.office,), subject=person.account)

    def await_lane(
        self, dossier: Dossier, state: str = "idle", *, entries: int = 1, seconds: float = 30
    ) -> dict[str, Any]:
        """Until the lane comes to rest with at least so many entries."""
        told: dict[str, Any] = {}

        def is_so() -> bool:
            answer = self.town.client.get(f"{self.url}/lanes/{dossier.id}", headers=self.town.headers("operator"))
            if answer.status_code != 200:
                return False
            told.update(answer.json())
            return told["state"] == state and len(told["entries"]) >= entries

        assert wait_until(is_so, seconds=seconds, every=0.05), (state, told)
        return told

    def await_quiet(self, dossiers: Iterable[Dossier], seconds: float = 60) -> None:
        """Until nothing is owed, and every act was noted."""
        end = time.monotonic() + seconds
        left = list(dossiers)
        while left:
            left = [each for each in left if not self._is_quiet(each)]
            assert time.monotonic() < end, [(each.code, self.lane(each)) for each in left[:2]]
            time.sleep(0.1)

    def kept_at_the_door(self) -> str:
        """Every row of its schema, as text."""
        running = self.town.home.running()
        assert running is not None
        return asyncio.run(_rows_of(running.database_url))

    def log_of_the_door(self) -> str:
        return (self.town.home.log / "portal.log").read_text(encoding="utf-8")

    def fetch_catalogue(self) -> None:
        """Anew, to the end."""
        headers, before = self.town.headers("operator"), self._catalogue_at()
        answer = self.town.client.post(f"{self.url}/connections/{NAME}/catalogue", headers=headers)
        assert answer.status_code == 202, answer.text
        assert wait_until(lambda: self._catalogue_at() not in {None, before}, seconds=10, every=0.05)

    def _catalogue_at(self) -> Any:
        return next(each["catalogue_at"] for each in self.ask("/connections") if each["connection"] == NAME)

    def turn_clocks(self, **on: int) -> None:
        """Ours and the portal's, on from where they are."""
        clock = DemoClock(self.town.home.demo_clock)
        at = clock.now() + timedelta(**on)
        turn_clock(self.town.home.demo_clock, at)
        self.admin.put("/_admin/clock", json={"now": at.isoformat(), "going": True})

    def today(self) -> date:
        return legal_day(DemoClock(self.town.home.demo_clock).now())

    def index_item(self, item: str, office: Office) -> tuple[int, int]:
        """Of the year, once stats has counted all that was announced."""
        assert wait_until_counted(self.town.services("monitor"), patience=30)
        year = self.today().year
        span = {"office": office.code, "from": f"{year}-01-01", "to": f"{year}-12-31"}
        answer = self.town.client.get(
            f"{self.town.url('stats')}/index/766", params=span, headers=self.town.headers("monitor")
        )
        assert answer.status_code == 200, answer.text
        items = [each for group in answer.json()["groups"] for each in group["items"]]
        found = next(each for each in items if each["code"] == item)
        return found["numerator"], found["denominator"]

    def compare(self) -> dict[str, Any]:
        """Everything with the portal, to the end."""
        span = {"connection": NAME, "from_on": "2026-01-01", "to_on": "2027-12-31"}
        headers = self.town.headers("operator")
        answer = self.town.client.post(f"{self.url}/reconciliations", json=span, headers=headers)
        assert answer.status_code == 202, answer.text
        number = answer.json()["number"]
        assert wait_until(lambda: self.ask(f"/reconciliations/{number}")["ended_at"], seconds=30, every=0.1)
        told: dict[str, Any] = self.ask(f"/reconciliations/{number}")
        return told

    def _is_quiet(self, dossier: Dossier) -> bool:
        answer = self.town.client.get(f"{self.url}/lanes/{dossier.id}", headers=self.town.headers("operator"))
        if answer.status_code != 200:
            return False
        lane = answer.json()
        rows = [entry["shot"]["version"] for entry in lane["entries"] if entry["kind"] == "progress"]
        url = f"{self.town.url('processing')}/dossiers/{dossier.id}"
        seen = self.town.client.get(url, headers=self.town.headers("officer"))
        return lane["state"] == "idle" and bool(rows) and rows[-1] == int(seen.headers["etag"].strip('"'))

    def must_agree(self, dossier: Dossier, *, misfiled: bool = False) -> dict[str, Any]:
        """The portal's view is ours: status, dates, and every row of progress once and in order.

        `misfiled`: the portal itself put rows into another order; what they say still tells it.
        """
        lane, there = self.lane(dossier), self.there(dossier)
        records = [entry["shot"] for entry in lane["entries"] if entry["kind"] == "record"]
        rows = [entry["shot"] for entry in lane["entries"] if entry["kind"] == "progress"]
        if misfiled:
            names = [row["act_name"] for row in rows]
            there["progress"].sort(key=lambda row: names.index(row["NoiDungXuLy"].split(": ")[0]))
        assert there["status"] == str(records[-1]["status"]) == str(lane["told"]), dossier.code
        assert [str(row["TrangThai"]) for row in there["progress"]] == [str(row["status"]) for row in rows], (
            dossier.code
        )
        assert [row["duplicate"] for row in there["progress"]] == [False] * len(rows), dossier.code
        said = [(row["NoiDungXuLy"].split(": ")[0], row["ThoiDiemXuLy"]) for row in there["progress"]]
        assert [name for name, _ in said] == [row["act_name"] for row in rows], dossier.code
        assert [at for _, at in said] == sorted(at for _, at in said), dossier.code
        return there


async def _rows_of(url: str) -> str:
    connection = await asyncpg.connect(url)
    try:
        return await everything(connection, "portal")
    finally:
        await connection.close()


@contextmanager
def a_standin(folder: Path, level: str = "normal") -> Iterator[httpx2.Client]:
    """The stand-in as a process; its administration."""
    port = any_free()
    env = {**os.environ, "MOTCUA_PORT": str(port), "MOTCUA_STANDIN_LEVEL": level, "PYTHONUNBUFFERED": "1"}
    command = [*dies_with_parent("TERM"), sys.executable, "-m", "tests.standins.national_portal"]
    child = Child("national portal", command, log=folder / "standin.log", env=env, cwd=ROOT)
    child.start()
    with httpx2.Client(base_url=f"http://127.0.0.1:{port}", timeout=10) as admin:
        try:
            assert wait_until(lambda: _is_up(admin), seconds=30, every=0.05), child.tail()
            yield admin
        finally:
            child.stop()


def _is_up(admin: httpx2.Client) -> bool:
    try:
        return admin.get("/health").status_code == 200
    except httpx2.TransportError:
        return False


@contextmanager
def a_portal_town(
    folder: Path, *, level: str = "normal", more: str = "", with_screens: bool = False
) -> Iterator[PortalTown]:
    """Joined in every way at once: `dvcqg` straight, `gen_a_relay`, `gen_b`; three desks mapped, one to each."""
    (folder / "inbound-key").write_text(INBOUND_KEY)
    with a_standin(folder, level) as admin:
        address = str(admin.base_url).rstrip("/")
        door = any_free()
        config = folder / "portal.toml"
        config.write_text("".join(_connection(folder, kind, address, door, more) for kind in DESKS))
        admin.put("/_admin/catalogue", json={"procedures": [a_procedure(PROCEDURE, "Đăng ký khai sinh")]})
        surroundings = {**os.environ, "MOTCUA_PORTAL_CONFIG": str(config)}
        with a_town(folder / "var", surroundings, with_screens=with_screens, ports={"portal": door}) as town:
            place = PortalTown(town, admin)
            admin.put("/_admin/config", json={"inbound": {"url": place.url, "key": INBOUND_KEY}})
            place.map_offices({desk: name_of(kind) for kind, desk in DESKS.items()})
            yield place


def name_of(kind: str) -> str:
    return NAME if kind == "gen_a" else kind


def _connection(folder: Path, kind: str, address: str, door: int, more: str) -> str:
    account, secret, agency, is_old = _KEYS[kind]
    (folder / f"secret-{kind}").write_text(secret)
    (folder / "secret-payments").write_text("standin-pay-secret")
    told = {"name": name_of(kind), "kind": kind, "address": address, "account": account, "agency": agency}
    return _CONFIG.format(**told, is_old=str(is_old).lower(), links=f"http://127.0.0.1:{door}", more=more)
