"""Everything on one machine: the steps from an empty directory to services that answer."""

import asyncio
import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any

import httpx2

from services.cli.offices import PROJECT, Office
from services.cli.plan import Engines, Plan, environment
from services.cli.supervisor import Supervisor
from shared.clock import SystemClock
from shared.errors import Conflict, Unavailable
from shared.local.child import Child, dies_with_parent, run_to_end
from shared.local.home import Running
from shared.local.identity import make_identity
from shared.local.key_ring import make_ring
from shared.local.nats import EmbeddedNats, assert_sync_always
from shared.local.ports import is_free
from shared.local.postgres import EmbeddedPostgres
from shared.local.roles import let_roles_in
from shared.local.waiting import wait_until
from shared.worktime import legal_day

HEALTH_SECONDS = 60.0
ROUND_SECONDS = 0.2

Step = tuple[str, Callable[[], None]]


class Suite:
    """One run of a plan."""

    def __init__(self, plan: Plan, say: Callable[[str], None], supervisor: Supervisor | None = None) -> None:
        self.plan = plan
        self._supervisor = supervisor or Supervisor(say)
        self._engines = Engines.outside(plan.surroundings)
        self._children: dict[str, Child] = {}
        self._role_urls: dict[str, str] = {}

    def steps(self) -> Iterator[Step]:
        ours = "Khởi động {}".format
        theirs = "Dùng {} bên ngoài".format
        yield "Kiểm tra các cổng", self._check_ports
        yield (theirs if self._engines.database_url else ours)("PostgreSQL"), self._start_postgres
        yield (theirs if self._engines.nats_url else ours)("NATS JetStream"), self._start_nats
        yield "Chuẩn bị khóa định danh và vòng khóa dữ liệu cá nhân trên máy này", self._make_keys
        yield "Cập nhật cấu trúc cơ sở dữ liệu", self._migrate
        yield "Cấp mật khẩu cho từng dịch vụ", self._let_roles_in
        yield "Nạp danh mục thủ tục, lịch nghỉ, đơn vị", self._load_reference
        for office in self.plan.offices:
            yield f"Khởi động {office.title} ({office.name})", partial(self._start_office, office)
        yield "Chờ các dịch vụ sẵn sàng", self._await_health
        yield "Chờ danh mục tới mọi dịch vụ", self._await_news

    def watch(self) -> None:
        """Until interrupted."""
        self.write_running()
        while True:
            if self._supervisor.look_after():
                self.write_running()
            time.sleep(ROUND_SECONDS)

    def write_running(self) -> None:
        self.plan.home.write_running(
            Running(
                pid=os.getpid(),
                database_url=self._engines.database_url,
                nats_url=self._engines.nats_url,
                nats_monitor_url=self._engines.nats_monitor_url,
                services={office.name: office.url for office in self.plan.offices},
                pids=self._supervisor.pids(),
            )
        )

    def stop(self) -> None:
        self._supervisor.stop()
        self.plan.home.forget_running(os.getpid())

    def _check_ports(self) -> None:
        for office in self.plan.offices:
            if not is_free(office.port):
                raise Conflict(
                    "port_busy",
                    f"Cổng {office.port} ({office.title}) đang có chương trình khác dùng. "
                    f"Hãy dừng chương trình đó hoặc chọn cổng khác bằng --{office.name}-port.",
                )

    def _start_postgres(self) -> None:
        if not self._engines.database_url:
            engine = EmbeddedPostgres(self.plan.home.postgres)
            self._supervisor.start(engine)
            self._engines = replace(self._engines, database_url=engine.url)

    def _start_nats(self) -> None:
        if not self._engines.nats_url:
            engine = EmbeddedNats(self.plan.home.nats)
            self._supervisor.start(engine)
            self._engines = replace(self._engines, nats_url=engine.url, nats_monitor_url=engine.monitor_url)
        if self._engines.nats_monitor_url:
            assert_sync_always(self._engines.nats_monitor_url)

    def _make_keys(self) -> None:
        make_identity(self.plan.home)
        make_ring(self.plan.home.key_ring, legal_day(SystemClock().now()))

    def _migrate(self) -> None:
        run_to_end(self._program("migrate", self.plan.migrate, self._engines.database_url))

    def _let_roles_in(self) -> None:
        roles = [office.role for office in self.plan.offices if office.role]
        self._role_urls = asyncio.run(let_roles_in(self.plan.home, self._engines.database_url, roles))

    def _load_reference(self) -> None:
        counter = self.plan.offices[0]
        run_to_end(self._program("load-reference", self.plan.load_reference, self._role_url(counter)))

    def _start_office(self, office: Office) -> None:
        child = self._program(office.name, office.command, self._role_url(office), MOTCUA_PORT=str(office.port))
        self._children[office.name] = child
        self._supervisor.start(child)

    def _role_url(self, office: Office) -> str | None:
        return self._role_urls[office.role] if office.role else None

    def _program(self, name: str, command: Sequence[str], database_url: str | None, **more: str) -> Child:
        return Child(
            name,
            [*dies_with_parent("TERM"), *command],
            log=self.plan.home.log / f"{name}.log",
            env=environment(self.plan, self._engines, database_url) | more,
            cwd=PROJECT,
        )

    def _await_health(self) -> None:
        with httpx2.Client(trust_env=False, timeout=5.0) as client:
            for office in self.plan.offices:
                child = self._children[office.name]
                wait_until(partial(_is_settled, client, office, child), seconds=HEALTH_SECONDS, every=0.1)
                if not (child.is_alive() and is_healthy(client, office.url)):
                    raise Unavailable(
                        "office_not_ready", f"{office.title} không sẵn sàng:\n{child.tail()}\nXem {child.log}"
                    )

    def _await_news(self) -> None:
        """The first start announces every unit; figures of a unit can be asked for once stats has read of it."""
        with httpx2.Client(trust_env=False, timeout=5.0) as client:
            urls = {office.name: office.url for office in self.plan.offices}
            wait_until(lambda: is_news_read(healths(client, urls)), seconds=HEALTH_SECONDS, every=0.05)


def healths(client: httpx2.Client, urls: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """What each service says of itself; nothing of one that does not answer."""
    said: dict[str, dict[str, Any]] = {}
    for name, url in urls.items():
        with suppress(httpx2.TransportError, ValueError):
            said[name] = client.get(f"{url}/health").json()
    return said


def is_news_read(said: Mapping[str, Mapping[str, Any]]) -> bool:
    """Nothing waits to be published, and every reader has read all that was."""
    return all(
        reader["position"] >= said.get(reader["source"], {}).get("published_position", 0)
        for health in said.values()
        for reader in health.get("readers", ())
    ) and not any(health.get("waiting_to_publish") for health in said.values())


def is_healthy(client: httpx2.Client, url: str) -> bool:
    """The service itself says that it can serve."""
    try:
        answer = client.get(f"{url}/health")
        return answer.status_code == httpx2.codes.OK and answer.json()["ok"] is True
    except (httpx2.TransportError, ValueError, KeyError):
        return False


def _is_settled(client: httpx2.Client, office: Office, child: Child) -> bool:
    return not child.is_alive() or is_healthy(client, office.url)
