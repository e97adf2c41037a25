"""Bad input of every kind gets `problem+json` with a stable code and a Vietnamese sentence, and writes nothing."""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import asyncpg
import httpx2
import pytest

from tests.support.hostile import hostile_bodies
from tests.support.town import Town

DESK = "08911.2025"
GOOD: dict[str, Any] = {
    "desk": DESK,
    "procedure": "1.001612",
    "channel": "direct",
    "applicant": {"kind": "citizen", "name": "Nguyễn Văn Mẫu"},
}


BODIES = hostile_bodies(GOOD)


@pytest.fixture(scope="module")
def clerk(town: Town) -> Iterator[httpx2.Client]:
    headers = town.headers("clerk", "officer", "monitor")
    with httpx2.Client(base_url=town.url("intake"), headers=headers, timeout=20) as client:
        yield client


@pytest.fixture(scope="module")
def nobody() -> Iterator[httpx2.Client]:
    """Says only what he is told to: a client for each request would read the certificates each time."""
    with httpx2.Client(timeout=20) as client:
        yield client


async def rows_of(town: Town) -> int:
    running = town.home.running()
    assert running
    connection = await asyncpg.connect(running.database_url)
    try:
        counts = [
            await connection.fetchval(f"select count(*) from {table}")
            for table in ("intake.facts", "intake.dossiers", "intake.dossier_numbers", "intake.idempotency_keys")
        ]
    finally:
        await connection.close()
    return sum(counts)


def assert_problem(answer: httpx2.Response) -> dict[str, Any]:
    assert 400 <= answer.status_code < 500, answer.text[:300]
    assert answer.headers["content-type"] == "application/problem+json"
    problem: dict[str, Any] = answer.json()
    assert re.fullmatch(r"[a-z0-9_]+", problem["code"])
    assert problem["detail"]
    assert problem["status"] == answer.status_code
    return problem


@pytest.mark.parametrize("name", BODIES)
async def test_a_hostile_receipt_is_refused_and_writes_nothing(town: Town, clerk: httpx2.Client, name: str) -> None:
    before = await rows_of(town)
    answer = clerk.post("/dossiers", content=BODIES[name], headers={"Content-Type": "application/json"})
    assert_problem(answer)
    assert await rows_of(town) == before


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "text/xml", ""])
def test_json_sent_as_something_else_is_refused(clerk: httpx2.Client, kind: str) -> None:
    assert_problem(clerk.post("/dossiers", content=json.dumps(GOOD), headers={"Content-Type": kind}))


@pytest.mark.parametrize("key", ["", "x" * 300, "a\tb", "ký-tự"])
def test_an_odd_idempotency_key_is_refused(clerk: httpx2.Client, key: str) -> None:
    headers = {"Content-Type": "application/json", "Idempotency-Key": key.encode("utf-8")}
    assert_problem(clerk.post("/dossiers", content=json.dumps(GOOD), headers=headers))


def test_a_desk_out_of_reach_is_refused(town: Town, nobody: httpx2.Client) -> None:
    headers = town.headers("clerk", offices=("H26",))
    assert_problem(nobody.post(town.url("intake") + "/dossiers", json=GOOD, headers=headers))


def test_who_may_only_read_cannot_receive(town: Town, nobody: httpx2.Client) -> None:
    headers = town.headers("monitor")
    problem = assert_problem(nobody.post(town.url("intake") + "/dossiers", json=GOOD, headers=headers))
    assert problem["status"] == 403


# A signed link, a portal's own key, a check-sum: their tests are in tests/portal.
_PROVEN_OTHERWISE = {"/files/{token}", "/gen-a", "/payments/callback"}


@pytest.mark.parametrize("token", [None, "Bearer x", "Basic YTph", "Bearer a.b.c"])
@pytest.mark.parametrize("service", ["intake", "processing", "stats", "portal"])
def test_without_a_good_token_nothing_but_health_and_open_data_answers(
    town: Town, nobody: httpx2.Client, service: str, token: str | None
) -> None:
    headers = {"Authorization": token} if token else {}
    paths = nobody.get(town.url(service) + "/openapi.json").json()["paths"]
    for path, operations in paths.items():
        if path == "/health" or path.startswith("/open-data/") or path in _PROVEN_OTHERWISE:
            continue
        for method in operations:
            answer = nobody.request(method, town.url(service) + re.sub(r"\{[^}]*\}", "1", path), headers=headers)
            assert answer.status_code == 401, f"{method} {path}: {answer.status_code}"
            assert_problem(answer)


