"""Exports: what a list shows as a file, bounded, logged before it leaves, and nothing in it is a formula."""

import asyncio
import csv
import hashlib
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from services.intake.domain.privacy import exports
from services.intake.domain.privacy.exports import COLUMNS, defused
from services.intake.repository.privacy.export_writer import write_csv, write_xlsx
from services.intake.unit_of_work.exporting import log_export
from shared.callers import Caller, Role
from shared.clock import SetClock
from shared.db.database import PooledDatabase
from shared.errors import Conflict
from tests.intake.conftest import COMMUNE, DESK, THURSDAY
from tests.intake.privacy.made_up import NAME, NUMBER, receive
from tests.support.people import Identity

HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\x00=1", "  =1", '"=1', "a,=1", "a;=1", "＝1", "x\n=1"]
BEGINNINGS = tuple("=+-@\t\r\0＝＋－＠")


def a_row(text: str) -> list[str | None]:
    return [text if name not in exports.INSTANTS else "2026-03-05T09:00:00" for name in COLUMNS]


async def export(counter: httpx2.AsyncClient, identity: Identity, form: str, **params: Any) -> httpx2.Response:
    return await counter.get(f"/dossiers/export.{form}", params=params, headers=identity.headers("leader"))


async def log_of_exports(counter: httpx2.AsyncClient, identity: Identity) -> list[Any]:
    answer = await counter.get("/views", headers=identity.headers("auditor"))
    return [view for view in answer.json()["items"] if view["what"] == "export"]


async def test_a_csv_holds_what_the_list_shows_with_a_mark_for_excel(
    counter: httpx2.AsyncClient, identity: Identity
) -> None:
    receipts = [await receive(counter, identity.headers("clerk")) for _ in range(3)]
    answer = await export(counter, identity, "csv")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-disposition"].startswith('attachment; filename="ho-so-')
    assert answer.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert {row["Mã hồ sơ"] for row in rows} == {receipt["code"] for receipt in receipts}
    assert {row["Người nộp"] for row in rows} == {NAME}
    assert {row["Số định danh (đã che)"] for row in rows} == {"•••••••••999"}
    assert {row["Ngày tiếp nhận"] for row in rows} == {"05/03/2026 09:00"}
    assert {(row["Hình thức nộp"], row["Tình trạng"]) for row in rows} == {("Trực tiếp", "đã tiếp nhận")}
    assert NUMBER not in answer.text


async def test_a_workbook_holds_the_same_with_instants_as_instants(
    counter: httpx2.AsyncClient, identity: Identity
) -> None:
    receipt = await receive(counter, identity.headers("clerk"))
    answer = await export(counter, identity, "xlsx")
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    headings, row = list(sheet.iter_rows(values_only=True))
    assert list(headings) == list(COLUMNS.values())
    shown = dict(zip(headings, row, strict=True))
    assert (shown["Mã hồ sơ"], shown["Người nộp"]) == (receipt["code"], NAME)
    assert str(shown["Ngày hẹn trả"]) == "2026-03-10 17:00:00"


@pytest.mark.parametrize("unknown", [{"status": "accepted"}, {"q": "khong co ai"}], ids=str)
async def test_a_filter_that_an_export_does_not_know_is_refused(
    counter: httpx2.AsyncClient, identity: Identity, unknown: dict[str, str]
) -> None:
    answer = await export(counter, identity, "csv", **unknown)
    assert (answer.status_code, answer.json()["code"]) == (422, "filter_not_known")
    assert await log_of_exports(counter, identity) == []


@pytest.mark.parametrize("form", ["csv", "xlsx"])
async def test_an_export_is_written_down_with_filter_rows_and_the_files_digest(
    counter: httpx2.AsyncClient, identity: Identity, form: str
) -> None:
    for desk in ("H62.19", COMMUNE):
        await receive(counter, identity.headers("clerk"), desk=desk)
    answer = await export(counter, identity, form, desk=COMMUNE, **{"from": "2026-03-05"})
    (view,) = await log_of_exports(counter, identity)
    assert (view["subject"], view["roles"], view["rows"], view["dossier"]) == ("canbo.a", ["leader"], 1, None)
    assert (view["asked"]["export"], view["asked"]["format"], view["asked"]["desk"]) == ("dossiers", form, COMMUNE)
    assert view["asked"]["accepted_from"] == "2026-03-05T00:00:00+07:00"
    assert view["asked"]["sha256"] == hashlib.sha256(answer.content).hexdigest()


async def test_an_export_stays_in_reach_and_only_leaders_and_registrars_take_one(
    counter: httpx2.AsyncClient, identity: Identity
) -> None:
    await receive(counter, identity.headers("clerk"))
    foreign = await counter.get("/dossiers/export.csv", headers=identity.headers("leader", offices=("H26",)))
    assert len(foreign.text.splitlines()) == 1
    for role in ("clerk", "officer", "monitor", "operator", "administrator", "auditor"):
        for form in ("csv", "xlsx"):
            answer = await counter.get(f"/dossiers/export.{form}", headers=identity.headers(role))
            assert (answer.status_code, answer.json()["code"]) == (403, "role_not_allowed")
    assert (await counter.get("/dossiers/export.csv", headers=identity.headers("registrar"))).status_code == 200


