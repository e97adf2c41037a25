"""`motcua doctor` on sound and unsound machines and installations."""

import json
import os
import socket
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import fontpkg_noto_serif
import pytest
import typer
from typer.testing import CliRunner

from services.cli.doctor import TITLES, doctor
from services.cli.finding import Finding, State
from services.cli.machine_checks import examine_machine
from services.cli.offices import MIGRATE, OFFICES, PROJECT, office
from services.cli.running_checks import examine_running
from shared.clock import SetClock, SystemClock
from shared.local import fonts
from shared.local.home import Home, Running
from shared.local.lock import DirectoryLock
from shared.local.nats import EmbeddedNats
from shared.local.ports import any_free
from shared.local.postgres import EmbeddedPostgres
from tests.support.certificates import MAKERS, Authority

CLOCK = SystemClock()


def by_check(findings: Iterator[Finding]) -> dict[str, Finding]:
    found = {finding.check: finding for finding in findings}
    assert set(found) <= set(TITLES)
    assert all(finding.mend for finding in found.values() if finding.state is State.WRONG)
    return found


def test_this_machine_is_fit_and_nothing_is_made_by_looking(tmp_path: Path) -> None:
    found = by_check(examine_machine(Home(tmp_path / "var"), CLOCK))
    assert found.pop("signing").state is State.IDLE
    assert {finding.state for finding in found.values()} == {State.OK}, found
    assert not (tmp_path / "var").exists()


def test_a_home_open_to_others_is_wrong_and_the_mend_closes_it(tmp_path: Path) -> None:
    home = Home(tmp_path / "var")
    home.path.mkdir(mode=0o755)
    finding = by_check(examine_machine(home, CLOCK))["home"]
    assert finding.state is State.WRONG
    subprocess.run(finding.mend.split(), check=True)
    assert by_check(examine_machine(home, CLOCK))["home"].state is State.OK


def test_the_typeface_is_looked_at_letter_by_letter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    look, home = fonts.typeface, Home(tmp_path / "var")
    assert "134 chữ cái" in by_check(examine_machine(home, CLOCK))["fonts"].detail
    monkeypatch.setattr(fontpkg_noto_serif, "ROOT", tmp_path)
    monkeypatch.setattr(fonts, "typeface", lambda: look((tmp_path,)))
    assert by_check(examine_machine(home, CLOCK))["fonts"].state is State.WRONG


def test_the_signing_certificate_is_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    authority = Authority.new()
    certificate, password = authority.issue(MAKERS, tmp_path, CLOCK.now() - timedelta(days=1), timedelta(days=30))
    monkeypatch.setenv("MOTCUA_SIGNING_CERTIFICATE", str(certificate))
    monkeypatch.setenv("MOTCUA_SIGNING_PASSWORD_FILE", str(password))
    found = by_check(examine_machine(Home(tmp_path / "var"), CLOCK))["signing"]
    assert (found.state, found.detail.partition(",")[0]) == (State.OK, MAKERS)
    later = SetClock(CLOCK.now() + timedelta(days=40))
    found = by_check(examine_machine(Home(tmp_path / "var"), later))["signing"]
    assert (found.state, "hết hạn" in found.detail) == (State.WRONG, True)
    password.write_text("khác")
    found = by_check(examine_machine(Home(tmp_path / "var"), CLOCK))["signing"]
    assert (found.state, "mật khẩu" in found.detail) == (State.WRONG, True)


def test_missing_programs_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTCUA_PG_BIN_DIR", str(tmp_path))
    monkeypatch.setenv("MOTCUA_NATS_BIN", str(tmp_path / "none"))
    found = by_check(examine_machine(Home(tmp_path / "var"), CLOCK))
    assert (found["postgresql"].state, found["nats"].state) == (State.WRONG, State.WRONG)
    assert str(tmp_path) in found["postgresql"].detail


def test_a_clock_that_fell_back_is_wrong(tmp_path: Path) -> None:
    clock = SetClock(datetime(1970, 1, 1, tzinfo=UTC))
    assert by_check(examine_machine(Home(tmp_path), clock))["clock"].state is State.WRONG


def test_a_port_held_by_another_program_is_wrong_and_a_free_one_is_not(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        offices = [office("intake", "Tiếp nhận", port), office("stats", "Thống kê", any_free())]
        found = by_check(examine_running(Home(tmp_path / "var"), CLOCK, offices))
    assert found["intake"].state is State.WRONG
    assert "--intake-port" in found["intake"].mend
    assert found["stats"].state is State.IDLE
    assert found["database"].state is State.IDLE


@pytest.fixture
def home_at_work(tmp_path: Path) -> Iterator[Home]:
    """Engines run and say so; the services do not answer."""
    home = Home(tmp_path / "var")
    home.make()
    lock = DirectoryLock(home.lock)
    lock.take()
    with EmbeddedPostgres(home.postgres) as postgres, EmbeddedNats(home.nats) as nats:
        services = {each.name: f"http://127.0.0.1:{any_free()}" for each in OFFICES}
        home.write_running(Running(os.getpid(), postgres.url, nats.url, nats.monitor_url, services))
        yield home
    lock.release()


def test_engines_are_asked_and_silent_services_are_named(home_at_work: Home) -> None:
    found = by_check(examine_running(home_at_work, CLOCK))
    for check in ("database", "database_safety", "database_clock", "nats_sync"):
        assert found[check].state is State.OK, found[check]
    for each in OFFICES:
        assert found[each.name].state is State.WRONG
    late = SetClock(CLOCK.now() - timedelta(hours=1))
    assert by_check(examine_running(home_at_work, late))["database_clock"].state is State.WRONG


def test_migrations_behind_are_wrong_until_they_are_run(home_at_work: Home) -> None:
    assert by_check(examine_running(home_at_work, CLOCK))["migrations"].state is State.WRONG
    running = home_at_work.running()
    assert running
    environment = {**os.environ, "MOTCUA_DATABASE_URL": running.database_url}
    subprocess.run(MIGRATE, check=True, cwd=PROJECT, env=environment, capture_output=True)
    assert by_check(examine_running(home_at_work, CLOCK))["migrations"].state is State.OK


def test_a_database_that_may_forget_is_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with EmbeddedPostgres(tmp_path / "pg", durable=False) as postgres:
        monkeypatch.setenv("MOTCUA_DATABASE_URL", postgres.url)
        finding = by_check(examine_running(Home(tmp_path / "var"), CLOCK))["database_safety"]
    assert finding.state is State.WRONG
    assert "fsync" in finding.mend
    assert by_check(examine_running(Home(tmp_path / "var"), CLOCK))["database"].state is State.WRONG


def test_the_command_ends_with_one_when_something_is_wrong(home_at_work: Home) -> None:
    app = typer.Typer()
    app.command()(doctor)
    told = CliRunner().invoke(app, ["--home", str(home_at_work.path), "--json"])
    assert told.exit_code == 1
    findings = json.loads(told.stdout)
    assert {"check": "python", "state": "ok"}.items() <= findings[0].items()
    assert set(findings[0]) == {"check", "state", "detail", "mend"}
    shown = CliRunner().invoke(app, ["--home", str(home_at_work.path)])
    assert shown.exit_code == 1
    assert "✘ Tiếp nhận" in shown.stdout
