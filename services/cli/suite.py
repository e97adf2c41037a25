"""Everything on one machine: the steps from an empty directory to three services that answer, and their environment."""

import asyncio
import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import httpx2

from services.cli.offices import LOAD_REFERENCE, MIGRATE, OFFICES, PROJECT, Office
from services.cli.supervisor import Supervisor
from shared.errors import Conflict, Unavailable
from shared.local.child import Child, dies_with_parent, run_to_end
from shared.local.home import Home, Running
from shared.local.identity import make_identity
from shared.local.nats import EmbeddedNats, assert_sync_always
from shared.local.ports import is_free
from shared.local.postgres import EmbeddedPostgres
from shared.local.roles import let_roles_in
from shared.local.waiting import wait_until

HEALTH_SECONDS = 60.0
ROUND_SECONDS = 0.2

Step = tuple[str, Callable[[], None]]


@dataclass(frozen=True)
class Plan:
    """What is to run, where. Tests put small programs in place of the services."""

    home: Home
    offices: Sequence[Office] = OFFICES
    migrate: Sequence[str] = MIGRATE
    load_reference: Sequence[str] = LOAD_REFERENCE
    surroundings: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))


class Suite:
    """One run of the plan."""

    def __init__(self, plan: Plan, say: Callable[[str], None]) -> None:
        self.plan = plan
        self._supervisor = Supervisor(say)
        self._children: dict[str, Child] = {}
        self._database_url = plan.surroundings.get("MOTCUA_DATABASE_URL", "")
        self._nats_url = plan.surroundings.get("MOTCUA_NATS_URL", "")
        self._monitor_url = plan.surroundings.get("MOTCUA_NATS_MONITOR_URL")
        self._role_urls: dict[str, str] = {}

    def steps(self) -> Iterator[Step]:
        yield "Kiểm tra các cổng", self._check_ports
        yield self._with_engine("PostgreSQL", self._database_url), self._start_postgres
        yield self._with_engine("NATS JetStream", self._nats_url), self._start_nats
        yield "Chuẩn bị khóa định danh trên máy này", lambda: make_identity(self.plan.home)
        yield "Cập nhật cấu trúc cơ sở dữ liệu", self._migrate
        yield "Cấp mật khẩu cho từng dịch vụ", self._let_roles_in
        yield "Nạp danh mục thủ tục, lịch nghỉ, đơn vị", self._load_reference
        for office in self.plan.offices:
            yield f"Khởi động {office.title} ({office.name})", lambda office=office: self._start_office(office)
        yield "Chờ các dịch vụ sẵn sàng", self._await_health

    def watch(self) -> None:
        """Until interrupted."""
        self._write_running()
        while True:
            if self._supervisor.look_after():
                self._write_running()
            time.sleep(ROUND_SECONDS)

    def stop(self) -> None:
        self._supervisor.stop()
        self.plan.home.forget_running()

    @staticmethod
    def _with_engine(name: str, external: str) -> str:
        return f"Dùng {name} bên ngoài" if external else f"Khởi động {name}"

    def _check_ports(self) -> None:
        for office in self.plan.offices:
            if not is_free(office.port):
                raise Conflict(
                    "port_busy",
                    f"Cổng {office.port} ({office.title}) đang có chương trình khác dùng. "
                    f"Hãy dừng chương trình đó hoặc chọn cổng khác bằng --{office.name}-port.",
                )

    def _start_postgres(self) -> None:
        if self._database_url:
            self._database_url = _plain(self._database_url)
            return
        engine = EmbeddedPostgres(self.plan.home.postgres)
        self._supervisor.start(engine)
        self._database_url = engine.url

    def _start_nats(self) -> None:
        if not self._nats_url:
            engine = EmbeddedNats(self.plan.home.nats)
            self._supervisor.start(engine)
            self._nats_url, self._monitor_url = engine.url, engine.monitor_url
        if self._monitor_url:
            assert_sync_always(self._monitor_url)

    def _migrate(self) -> None:
        self._run_once("Cập nhật cấu trúc", "migrate", self.plan.migrate, self._database_url)

    def _let_roles_in(self) -> None:
        roles = [office.role for office in self.plan.offices]
        self._role_urls = asyncio.run(let_roles_in(self.plan.home, self._database_url, roles))

    def _load_reference(self) -> None:
        url = self._role_urls[self.plan.offices[0].role]
        self._run_once("Nạp danh mục", "load-reference", self.plan.load_reference, url)

    def _run_once(self, name: str, log: str, command: Sequence[str], database_url: str) -> None:
        run_to_end(
            Child(
                name,
                [*dies_with_parent("TERM"), *command],
                log=self.plan.home.log / f"{log}.log",
                env=self._environment(database_url),
                cwd=PROJECT,
            )
        )

    def _start_office(self, office: Office) -> None:
        child = self._children[office.name] = Child(
            office.name,
            [*dies_with_parent("TERM"), *office.command],
            log=self.plan.home.log / f"{office.name}.log",
            env=self._environment(self._role_urls[office.role]) | {"MOTCUA_PORT": str(office.port)},
            cwd=PROJECT,
        )
        self._supervisor.start(child)

    def _environment(self, database_url: str) -> dict[str, str]:
        home = self.plan.home
        monitor = {"MOTCUA_NATS_MONITOR_URL": self._monitor_url} if self._monitor_url else {}
        return {
            **self.plan.surroundings,
            "PYTHONUNBUFFERED": "1",
            "MOTCUA_ENV": "development",
            "MOTCUA_DATABASE_URL": database_url,
            "MOTCUA_NATS_URL": self._nats_url,
            **monitor,
            "MOTCUA_JWKS": str(home.jwks),
            "MOTCUA_FILES": str(home.files),
            "MOTCUA_HOST": "127.0.0.1",
        }

    def _await_health(self) -> None:
        with httpx2.Client(trust_env=False, timeout=5.0) as client:
            for office in self.plan.offices:
                child = self._children[office.name]
                wait_until(
                    lambda child=child, office=office: not child.is_alive() or is_healthy(client, office),
                    seconds=HEALTH_SECONDS,
                    every=0.1,
                )
                if not (child.is_alive() and is_healthy(client, office)):
                    raise Unavailable(
                        "office_not_ready", f"{office.title} không sẵn sàng:\n{child.tail()}\nXem {child.log}"
                    )

    def _write_running(self) -> None:
        self.plan.home.write_running(
            Running(
                pid=os.getpid(),
                database_url=self._database_url,
                nats_url=self._nats_url,
                nats_monitor_url=self._monitor_url,
                services={office.name: office.url for office in self.plan.offices},
                pids=self._supervisor.pids(),
            )
        )


def is_healthy(client: httpx2.Client, office: Office) -> bool:
    try:
        answer = client.get(f"{office.url}/health")
        return answer.status_code == httpx2.codes.OK and answer.json()["ok"] is True
    except (httpx2.TransportError, ValueError, KeyError):
        return False


def _plain(url: str) -> str:
    """postgresql+asyncpg:// is SQLAlchemy's way to write it; asyncpg itself refuses it."""
    scheme, mark, rest = url.partition("://")
    return f"{scheme.partition('+')[0]}{mark}{rest}"
