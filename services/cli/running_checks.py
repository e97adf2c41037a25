"""What `motcua doctor` looks at while the suite runs: ports, engines and their safety, migrations, services."""

import asyncio
import os
import subprocess
from collections.abc import Iterator, Sequence
from datetime import timedelta

import asyncpg
import httpx2

from services.cli.finding import Finding, State, judged
from services.cli.offices import HEADS, OFFICES, PROJECT, Office
from services.cli.plan import Engines
from services.cli.suite import is_healthy
from shared.clock import Clock
from shared.errors import Unavailable
from shared.local.home import Home, Running
from shared.local.nats import assert_sync_always
from shared.local.ports import is_free

NOT_RUNNING = "chưa chạy"
START = "Chạy `motcua up`, rồi xem nhật ký trong thư mục log."
SAFETY = ("fsync", "synchronous_commit")
LARGEST_CLOCK_GAP = timedelta(seconds=5)


def examine_running(home: Home, clock: Clock, offices: Sequence[Office] = OFFICES) -> Iterator[Finding]:
    running = _running(home)
    engines = Engines.outside(os.environ)
    if running:
        engines = Engines(running.database_url, running.nats_url, running.nats_monitor_url)
    for office in offices:
        yield _service(office, running)
    yield from _database(engines.database_url, clock)
    yield _bus(engines.nats_monitor_url)


def _running(home: Home) -> Running | None:
    try:
        return home.running()
    except OSError:  # another user's home: the machine's own checks say so
        return None


def _service(office: Office, running: Running | None) -> Finding:
    if running and (url := running.services.get(office.name)):
        with httpx2.Client(trust_env=False, timeout=5.0) as client:
            return judged(office.name, is_healthy(client, url), url, f"{office.title} không trả lời. {START}")
    if is_free(office.port):
        return Finding(office.name, State.IDLE, f"{NOT_RUNNING}, cổng {office.port} trống")
    return Finding(
        office.name,
        State.WRONG,
        f"cổng {office.port} do chương trình khác dùng",
        f"Dừng chương trình đó, hoặc chạy `motcua up --{office.name}-port` với cổng khác.",
    )


def _database(url: str, clock: Clock) -> Iterator[Finding]:
    if not url:
        yield Finding("database", State.IDLE, NOT_RUNNING)
        return
    try:
        yield from asyncio.run(_ask_database(url, clock))
    except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError) as reason:
        yield Finding("database", State.WRONG, str(reason) or type(reason).__name__, START)
        return
    yield _migrations(url)


async def _ask_database(url: str, clock: Clock) -> list[Finding]:
    connection = await asyncpg.connect(url, timeout=5)
    try:
        version = await connection.fetchval("SHOW server_version")
        unsafe = [name for name in SAFETY if await connection.fetchval(f"SHOW {name}") == "off"]
        gap = abs(await connection.fetchval("SELECT clock_timestamp()") - clock.now())
    finally:
        await connection.close()
    return [
        Finding("database", State.OK, f"PostgreSQL {version}"),
        _safety(unsafe),
        judged("database_clock", gap < LARGEST_CLOCK_GAP, f"lệch {gap.total_seconds():.1f} giây", "Chỉnh giờ hai máy."),
    ]


def _safety(unsafe: list[str]) -> Finding:
    names = ", ".join(unsafe)
    mend = f"Bật lại {names} trong postgresql.conf: nếu không, mất điện sẽ mất hồ sơ đã nhận."
    return judged("database_safety", not unsafe, f"{names} = off" if unsafe else f"{', '.join(SAFETY)} = on", mend)


def _migrations(url: str) -> Finding:
    environment = {**os.environ, "MOTCUA_DATABASE_URL": url}
    done = subprocess.run(HEADS, check=False, capture_output=True, text=True, cwd=PROJECT, env=environment, timeout=60)
    said = (done.stdout or done.stderr).strip().splitlines()
    return judged("migrations", done.returncode == 0, said[-1] if said else "", "Chạy lại `motcua up` để cập nhật.")


def _bus(monitor_url: str | None) -> Finding:
    if not monitor_url:
        return Finding("nats_sync", State.IDLE, NOT_RUNNING)
    try:
        assert_sync_always(monitor_url)
    except Unavailable as refusal:
        mend = START if refusal.code == "nats_monitor_silent" else "Đặt sync_interval: always trong khối jetstream."
        return Finding("nats_sync", State.WRONG, refusal.message, mend)
    return Finding("nats_sync", State.OK, "JetStream, sync_interval: always")
