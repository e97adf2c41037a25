"""Scans over HTTP: uploading, referring to them, listing and opening, and what is refused on the way."""

import asyncio
import hashlib
import re
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx2
import pytest
import uvicorn

from services.intake.app import create_app
from services.intake.domain.catalogue.procedure import Case
from services.intake.domain.dossiers.receipt import Paper, PaperForm
from services.intake.routes.scans.scans import SCAN_BYTES
from services.intake.unit_of_work.work import Work
from services.intake.usecases.scans.check_scans import check_scans, has_scans
from services.intake.vault.segments import SEGMENT_BYTES
from shared.db.database import BoundDatabase
from shared.errors import Refusal
from shared.local.ports import LOOPBACK, any_free
from shared.web.station import Station
from tests.intake.conftest import COMMUNE, DESK, THURSDAY, a_procedure
from tests.intake.registry import Registry
from tests.intake.routes.test_dossiers import BODY, receive
from tests.intake.scans import a_jpeg, a_pdf, a_png, a_tiff, a_written_pdf
from tests.support.people import Identity

FORM = {"name": "Tờ khai", "form": "original", "quantity": 1}


@pytest.fixture
def headers(identity: Identity) -> dict[str, str]:
    return identity.headers("clerk", offices=("H62",))


async def upload(client: httpx2.AsyncClient, headers: dict[str, str], content: bytes, desk: str = DESK) -> str:
    answer = await client.post("/scans", params={"desk": desk}, content=content, headers=headers)
    assert answer.status_code in (200, 201), answer.text
    return str(answer.json()["digest"])


async def with_scans(client: httpx2.AsyncClient, headers: dict[str, str], *digests: str) -> str:
    papers = [FORM | {"name": f"Giấy {n}", "scan": digest} for n, digest in enumerate(digests)]
    return str((await receive(client, headers, papers=papers))["id"])


async def papers_by_scan(client: httpx2.AsyncClient, headers: dict[str, str], dossier: str) -> dict[str, list[str]]:
    listed = (await client.get(f"/dossiers/{dossier}/scans", headers=headers)).json()
    return {item["scan"]["digest"]: item["papers"] for item in listed["items"]}


def files(registry: Registry) -> list[Path]:
    return [path for path in registry.station.settings.files.rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("content", "kind", "pages"),
    [
        (a_pdf(3, 200_000), "application/pdf", 3),
        (a_jpeg(100_000), "image/jpeg", None),
        (a_png(10), "image/png", None),
        (a_tiff(4, ">"), "image/tiff", 4),
    ],
    ids=["pdf", "jpeg", "png", "tiff"],
)
async def test_a_scan_comes_back_as_it_was_and_can_do_no_harm(
    client: httpx2.AsyncClient, headers: dict[str, str], content: bytes, kind: str, pages: int | None
) -> None:
    lying = headers | {"Content-Type": "text/html"}
    first = await client.post("/scans", params={"desk": "H62.19"}, content=content, headers=lying)
    again = await client.post("/scans", params={"desk": "H62.19"}, content=content, headers=headers)
    digest = hashlib.sha256(content).hexdigest()
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == {"digest": digest, "bytes": len(content), "type": kind, "pages": pages} == again.json()
    dossier = await with_scans(client, headers, digest, digest)
    opened = await client.get(f"/dossiers/{dossier}/scans/{digest}", headers=headers)
    assert opened.content == content
    assert opened.headers["content-type"] == kind
    assert opened.headers["content-length"] == str(len(content))
    assert opened.headers["cache-control"] == "no-store"
    assert opened.headers["x-content-type-options"] == "nosniff"
    assert opened.headers["content-security-policy"].startswith("sandbox;")
    way = "inline" if kind in ("image/jpeg", "image/png") else "attachment"
    pattern = rf'{way}; filename="000\.00\.19\.H62-260305-0001-{digest[:8]}\.[a-z]{{3}}"'
    assert re.fullmatch(pattern, opened.headers["content-disposition"])