async def test_too_many_rows_for_a_file_are_refused_and_leave_neither_file_nor_line(
    counter: httpx2.AsyncClient, identity: Identity, monkeypatch: pytest.MonkeyPatch, app: FastAPI
) -> None:
    monkeypatch.setattr(exports, "LARGEST_FILE", 2)
    for _ in range(3):
        await receive(counter, identity.headers("clerk"))
    for form in ("csv", "xlsx"):
        answer = await export(counter, identity, form)
        assert (answer.status_code, answer.json()["code"]) == (422, "export_too_large")
        assert "2 " in answer.json()["detail"]
    assert (await export(counter, identity, "csv", office=COMMUNE)).status_code == 200
    assert [view["rows"] for view in await log_of_exports(counter, identity)] == [0]
    assert list((app.state.station.settings.files / "exports").iterdir()) == []


async def test_a_person_has_so_many_rows_a_legal_day(
    counter: httpx2.AsyncClient, identity: Identity, monkeypatch: pytest.MonkeyPatch, clock: SetClock
) -> None:
    monkeypatch.setattr(exports, "LARGEST_DAY", 3)
    for _ in range(2):
        await receive(counter, identity.headers("clerk"))
    both = await asyncio.gather(export(counter, identity, "csv"), export(counter, identity, "csv"))
    assert sorted(answer.status_code for answer in both) == [200, 409]
    refused = await export(counter, identity, "csv")
    assert refused.json()["code"] == "export_day_limit"
    colleague = await counter.get("/dossiers/export.csv", headers=identity.headers("leader", subject="canbo.b"))
    assert colleague.status_code == 200
    clock.turn_to(THURSDAY.replace(hour=17))
    assert (await export(counter, identity, "csv")).status_code == 200
    assert sum(view["rows"] for view in await log_of_exports(counter, identity)) == 6


async def test_a_register_book_that_leaves_is_written_down_too(counter: httpx2.AsyncClient, identity: Identity) -> None:
    await receive(counter, identity.headers("clerk"))
    answer = await counter.get("/registers/H62.19.xlsx", headers=identity.headers("registrar"))
    assert answer.status_code == 200, answer.text
    (view,) = (await counter.get("/views", headers=identity.headers("auditor"))).json()["items"]
    assert (view["what"], view["subject"], view["rows"]) == ("register", "canbo.a", 1)
    assert view["asked"] == {"office": DESK, "from": "2026-01-01", "to": "2026-03-05", "format": "xlsx"}


async def test_two_exports_of_a_person_at_once_do_not_both_fit_into_a_day(
    fresh_database: PooledDatabase, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "LARGEST_DAY", 3)
    caller = Caller("canbo.a", frozenset({Role.LEADER}), frozenset({"VN"}))

    async def take() -> None:
        async with fresh_database.transaction() as connection:
            await log_export(connection, caller, clock, {"export": "register"}, 2)

    async with fresh_database.transaction() as connection:
        await log_export(connection, caller, clock, {"export": "dossiers"}, 2)
        second = asyncio.create_task(take())
        await asyncio.sleep(0.2)
        assert not second.done()
    with pytest.raises(Conflict) as refusal:
        await second
    assert refusal.value.code == "export_day_limit"


async def test_a_hostile_name_in_a_register_stays_text(
    counter: httpx2.AsyncClient, fresh_database: PooledDatabase, identity: Identity
) -> None:
    receipt = await receive(counter, identity.headers("clerk"))
    async with fresh_database.transaction() as connection:
        await connection.execute("update intake.dossiers set applicant_name = '=HYPERLINK(\"http://x\")'")
    text = (await export(counter, identity, "csv")).content.decode("utf-8-sig")
    assert '"\'=HYPERLINK(""http://x"")"' in text
    book = (await export(counter, identity, "xlsx")).content
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        assert not [name for name in parts.namelist() if b"<f>" in parts.read(name)]
    assert receipt["code"] in text


def cells_as_some_program_splits(text: str, delimiter: str) -> list[str]:
    return [cell for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) for cell in row]


HOSTILE_TEXT = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.sampled_from("=+-@＝＋－＠,;|\"'\t\r\n\0 a1Đ"), max_size=12),
    st.text(st.characters(codec="utf-8"), max_size=20),
)
ONCE_MORE = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@ONCE_MORE
@given(st.lists(HOSTILE_TEXT, min_size=1, max_size=5))
def test_no_cell_of_a_csv_is_a_formula_however_it_is_split(tmp_path: Path, texts: list[str]) -> None:
    target = tmp_path / "out.csv"
    write_csv(str(target), [a_row(text) for text in texts])
    text = target.read_bytes().decode("utf-8-sig")
    for delimiter in (",", ";", "\t", "|"):
        for cell in cells_as_some_program_splits(text, delimiter):
            assert not cell.lstrip(" \u00a0").strip('"').lstrip().startswith(BEGINNINGS), (delimiter, cell)
    assert not [sign for sign in "\t\0" if sign in text]


@ONCE_MORE
@given(st.lists(HOSTILE_TEXT, min_size=1, max_size=5))
def test_no_cell_of_a_workbook_is_a_formula(tmp_path: Path, texts: list[str]) -> None:
    target = tmp_path / "out.xlsx"
    write_xlsx(str(target), [a_row(text) for text in texts])
    with zipfile.ZipFile(target) as parts:
        for name in parts.namelist():
            assert b"<f>" not in parts.read(name)
            assert b"<f " not in parts.read(name)


@pytest.mark.parametrize(
    "text", ["Nguyễn Văn A", "Đỗ-Lê Thị", "a+b@c.vn", "Công ty X; chi nhánh Y", "", "000.00.19.H62-260305-0001"]
)
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert defused(text) == text


@pytest.mark.parametrize("text", HOSTILE[:-1])
def test_what_would_be_computed_gets_an_apostrophe(text: str) -> None:
    assert "'" in defused(text)


def test_the_app_keeps_exports_in_its_own_folder(intake: Callable[..., FastAPI]) -> None:
    assert intake(None).state.exports