QUERIES = [
    *(f"limit={value}" for value in ("-1", "0", "201", "1000000000", "9223372036854775808", "x", "", "%00")),
    *(f"cursor={value}" for value in ("x", "%00", "W10", "bnVsbA", "A" * 5000, quote("{}"))),
    *(
        f"from={value}"
        for value in ("0001-01-01", "9999-12-31", "2026-02-30", "2026-11-24T23:59:60Z", "1e18", "%00", "yesterday")
    ),
]
CATALOGUE = ["/procedures", "/publishing-decisions", "/shortened-limits"]
TT01 = ["/index/tt01", "/index/tt01/officers"]
LISTS = {
    "intake": ["/dossiers", "/filings", "/filings/counts", "/offices", *CATALOGUE],
    "processing": ["/dossiers"],
    "stats": ["/figures", "/satisfaction", "/satisfaction/votes", "/petitions", "/index/766", *TT01],
}


@pytest.mark.parametrize("service", LISTS)
@pytest.mark.parametrize("query", QUERIES)
def test_a_hostile_query_is_refused_or_not_understood_but_never_a_fault(
    town: Town, nobody: httpx2.Client, service: str, query: str
) -> None:
    headers = town.headers("clerk", "officer", "monitor")
    for path in LISTS[service]:
        answer = nobody.get(f"{town.url(service)}{path}?office={DESK}&to=2026-11-24&{query}", headers=headers)
        assert answer.status_code < 500, f"{path}?{query}: {answer.text[:200]}"
        if answer.status_code >= 400:
            assert_problem(answer)


TEXTS = ["%00", "%ED%A0%80", "%FF", "%25", "_", "'", "%5C", "..%2f..%2fetc%2fpasswd", "%E2%80%AE", "A" * 3000, "%0d%0a"]


@pytest.mark.parametrize("text", TEXTS)
def test_hostile_text_in_a_path_or_search_is_never_a_fault(town: Town, nobody: httpx2.Client, text: str) -> None:
    headers = town.headers("clerk", "officer", "monitor", "operator", "registrar")
    urls = [
        f"{town.url('intake')}/dossiers/{text}",
        f"{town.url('intake')}/offices/{text}",
        f"{town.url('intake')}/procedures/{text}",
        f"{town.url('intake')}/procedures?q={text}",
        f"{town.url('intake')}/procedures/suggest?q={text}&desk={text}",
        f"{town.url('intake')}/procedures/{text}/versions",
        f"{town.url('intake')}/publishing-decisions/{text}/items/{text}",
        f"{town.url('intake')}/publishing-decisions?number={text}",
        f"{town.url('intake')}/offices?q={text}",
        f"{town.url('intake')}/register-imports/{text}",
        f"{town.url('intake')}/filings/{text}",
        f"{town.url('intake')}/filings/{text}/refusal.pdf",
        f"{town.url('intake')}/filings?source_code={text}",
        f"{town.url('processing')}/dossiers/{text}",
        f"{town.url('processing')}/dossiers?office={text}",
        f"{town.url('stats')}/figures?office={text}&from=2026-01-01&to=2026-01-31",
        f"{town.url('stats')}/figures/dossiers?office=VN&from=2026-01-01&to=2026-01-31&measure={text}",
    ]
    for url in urls:
        answer = nobody.get(url, headers=headers)
        assert answer.status_code < 500, f"{url}: {answer.text[:200]}"
        if answer.status_code >= 400:
            assert_problem(answer)


@pytest.mark.parametrize("version", ["", "x", "*", '"', '"-1"', '"9223372036854775808"', 'W/"1"', "1, 2"])
def test_a_version_that_is_none_is_refused(town: Town, nobody: httpx2.Client, version: str) -> None:
    url = f"{town.url('processing')}/dossiers/01890000-0000-7000-8000-000000000001/finish"
    headers = {**town.headers("officer"), "If-Match": version}
    assert_problem(nobody.post(url, json={}, headers=headers))


def test_decomposed_vietnamese_is_taken_and_stored_composed(clerk: httpx2.Client) -> None:
    import unicodedata

    name = unicodedata.normalize("NFD", "Nguyễn Thị Hường")
    answer = clerk.post(
        "/dossiers", json={**GOOD, "applicant": {"name": name}}, headers={"Content-Type": "application/json"}
    )
    assert answer.status_code == 201, answer.text
    kept = clerk.get(f"/dossiers/{answer.json()['code']}").json()
    assert kept["applicant"]["name"] == "Nguyễn Thị Hường"


def test_the_services_are_still_well_after_all_that(town: Town, nobody: httpx2.Client) -> None:
    for service in ("intake", "processing", "stats", "portal"):
        assert nobody.get(town.url(service) + "/health").json()["ok"] is True