async def test_a_dossier_lists_its_scans_with_the_papers_that_refer_to_them(
    client: httpx2.AsyncClient, headers: dict[str, str], database: BoundDatabase
) -> None:
    one, two = await upload(client, headers, a_png(1)), await upload(client, headers, a_png(2))
    dossier = await with_scans(client, headers, one, two, one)
    items = await papers_by_scan(client, headers, dossier)
    assert items == {one: ["Giấy 0", "Giấy 2"], two: ["Giấy 1"]}
    async with database.transaction() as connection:  # a correction takes a paper out and brings another one in
        three = await upload(client, headers, a_png(3))
        papers = [FORM | {"scan": two}, FORM | {"name": "Giấy mới", "scan": three}]
        await connection.execute("update intake.dossiers set papers = $1", papers)
    items = await papers_by_scan(client, headers, dossier)
    assert items == {one: [], two: ["Tờ khai"], three: ["Giấy mới"]}
    async with database.reading() as connection:
        assert await connection.fetchval("select bool_or(is_loose) from intake.scans") is False


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "scan_not_whole"),
        (b"MZ" + bytes(100), "scan_type_not_taken"),
        (a_pdf(1, 300_000)[:200_000], "scan_not_whole"),
        (a_written_pdf(password="x"), "scan_is_locked"),
        (a_written_pdf(script="x"), "scan_has_actions"),
    ],
    ids=["empty", "program", "cut", "locked", "script"],
)
async def test_what_is_no_harmless_whole_scan_is_refused_and_leaves_nothing(
    registry: Registry, headers: dict[str, str], content: bytes, code: str
) -> None:
    answer = await registry.client.post("/scans", params={"desk": DESK}, content=content, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert files(registry) == []


@pytest.mark.parametrize("is_said", [True, False], ids=["length said", "chunked"])
async def test_a_byte_over_twenty_megabytes_is_too_much(
    registry: Registry, headers: dict[str, str], is_said: bool
) -> None:
    content = a_pdf(1, SCAN_BYTES - len(a_pdf(1)) - len(str(SCAN_BYTES)) * 2)
    too_large = content.ljust(SCAN_BYTES + 1)

    async def chunked() -> AsyncIterator[bytes]:
        for at in range(0, len(too_large), 1 << 20):
            yield too_large[at : at + (1 << 20)]

    body: Any = too_large if is_said else chunked()
    answer = await registry.client.post("/scans", params={"desk": DESK}, content=body, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")
    assert files(registry) == []


@pytest.mark.parametrize(
    ("desk", "roles", "offices", "status", "code"),
    [
        (DESK, ("officer",), ("VN",), 403, "role_not_allowed"),
        (DESK, ("monitor",), ("VN",), 403, "role_not_allowed"),
        (DESK, ("clerk",), ("H26",), 403, "desk_out_of_reach"),
        ("H99", ("clerk",), ("VN",), 404, "office_not_found"),
        ("../x", ("clerk",), ("VN",), 422, "fields_not_valid"),
        ("OLD", ("clerk",), ("VN",), 422, "office_not_in_force"),
        (DESK, ("registrar",), ("H62",), 201, None),
    ],
    ids=str,
)
async def test_only_those_who_take_papers_in_upload_and_only_at_desks_in_reach(
    client: httpx2.AsyncClient,
    identity: Identity,
    desk: str,
    roles: tuple[str, ...],
    offices: tuple[str, ...],
    status: int,
    code: str | None,
) -> None:
    headers = identity.headers(*roles, offices=offices)
    answer = await client.post("/scans", params={"desk": desk}, content=a_png(), headers=headers)
    assert (answer.status_code, answer.json().get("code")) == (status, code)


async def test_a_paper_refers_only_to_a_scan_that_was_uploaded_in_reach(
    client: httpx2.AsyncClient, headers: dict[str, str], identity: Identity, database: BoundDatabase
) -> None:
    in_hanoi = identity.headers("clerk", offices=("H26",))
    mine, foreign = await upload(client, headers, a_png(1)), await upload(client, in_hanoi, a_png(2), "H26")
    scans = (mine, foreign, "0" * 64, None)
    body = BODY | {"papers": [FORM | {"scan": scan} for scan in scans]}
    answer = await client.post("/dossiers", json=body, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (422, "scan_not_found")
    assert [error["field"] for error in answer.json()["errors"]] == ["papers.1.scan", "papers.2.scan"]
    async with database.reading() as connection:
        assert await connection.fetchval("select count(*) from intake.dossiers") == 0
    # the same content uploaded here is new here: nobody learns that another desk has it
    answer = await client.post("/scans", params={"desk": DESK}, content=a_png(2), headers=headers)
    assert answer.status_code == 201
    await with_scans(client, headers, mine, foreign)


async def test_a_scan_is_opened_only_through_a_dossier_in_reach_that_refers_to_it(
    client: httpx2.AsyncClient, headers: dict[str, str], identity: Identity
) -> None:
    digest = await upload(client, headers, a_png(1))
    dossier, other = await with_scans(client, headers, digest), await with_scans(client, headers)
    for caller, id_, status in (
        (identity.headers("officer", offices=("H62",)), dossier, 200),
        (identity.headers("clerk", offices=("H26",)), dossier, 404),
        (identity.headers("clerk", offices=(COMMUNE,)), dossier, 404),
        (identity.headers("monitor"), dossier, 403),
        (identity.headers("administrator"), dossier, 403),
        (headers, other, 404),
    ):
        answer = await client.get(f"/dossiers/{id_}/scans/{digest}", headers=caller)
        assert answer.status_code == status, answer.text
        if status != 404 or id_ == dossier:
            listed = await client.get(f"/dossiers/{id_}/scans", headers=caller)
            assert listed.status_code == status
    assert (await client.get(f"/dossiers/{other}/scans", headers=headers)).json() == {"items": []}
    unknown = await client.get(f"/dossiers/{dossier}/scans/{'0' * 64}", headers=headers)
    assert unknown.json()["code"] == "scan_not_found"
    assert (await client.get(f"/dossiers/{dossier}/scans/%00", headers=headers)).status_code == 422


async def test_scans_are_asked_for_only_where_a_paper_has_one(registry: Registry, headers: dict[str, str]) -> None:
    digest = await upload(registry.client, headers, a_png())
    caller = registry.station.tokens.caller(headers["Authorization"])
    plain = Paper("Giấy", PaperForm.COPY, 1)
    assert not has_scans((plain, plain))
    async with registry.database.holding() as connection:
        await check_scans(connection, (plain, *(replace(plain, scan=digest),) * 3), caller, THURSDAY)


async def test_a_line_that_breaks_in_the_middle_of_an_upload_leaves_nothing(
    registry: Registry, headers: dict[str, str]
) -> None:
    content = a_pdf(1, 500_000)
    messages = [
        {"type": "http.request", "body": content[:200_000], "more_body": True},
        {"type": "http.request", "body": content[200_000:400_000], "more_body": True},
        {"type": "http.disconnect"},
    ]
    sent = await ask(registry, headers, messages)
    assert sent[0]["status"] == 422
    assert files(registry) == []


async def ask(registry: Registry, headers: dict[str, str], messages: Any) -> list[Any]:
    """One upload by hand, message by message."""
    sent: list[Any] = []
    waiting = iter(messages)

    async def next_message() -> Any:
        await asyncio.sleep(0)
        return next(waiting)

    async def send(message: Any) -> None:
        sent.append(message)

    raw = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "path": "/scans",
        "raw_path": b"/scans",
        "query_string": f"desk={DESK}".encode(),
        "headers": raw,
        "scheme": "http",
        "server": ("test", 80),
        "client": ("test", 1),
        "root_path": "",
    }
    await registry.app(scope, next_message, send)
    return sent


def memory(what: str) -> int:
    """Kilobytes of this process: VmRSS now, VmHWM at most since it was last reset."""
    found = re.search(rf"{what}:\s+(\d+) kB", Path("/proc/self/status").read_text())
    assert found
    return int(found[1])


def forget_peak() -> None:
    Path("/proc/self/clear_refs").write_text("5")


async def test_fifty_megabytes_of_scans_go_through_in_flat_memory(registry: Registry, headers: dict[str, str]) -> None:
    """Three uploads of 17 MB, made piece by piece: the process grows by a few segments, not by a file."""
    head, tail = a_pdf(1).split(b"endstream", 1)

    def messages(seed: int) -> Any:
        yield {"type": "http.request", "body": head + seed.to_bytes(4, "big"), "more_body": True}
        for n in range(17 * 16):
            yield {"type": "http.request", "body": n.to_bytes(4, "big") * (SEGMENT_BYTES // 4), "more_body": True}
        yield {"type": "http.request", "body": b"endstream" + tail, "more_body": False}

    await ask(registry, headers, messages(0))
    before = memory("VmRSS")
    forget_peak()
    for seed in (1, 2, 3):
        sent = await ask(registry, headers, messages(seed))
        assert sent[0]["status"] == 201
    assert memory("VmHWM") - before < 8_000
    assert sum(path.stat().st_size for path in files(registry)) > 4 * 17 * 16 * SEGMENT_BYTES


def test_a_store_that_is_not_understood_ends_the_start(
    station: Callable[..., Station], database: BoundDatabase
) -> None:
    place = station("intake", database)
    place.settings = replace(place.settings, scans_url="ftp://kho")
    with pytest.raises(Refusal) as refusal:
        create_app(place)
    assert "MOTCUA_SCANS_URL" in refusal.value.message


@pytest.fixture
async def address(registry: Registry) -> AsyncIterator[str]:
    """The app behind a real server."""
    port = any_free()
    config = uvicorn.Config(registry.app, host=LOOPBACK, port=port, lifespan="off", log_level="critical")
    server = uvicorn.Server(config)
    task = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    yield f"http://{LOOPBACK}:{port}"
    server.should_exit = True
    await task


async def test_a_long_scan_that_fails_midway_never_arrives_whole(
    registry: Registry, address: str, headers: dict[str, str]
) -> None:
    content = a_jpeg(3_000_000)
    async with httpx2.AsyncClient(base_url=address, headers=headers, trust_env=False) as client:
        digest = await upload(client, headers, content)
        dossier = await with_scans(client, headers, digest)
        whole = await client.get(f"/dossiers/{dossier}/scans/{digest}")
        assert whole.content == content
        (path,) = (path for path in files(registry) if len(path.name) == 64)
        sealed = path.read_bytes()
        path.write_bytes(sealed[:-1])
        got = b""
        with pytest.raises(httpx2.RemoteProtocolError):
            async with client.stream("GET", f"/dossiers/{dossier}/scans/{digest}") as answer:
                assert answer.headers["content-length"] == str(len(content))
                async for piece in answer.aiter_raw():
                    got += piece
        assert len(got) < len(content)
        assert content.startswith(got)
        path.write_bytes(b"x" + sealed[1:])
        refused = await client.get(f"/dossiers/{dossier}/scans/{digest}")
        assert (refused.status_code, refused.json()["code"]) == (409, "scan_damaged")


async def test_who_is_still_sending_a_wrong_type_reads_the_refusal(
    registry: Registry, address: str, headers: dict[str, str]
) -> None:
    async with httpx2.AsyncClient(base_url=address, headers=headers, trust_env=False) as client:
        answer = await client.post("/scans", params={"desk": DESK}, content=bytes(10_000_000))
        assert (answer.status_code, answer.json()["code"]) == (422, "scan_type_not_taken")


async def test_the_checklist_shows_what_is_brought_missing_and_besides(
    registry: Registry, headers: dict[str, str], identity: Identity
) -> None:
    client = registry.client
    async with registry.database.transaction() as connection:
        cases = (Case("Cấp lại", None, {}), Case("Cấp đổi", None, {}))
        await Work(connection, THURSDAY).catalogue.save_procedures([a_procedure("1.000777", cases=cases)])
        await connection.executemany(
            "insert into intake.procedure_papers values ('1.000777', 1, $1, $2, $3, '', $4, $5)",
            [
                (1, "Bao gồm", "Tờ khai", 1, 0),
                (2, "Bao gồm", "Bản sao căn cước", 0, 1),
                (3, "Cấp lại", "Đơn trình báo mất", 1, 0),
                (4, "Cấp đổi", "Giấy phép cũ", 1, 0),
            ],
        )
    digest = await upload(client, headers, a_png())
    papers = [FORM | {"number": 1, "scan": digest}, FORM | {"name": "Ảnh chân dung"}]
    plain = await receive(client, headers, procedure="1.000777", papers=papers)
    again = await receive(client, headers, procedure="1.000777", papers=papers, case="Cấp lại")
    answer = await client.get(f"/dossiers/{plain['id']}/checklist", headers=headers)
    checklist = answer.json()
    assert answer.headers["cache-control"] == "no-store"
    assert [line["standing"] for line in checklist["lines"]] == ["brought", "missing", "not_brought", "not_brought"]
    assert checklist["lines"][0]["brought"][0]["scan"] == digest
    assert [paper["name"] for paper in checklist["besides"]] == ["Ảnh chân dung"]
    assert (checklist["is_complete"], checklist["procedure_version"]) == (False, 1)
    of_case = (await client.get(f"/dossiers/{again['code']}/checklist", headers=headers)).json()
    assert [line["standing"] for line in of_case["lines"]] == ["brought", "missing", "missing"]
    foreign = await client.get(
        f"/dossiers/{plain['id']}/checklist", headers=identity.headers("clerk", offices=("H26",))
    )
    assert foreign.status_code == 404


async def test_scans_of_a_filing_are_checked_linked_and_go_over_to_its_dossier(
    registry: Registry, headers: dict[str, str]
) -> None:
    client = registry.client
    digest = await upload(client, headers, a_png())
    filing = {name: BODY[name] for name in ("desk", "procedure", "applicant")} | {
        "channel": "online",
        "source": "portal",
        "source_code": "G1",
        "filed_at": THURSDAY.isoformat(),
        "papers": [FORM | {"scan": "0" * 64}],
    }
    refused = await client.post("/filings", json=filing, headers=headers)
    assert (refused.status_code, refused.json()["code"]) == (422, "scan_not_found")
    filed = await client.post("/filings", json=filing | {"papers": [FORM | {"scan": digest}]}, headers=headers)
    assert filed.status_code == 201, filed.text
    async with registry.database.reading() as connection:
        owners = await connection.fetch("select owner from intake.scan_links where digest = $1", digest)
    assert [str(row["owner"]) for row in owners] == [filed.json()["id"]]
    accept = f"/filings/{filed.json()['id']}/accept"
    receipt = (await client.post(accept, json={}, headers=headers | {"If-Match": filed.headers["etag"]})).json()
    scans = (await client.get(f"/dossiers/{receipt['id']}/scans", headers=headers)).json()
    assert [item["scan"]["digest"] for item in scans["items"]] == [digest]
