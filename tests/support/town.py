"""A whole installation for a test: engines, migrations, reference data, and the three services as processes."""

import os
import random
import shutil
import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

import httpx2

from services.cli.connection import Services
from services.cli.offices import OFFICES
from services.cli.plan import Plan
from services.cli.suite import Suite, is_healthy
from services.cli.supervisor import Supervisor
from shared.local.child import Child
from shared.local.home import Home
from shared.local.identity import issue_token
from shared.local.lock import DirectoryLock
from shared.local.ports import any_free
from shared.local.waiting import wait_until


class Town:
    """Addresses, tokens and the hand that kills. Children die with the thread that started them: use one thread."""

    def __init__(self, home: Home, suite: Suite, supervisor: Supervisor) -> None:
        self.home = home
        self._suite = suite
        self._supervisor = supervisor
        self.client = httpx2.Client(timeout=60)

    def url(self, service: str) -> str:
        return next(each.url for each in self._suite.plan.offices if each.name == service)

    def token(self, *roles: str, offices: tuple[str, ...] = ("VN",), subject: str = "canbo.a") -> str:
        return issue_token(self.home, subject, roles=roles, offices=offices)

    def headers(self, *roles: str, **more: object) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token(*roles, **more)}"}  # type: ignore[arg-type]

    def services(self, *roles: str) -> Services:
        """As the command line talks to them."""
        addresses = {each.name: each.url for each in self._suite.plan.offices}
        return Services(addresses, self.token(*roles), self.client)

    def pids(self) -> dict[str, int | None]:
        return self._supervisor.pids()

    def kill(self, name: str) -> None:
        """SIGKILL, then back up again as another process before this returns."""
        self._kill(name)
        self._mend(name)

    def _kill(self, name: str) -> None:
        pid = self.pids()[name]
        assert pid is not None
        with suppress(ProcessLookupError):  # killed before, and not up again yet
            os.kill(pid, signal.SIGKILL)
        assert wait_until(lambda: not self._supervisor.is_alive(name), seconds=10)

    def _mend(self, name: str) -> None:
        def is_back() -> bool:
            self._supervisor.look_after()
            return self._supervisor.is_alive(name)

        assert wait_until(is_back, seconds=60), f"{name} did not come back"

    def await_health(self) -> None:
        """Until every service says that it can serve, looked after as `motcua up` does.

        One that came up while PostgreSQL was still recovering ends, and must be started again.
        """

        def is_well(url: str) -> bool:
            self._supervisor.look_after()
            return is_healthy(self.client, url)

        for each in self._suite.plan.offices:
            log = self.home.log / f"{each.name}.log"
            assert wait_until(partial(is_well, each.url), seconds=60), log.read_text()[-2000:]

    @contextmanager
    def another(self, name: str, **told: str) -> Iterator[str]:
        """One more process of a service on the same engines, told something else; its address."""
        known = self._suite._children[name]
        told = {"MOTCUA_PORT": str(any_free())} | told
        log = self.home.log / f"another-{name}.log"
        child = Child(f"another {name}", known._command, log=log, env={**(known._env or {}), **told}, cwd=known._cwd)
        child.start()
        url = f"http://127.0.0.1:{told['MOTCUA_PORT']}"
        try:
            assert wait_until(lambda: is_healthy(self.client, url), seconds=60), f"another {name} is not well"
            yield url
        finally:
            child.stop()

    def forget_bus(self) -> None:
        """NATS dies and its whole store is deleted."""
        self._kill("NATS")
        shutil.rmtree(self.home.nats / "store", ignore_errors=True)
        self._mend("NATS")

    def mortals(self) -> list[str]:
        """Who is killed: the door to the portal has deaths of its own (test_portal)."""
        return sorted(self.pids().keys() - {"portal"})

    def victims(self, chance: random.Random) -> Iterator[str]:
        """Everybody's turn comes, in an order of chance."""
        while True:
            names = self.mortals()
            chance.shuffle(names)
            yield from names


@contextmanager
def a_town(path: Path, surroundings: Mapping[str, str] | None = None, *, with_screens: bool = False) -> Iterator[Town]:
    """Everything up and healthy; everything down again at the end. The screens only where they are wanted."""
    home = Home(path)
    home.make()
    offices = [replace(known, port=any_free()) for known in OFFICES if with_screens or not known.is_screen]
    supervisor = Supervisor(lambda _: None, first_delay=0.01, longest_delay=0.05)
    lock = DirectoryLock(home.lock)
    lock.take()
    plan = Plan(home, offices, surroundings=dict(surroundings or os.environ))
    suite = Suite(plan, lambda _: None, supervisor)
    try:
        for _, act in suite.steps():
            act()
        suite.write_running()
        town = Town(home, suite, supervisor)
        with town.client:
            yield town
    finally:
        suite.stop()
        lock.release()
