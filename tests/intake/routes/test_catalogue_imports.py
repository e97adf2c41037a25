"""A catalogue file: compared, made the items of a decision, published; and every kind of file that is no catalogue."""

import io
import zipfile
from typing import Any

import httpx2
import pytest
import xlsxwriter

from shared.clock import SetClock
from shared.db.database import Database
from tests.intake.real_catalogue import (
    FIELD,
    as_csv,
    load_real_catalogue,
    paper_rows,
    procedure_rows,
    real_procedures,
)
from tests.intake.registrar import Registrar, noon
from tests.support.people import Identity

BIRTH = "1.001193"
ALL = len(real_procedures())
FASTER = {"c1_001193": {"time_amount": "5", "times_by_channel": "direct=5 working_day", "time_unit": "working_day"}}


@pytest.fixture
async def registrar(client: httpx2.AsyncClient, identity: Identity, database: Database) -> Registrar:
    await load_real_catalogue(database)
    return Registrar(client, identity)


async def hand_in(registrar: Registrar, decision: str, file: bytes, **params: Any) -> httpx2.Response:
    return await registrar.ask(
        "POST",
        "/catalogue-imports",
        params={"decision": decision, **params},
        content=file,
        headers={"Content-Type": "application/octet-stream"},
    )


async def compare(registrar: Registrar, decision: str, file: bytes, **params: Any) -> dict[str, Any]:
    answer = await hand_in(registrar, decision, file, **params)
    assert answer.status_code == 200, answer.text
    document: dict[str, Any] = answer.json()
    return document


def counts(answer: dict[str, Any]) -> tuple[int, ...]:
    """New, changed, unchanged, missing, refused, items put."""
    names = ("new_count", "changed_count", "unchanged_count", "missing_count", "refused_count", "items_put")
    return tuple(answer[name] for name in names)


def as_zip(**members: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(f"{name}.csv", content)
    return packed.getvalue()


def as_workbook(*sheets: list[dict[str, str]]) -> bytes:
    """As Excel saves it when the code column is taken for numbers."""
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed) as workbook:
        for rows in sheets:
            sheet = workbook.add_worksheet()
            sheet.write_row(0, 0, list(rows[0]))
            for at, row in enumerate(rows, start=1):
                sheet.write_number(at, 0, float(row["code"]))
                for column, value in enumerate(list(row.values())[1:], start=1):
                    sheet.write_string(at, column, value)
    return packed.getvalue()


@pytest.mark.parametrize("kind", ["csv", "zip", "workbook"])
async def test_the_published_file_differs_in_nothing(registrar: Registrar, kind: str) -> None:
    decision = await registrar.prepare()
    procedures, papers = procedure_rows(), paper_rows()
    file = {
        "csv": as_csv(procedures),
        "zip": as_zip(a=as_csv(procedures), b=as_csv(papers)),
        "workbook": as_workbook(procedures, papers),
    }[kind]
    answer = await compare(registrar, decision, file)
    assert counts(answer) == (0, 0, ALL, 0, 0, 0), answer["changed"][:2]


async def test_a_changed_row_shows_its_fields_before_and_after(registrar: Registrar, clock: SetClock) -> None:
    decision = await registrar.prepare()
    new = {**procedure_rows()[0], "code": "1.999999", "name": "Thủ tục chưa từng có"}
    file = as_csv([*procedure_rows(**FASTER), new])
    answer = await compare(registrar, decision, file)
    assert counts(answer)[:5] == (1, 1, ALL - 1, 0, 0)
    assert not answer["committed"]
    (changed,) = answer["changed"]
    fields = {change["field"]: (change["before"], change["after"]) for change in changed["changes"]}
    assert fields["term"] == (["working_day", 1], ["working_day", 5])
    assert set(fields) <= {"term", "term_source", "terms", "cases"}
    assert (await registrar.get(f"/publishing-decisions/{decision}/items"))["items"] == []

    for put in (2, 0):  # the same file again puts nothing
        answer = await compare(registrar, decision, file, commit=True)
        assert (answer["committed"], answer["items_put"]) == (True, put)
    await registrar.publish(decision)
    clock.turn_to(noon(2026, 4, 1))
    read = await registrar.get(f"/procedures/{BIRTH}")
    assert (read["version"], read["term"]["amount"]) == (2, 5)
    assert read["papers"] == (await registrar.get(f"/procedures/{BIRTH}", version=1))["papers"]
    later = await registrar.prepare(number="13/QĐ-UBND", effective_on="2026-05-01")
    assert counts(await compare(registrar, later, file))[:3] == (0, 0, ALL + 1)


async def test_papers_may_come_in_a_second_file(registrar: Registrar) -> None:
    decision = await registrar.prepare()
    await compare(registrar, decision, as_csv(procedure_rows(**FASTER)), commit=True)
    papers = [row for row in paper_rows() if row["code"] == BIRTH]
    papers[0]["paper"] = "Tờ khai mới"
    answer = await compare(registrar, decision, as_csv(papers), commit=True)
    assert counts(answer) == (0, 1, 0, 0, 0, 1)
    item = await registrar.get(f"/publishing-decisions/{decision}/items/{BIRTH}")
    assert item["content"]["papers"][0]["name"] == "Tờ khai mới"
    assert item["content"]["term"] == ["working_day", 5]  # what the first file said is kept
    unknown = await compare(registrar, decision, as_csv([{**papers[0], "code": "1.999999"}]))
    assert "chưa có thủ tục" in unknown["refused"][0]["reason"]


