"""Register books from upload to dossiers and facts, on a real database and with the real reading process."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI

from services.intake.usecases.registers import work_off_register
from shared.clock import SetClock
from shared.db.database import Database, PooledDatabase
from tests.intake.books import HEADER, PREFIX, Sheet, a_book, a_workbook, an_open_row, book_row
from tests.intake.conftest import DESK, furnish_town
from tests.intake.dirt import BAD, GOOD, SIGNATURES
from tests.intake.registry import Registry, counts
from tests.support.people import Identity

Serve = Callable[[FastAPI], httpx2.AsyncClient]
TAM_DAO = Path(__file__).parents[2] / "cases" / "tam-dao-2019" / "register.xlsx"


async def test_a_book_becomes_dossiers_with_their_receipts_and_outcomes(registry: Registry) -> None:
    rows = [
        book_row(1),
        an_open_row(2, channel="Trực tuyến", due=None),
        book_row(3, status="Rút hồ sơ", returned=None, procedure="9.999999", name="Việc lạ"),
    ]
    job = await registry.take(rows)
    assert counts(job) == ("done", 3, 3, 0, 0)
    facts = await registry.facts()
    assert [fact.type.split(".")[2] for fact in facts] == [
        "received",
        "outcome_declared",
        "received",
        "received",
        "outcome_declared",
    ]
    first = facts[0].body
    assert (first["code"], first["office"], first["origin"]) == (f"{PREFIX}-240508-0001", DESK, "register")
    assert first["accepted_at"] == "2024-05-08T01:00:00.000000Z"
    assert (first["due_on"], first["term"], first["counts_by"]) == ("2024-05-13", None, "day")
    assert first["field"] == "Hộ tịch"
    assert facts[1].body["ended_at"] == "2024-05-10T03:00:00.000000Z"
    assert facts[1].body["returned_at"] == "2024-05-10T08:00:00.000000Z"
    assert (facts[2].body["channel"], facts[2].body["due_at"]) == ("online", None)
    assert (facts[3].body["procedure"], facts[3].body["procedure_version"]) == ("9.999999", 0)
    assert facts[4].body["outcome"] == "withdrawn"
    text = json.dumps([fact.body for fact in facts], ensure_ascii=False)
    assert "Mẫu" not in text
    assert "026187000123" not in text


async def test_a_dry_run_finds_the_same_and_writes_nothing(registry: Registry) -> None:
    rows = [book_row(1), book_row(2, code="xấu")]
    dry = await registry.take(rows, commit=False)
    assert counts(dry) == ("done", 2, 1, 0, 1)
    assert not dry["committed"]
    assert await registry.facts() == []
    wet = await registry.take(rows)
    assert counts(wet) == counts(dry)
    assert counts(await registry.take(rows, commit=False)) == ("done", 2, 0, 1, 1)


async def test_the_same_book_again_changes_nothing(registry: Registry) -> None:
    rows = [book_row(n) for n in range(1, 8)]
    await registry.take(rows)
    before = await registry.facts()
    assert counts(await registry.take(rows)) == ("done", 7, 0, 7, 0)
    assert await registry.facts() == before


async def test_a_book_without_numbers_takes_none_away(registry: Registry) -> None:
    await registry.take([book_row(1)])
    job = await registry.take([book_row(1, identity=None, phone=None, note="Xem lại")])
    assert counts(job) == ("done", 1, 1, 0, 0)
    headers = {**registry.headers, "Content-Type": "application/json"}
    dossier = (await registry.client.get(f"/dossiers/{PREFIX}-240508-0001", headers=headers)).json()
    assert (dossier["applicant"]["identity_number"], dossier["note"]) == ("026187000123", "Xem lại")
    assert dossier["applicant"]["phone"]
    async with registry.database.reading() as connection:
        marks = await connection.fetchval("select marks from intake.dossiers where code = $1", dossier["code"])
    assert [mark for mark in marks if mark.startswith("#")]


async def test_a_later_book_brings_the_outcome_of_an_open_dossier(registry: Registry) -> None:
    await registry.take([an_open_row(1), an_open_row(2)])
    job = await registry.take([book_row(1), an_open_row(2, note="Đang xác minh")])
    assert counts(job) == ("done", 2, 2, 0, 0)
    facts = await registry.facts()
    assert [(fact.seq, fact.type.split(".")[2]) for fact in facts[2:]] == [(2, "outcome_declared")]
    again = await registry.take([an_open_row(1)])
    assert counts(again) == ("done", 1, 0, 0, 1)
    assert "đã có kết quả khác" in again["rejected"][0]["reason"]


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"received": "08/05/2024 09:00"}, "ngày tiếp nhận"),
        ({"due": "14/05/2024"}, "ngày hẹn trả"),
        ({"applicant": "Người khác"}, "tên người nộp"),
        ({"channel": "Bưu chính"}, "hình thức nộp"),
        ({"procedure": "1.001193"}, "mã thủ tục"),
        ({"result": "10/05/2024 11:00"}, "đã có kết quả khác"),
    ],
    ids=str,
)
async def test_a_known_code_with_another_story_is_rejected(
    registry: Registry, change: dict[str, Any], word: str
) -> None:
    await registry.take([book_row(1)])
    job = await registry.take([book_row(1, **change)])
    assert counts(job) == ("done", 1, 0, 0, 1)
    assert word in job["rejected"][0]["reason"]


async def test_a_code_of_another_office_or_of_the_counter_is_rejected(registry: Registry) -> None:
    body = {"desk": DESK, "procedure": "1.001612", "applicant": {"name": "Nguyễn Văn Mẫu"}}
    headers = {**registry.headers, "Content-Type": "application/json"}
    live = (await registry.client.post("/dossiers", json=body, headers=headers)).json()["code"]
    await registry.take([book_row(1)])
    job = await registry.take(
        [book_row(1), an_open_row(2, code=live, received="05/03/2026 08:00", due=None)], office="H26"
    )
    assert [reject["row"] for reject in job["rejected"]] == [6, 7]
    assert "đã thuộc đơn vị" in job["rejected"][0]["reason"]
    here = await registry.take([an_open_row(2, code=live, received="05/03/2026 08:00", due=None)])
    assert "tiếp nhận trực tiếp" in here["rejected"][0]["reason"]


async def test_dirt_is_passed_over_mended_or_rejected_by_its_row(registry: Registry) -> None:
    rows: list[list[Any]] = [
        book_row(1),  # row 6
        [],
        ["II. Lĩnh vực đất đai"],
        book_row(2, phone=912000124, identity=26187000124, procedure=1.001612, received=45420.5),  # row 9
        book_row(1),  # row 10: an identical repeat
        book_row(1, applicant="Người khác"),  # row 11: the same code, another story
        book_row(3, received="31/02/2024"),  # row 12
        book_row(4, received=datetime(2024, 5, 8, 9, 30), result=date(2024, 5, 9), returned="9.5.2024"),  # noqa: DTZ001
        book_row(5, code=None),  # row 14
        ["", "Mã hồ sơ", *[""] * 9, "Ngày, giờ tiếp nhận"],
        book_row(6, status="Đang bay", result=None, returned=None),  # row 16
        ["Tổng cộng", "", "", "", 6],
        ["", "", "", "", "", "Người lập sổ"],
    ]
    job = await registry.take(rows)
    assert counts(job) == ("done", 8, 3, 1, 4)
    assert [reject["row"] for reject in job["rejected"]] == [11, 12, 14, 16]
    assert "dòng 6" in job["rejected"][0]["reason"]


async def test_a_book_with_every_kind_of_dirt_goes_in_and_again_changes_nothing(registry: Registry) -> None:
    rows = [book_row(n, **changes) for n, changes in enumerate(GOOD.values(), start=1)]
    spoilt = [book_row(n, **changes) for n, (changes, _) in enumerate(BAD.values(), start=len(rows) + 1)]
    numbers = list(range(6 + len(rows), 6 + len(rows) + len(spoilt)))
    first = await registry.take([*rows, *spoilt, *SIGNATURES])
    assert counts(first) == ("done", len(rows) + len(spoilt), len(rows), 0, len(spoilt))
    assert [reject["row"] for reject in first["rejected"]] == numbers
    again = await registry.take([*rows, *spoilt, *SIGNATURES])
    assert counts(again) == ("done", len(rows) + len(spoilt), 0, len(rows), len(spoilt))
    assert again["rejected"] == first["rejected"]


async def test_rows_of_several_sheets_keep_their_sheet(registry: Registry) -> None:
    march = Sheet([HEADER, book_row(1), book_row(2, received=None)], "Tháng 3")
    april = Sheet([HEADER, book_row(1), book_row(2, applicant=None), book_row(1, applicant="Người khác")], "Tháng 4")
    id_ = await registry.hand_in(a_workbook(march, april))
    await registry.work_off()
    job = await registry.follow(id_)
    assert counts(job) == ("done", 5, 1, 1, 3)
    assert [(reject["sheet"], reject["row"]) for reject in job["rejected"]] == [
        ("Tháng 3", 3),
        ("Tháng 4", 3),
        ("Tháng 4", 4),
    ]
    assert "dòng 2 trang “Tháng 3”" in job["rejected"][2]["reason"]


async def test_numbers_of_the_book_are_used_up(registry: Registry) -> None:
    await registry.take([an_open_row(1, code=f"{DESK}-260305-0017", received="05/03/2026 08:00", due=None)])
    body = {"desk": DESK, "procedure": "1.001612", "applicant": {"name": "Nguyễn Văn Mẫu"}}
    headers = {**registry.headers, "Content-Type": "application/json"}
    received = await registry.client.post("/dossiers", json=body, headers=headers)
    assert received.json()["code"] == f"{DESK}-260305-0018"


@pytest.mark.parametrize(
    ("book", "reason"),
    [
        (b"PK\x03\x04 rubbish", "Không đọc được tệp"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "Không đọc được tệp"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 600, "mật khẩu"),
        (a_book([book_row(1)])[:-400], "Không đọc được tệp"),
        (a_book([["a", "b"]], header=["Tên", "Tuổi"]), "Không thấy dòng tiêu đề"),
    ],
    ids=["archive", "compound file", "password", "cut off", "no header"],
)
async def test_a_file_that_is_no_register_fails_with_a_reason(registry: Registry, book: bytes, reason: str) -> None:
    id_ = await registry.hand_in(book)
    await registry.work_off()
    job = await registry.follow(id_)
    assert job["state"] == "failed"
    assert reason in job["reason"]


async def test_what_cannot_be_handed_in_is_refused(registry: Registry, identity: Identity) -> None:
    async def status(content: bytes, headers: dict[str, str], office: str = DESK) -> tuple[int, str]:
        params = {"office": office}
        answer = await registry.client.post("/register-imports", params=params, content=content, headers=headers)
        return answer.status_code, answer.json()["code"]

    good, book = registry.headers, a_book([book_row(1)])
    assert await status(b"\x00a,b,c", good) == (422, "file_not_a_workbook")
    assert await status(b"", good) == (422, "file_not_a_workbook")
    assert await status(book, {**good, "Content-Type": "application/pdf"}) == (415, "media_type_not_taken")
    assert await status(book, good, "Z99") == (404, "office_not_found")
    assert await status(book, {**good, **identity.headers("clerk")}) == (403, "role_not_allowed")
    assert await status(book, {**good, **identity.headers("registrar", offices=("H26",))}) == (
        403,
        "office_out_of_reach",
    )
    too_large = await registry.client.post("/register-imports?office=H26", content=bytes(129 << 20), headers=good)
    assert too_large.status_code == 413
    assert not list((registry.station.settings.files / "registers").glob(".*"))


async def test_a_foreign_registrar_does_not_see_the_import(registry: Registry, identity: Identity) -> None:
    job = await registry.take([book_row(1)])
    foreign = identity.headers("registrar", offices=("H26",))
    answer = await registry.client.get(f"/register-imports/{job['id']}", headers=foreign)
    assert (answer.status_code, answer.json()["code"]) == (404, "register_import_not_found")


@pytest.fixture
async def true_registry(
    fresh_database: PooledDatabase, intake: Callable[[Database], FastAPI], serve: Serve, identity: Identity
) -> AsyncIterator[Registry]:
    await furnish_town(fresh_database)
    app = intake(fresh_database)
    yield Registry(fresh_database, app, serve(app), identity)


async def test_a_worker_that_dies_is_followed_by_one_that_counts_each_row_once(
    true_registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work_off_register, "BATCH", 10)
    rows = [book_row(n) if n % 7 else book_row(n, code="xấu") for n in range(1, 101)]
    id_ = await true_registry.hand_in(a_book(rows))
    while (await true_registry.follow(id_))["done"] < 100:
        worker = asyncio.create_task(true_registry.work_off())
        done = (await true_registry.follow(id_))["done"]
        while (await true_registry.follow(id_))["done"] == done and not worker.done():
            await asyncio.sleep(0)
        worker.cancel()
        await asyncio.gather(worker, return_exceptions=True)
    await true_registry.work_off()
    job = await true_registry.follow(id_)
    assert counts(job) == ("done", 100, 86, 0, 14)
    assert len({fact.stream for fact in await true_registry.facts()}) == 86


async def test_the_book_of_tam_dao_goes_in_whole(true_registry: Registry, clock: SetClock) -> None:
    clock.turn_to(datetime(2026, 11, 24, tzinfo=UTC))
    book = TAM_DAO.read_bytes()
    id_ = await true_registry.hand_in(book)
    await true_registry.work_off()
    assert counts(await true_registry.follow(id_)) == ("done", 1880, 1880, 0, 0)
    outcomes: dict[str, int] = {}
    for fact in await true_registry.facts():
        outcome = fact.body.get("outcome", "received")
        outcomes[outcome] = outcomes.get(outcome, 0) + 1
    assert outcomes == {"received": 1880, "result": 1841, "stopped": 2, "withdrawn": 2}
    again = await true_registry.hand_in(book)
    await true_registry.work_off()
    assert counts(await true_registry.follow(again)) == ("done", 1880, 0, 1880, 0)