async def test_a_corrected_file_takes_back_what_it_no_longer_says(registrar: Registrar) -> None:
    decision = await registrar.prepare()
    await compare(registrar, decision, as_csv(procedure_rows(**FASTER)), commit=True)
    await compare(registrar, decision, as_csv(procedure_rows()), commit=True)
    assert (await registrar.get(f"/publishing-decisions/{decision}/items"))["items"] == []


async def test_what_is_missing_is_abolished_only_when_asked(registrar: Registrar, clock: SetClock) -> None:
    decision = await registrar.prepare()
    file = as_csv(procedure_rows()[1:])
    gone = procedure_rows()[0]["code"]
    seen = await compare(registrar, decision, file, commit=True)
    assert [one["code"] for one in seen["missing"]] == [gone]
    assert seen["items_put"] == 0
    await compare(registrar, decision, file, commit=True, abolish_missing=True)
    published = (await registrar.publish(decision)).json()
    assert published["items"]["abolished"] == 1
    clock.turn_to(noon(2026, 4, 1))
    assert gone not in [p["code"] for p in (await registrar.get("/procedures", field=FIELD, limit=200))["items"]]


async def test_refused_rows_say_why_and_hold_the_file_back_unless_asked(registrar: Registrar) -> None:
    decision = await registrar.prepare()
    rows = procedure_rows(**FASTER)
    rows[1] = {**rows[1], "time_unit": "tuần trăng"}
    rows.append(rows[2])
    answer = await compare(registrar, decision, as_csv(rows))
    assert [(one["table"], one["row"]) for one in answer["refused"]] == [("procedures", 3), ("procedures", ALL + 2)]
    assert "đã có ở dòng 4" in answer["refused"][1]["reason"]
    held = await hand_in(registrar, decision, as_csv(rows), commit=True)
    assert (held.status_code, held.json()["code"]) == (422, "catalogue_rows_refused")
    assert (await registrar.get(f"/publishing-decisions/{decision}/items"))["items"] == []
    taken = await compare(registrar, decision, as_csv(rows), commit=True, skip_refused=True)
    assert (taken["committed"], taken["items_put"]) == (True, 1)


async def test_a_procedure_with_a_refused_paper_is_refused_whole(registrar: Registrar) -> None:
    decision = await registrar.prepare()
    papers = paper_rows()
    papers[0] = {**papers[0], "no": "một"}
    answer = await compare(registrar, decision, as_zip(a=as_csv(procedure_rows()), b=as_csv(papers)))
    assert [one["table"] for one in answer["refused"]] == ["papers", "procedures"]
    assert counts(answer)[2] == ALL - 1


def _csv(text: str) -> bytes:
    return text.encode()


HEADER = "code,name,field,level,channels,time_amount,time_unit\n"


@pytest.mark.parametrize(
    "file",
    [
        b"",
        b"\x00" * 100,
        b"PK\x03\x04" + b"\x00" * 50,
        b"\xd0\xcf\x11\xe0" + b"\x00" * 50,
        "mã,tên\n1,2\n".encode("utf-16"),
        _csv("name,field\na,b\n"),
        _csv("code,name\n1.001193,x\n"),
        _csv(HEADER + '1.001193,"a'),
        _csv(HEADER + "1.001193," + "x" * 200_000),
        _csv(HEADER + "1.001193,a,b,xa,direct,1,day\n" * 20_001),
        as_zip(),
        as_zip(a=b"code,paper\n"),
        as_zip(a=b"0" * (70 << 20)),
    ],
    ids=[
        *("nothing", "zeros", "broken archive", "broken old workbook", "utf-16", "no code", "columns missing"),
        *("open quote", "huge cell", "too many rows", "empty archive", "papers without number", "archive bomb"),
    ],
)
async def test_a_file_that_is_no_catalogue_is_refused_in_words(registrar: Registrar, file: bytes) -> None:
    refused = await hand_in(registrar, await registrar.prepare(), file)
    assert (refused.status_code, refused.json()["code"]) == (422, "catalogue_file_not_readable"), refused.text
    assert refused.json()["detail"]


async def test_a_file_goes_only_into_a_draft_in_reach(registrar: Registrar, identity: Identity) -> None:
    file = as_csv(procedure_rows())
    nowhere = await hand_in(registrar, "00000000-0000-0000-0000-000000000000", file)
    assert nowhere.json()["code"] == "decision_not_found"
    decision = await registrar.prepare()
    registrar.headers = identity.headers("registrar", offices=("H26",))
    assert (await hand_in(registrar, decision, file)).json()["code"] == "office_out_of_reach"
    registrar.headers = identity.headers("clerk")
    assert (await hand_in(registrar, decision, file)).status_code == 403
    registrar.headers = identity.headers("registrar")
    answer = await registrar.ask("POST", "/catalogue-imports", params={"decision": decision}, json={})
    assert answer.status_code == 415
    await registrar.put(decision, "2.000908", "abolished")
    await registrar.publish(decision)
    assert (await hand_in(registrar, decision, file)).json()["code"] == "decision_already_published"
