"""Finding procedures by words, codes, field, level and day; suggestions while typing; reading one whole."""

from typing import Any

import httpx2
import pytest

from shared.clock import SetClock
from shared.db.database import Database
from tests.intake.real_catalogue import FIELD, load_real_catalogue, real_procedures
from tests.intake.registrar import Registrar, noon
from tests.support.people import Identity

BIRTH = "1.001193"


@pytest.fixture
async def registrar(client: httpx2.AsyncClient, identity: Identity, database: Database) -> Registrar:
    await load_real_catalogue(database)
    return Registrar(client, identity)


async def codes(registrar: Registrar, **params: Any) -> list[str]:
    return [item["code"] for item in (await registrar.get("/procedures", limit=200, **params))["items"]]


async def suggested(registrar: Registrar, q: str, **params: Any) -> list[str]:
    return [item["code"] for item in await registrar.get("/procedures/suggest", q=q, **params)]


@pytest.mark.parametrize("q", ["khai sinh đăng ký", "KHAI SINH dang ky", "sinh, khai ... đăng ký", "dang ky khai si"])
async def test_all_words_are_found_in_any_order_without_marks(registrar: Registrar, q: str) -> None:
    found = await codes(registrar, q=q)
    assert BIRTH in found
    names = {procedure.code: procedure.name.lower() for procedure in real_procedures()}
    assert all("khai sinh" in names[code] for code in found)


async def test_only_the_last_word_may_be_begun(registrar: Registrar) -> None:
    assert await codes(registrar, q="kh sinh") == []
    assert BIRTH in await codes(registrar, q="sinh kh")


async def test_codes_fields_and_levels_narrow(registrar: Registrar) -> None:
    everything = await codes(registrar, field=FIELD)
    assert set(everything) >= {procedure.code for procedure in real_procedures() if procedure.field == FIELD}
    assert await codes(registrar, field=FIELD, q="1.0011") == [code for code in everything if code.startswith("1.0011")]
    assert await codes(registrar, field="Không có") == []
    communal = {procedure.code for procedure in real_procedures() if "xa" in procedure.levels}
    assert set(await codes(registrar, q="khai sinh", level="xa")) <= communal
    assert await codes(registrar, q="...") == []


async def test_a_day_shows_what_was_in_force_then(registrar: Registrar) -> None:
    assert "1.000001" not in await codes(registrar, field="Chứng thực")
    assert "1.000001" in await codes(registrar, field="Chứng thực", on="2025-12-31")
    assert await codes(registrar, on="2025-06-30") == []


async def test_pages_hold_every_procedure_once(registrar: Registrar) -> None:
    whole = await codes(registrar, q="dang ky")
    paged: list[str] = []
    cursor = None
    while True:
        page = await registrar.get("/procedures", q="dang ky", limit=7, **({"cursor": cursor} if cursor else {}))
        paged += [item["code"] for item in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert paged == whole


@pytest.mark.parametrize("q", ["dang ky khai sinh", "khai sinh", "kh si", "đăng ký khai s", BIRTH])
async def test_what_is_meant_is_suggested_first(registrar: Registrar, q: str) -> None:
    assert (await suggested(registrar, q))[0] == BIRTH


async def test_what_a_desk_receives_most_is_suggested_before(registrar: Registrar) -> None:
    usual = await suggested(registrar, "dang ky khai", desk="000.00.19.H62")
    rare = usual[-1]
    await registrar.receive(rare)
    busy = await registrar.get("/procedures/suggest", q="dang ky khai", desk="000.00.19.H62")
    assert (busy[0]["code"], busy[0]["lately"]) == (rare, 1)
    assert (await suggested(registrar, "dang ky khai", desk="H62.19.01"))[0] == usual[0]
    assert (await suggested(registrar, rare[:2], desk="000.00.19.H62"))[0] == rare


async def test_only_what_is_in_force_today_and_at_the_level_is_suggested(registrar: Registrar, clock: SetClock) -> None:
    assert BIRTH in await suggested(registrar, "khai sinh", level="xa", limit=50)
    assert BIRTH not in await suggested(registrar, "khai sinh", level="bo", limit=50)
    assert len(await suggested(registrar, "d", limit=3)) == 3
    clock.turn_to(noon(2025, 6, 30))
    assert await suggested(registrar, "khai sinh") == []


@pytest.mark.parametrize("q", ["'", "a & | !", "':*", "\\", "%", "_", "1.%", "đ" * 500, "😀", "a " * 249])
async def test_what_is_typed_is_never_read_as_a_query(registrar: Registrar, q: str) -> None:
    assert isinstance(await suggested(registrar, q), list)
    assert isinstance(await codes(registrar, q=q), list)


async def test_a_real_procedure_is_read_whole(registrar: Registrar) -> None:
    read = await registrar.get(f"/procedures/{BIRTH}")
    assert read["term"]["words"] == "1 ngày làm việc"
    assert read["results"] == [{"code": "KQ.G15.000031", "name": "Giấy khai sinh"}]
    assert [fee["text"] for fee in read["fees"]] == ["Miễn phí"]
    assert {paper["when"] for paper in read["papers"]} >= {"Giấy tờ phải nộp", "Giấy tờ phải xuất trình"}
    assert {limit["channel"] for limit in read["limits"]} == set(read["channels"])
    assert read["missing_parts"] == ["agency"]  # the export leaves it empty, and the index counts it (766, item 1.3)


async def test_every_limit_of_every_real_procedure_can_be_shown(registrar: Registrar) -> None:
    for procedure in real_procedures():
        read = await registrar.get(f"/procedures/{procedure.code}", office="H62.19.01")
        cases = [None, *(case["name"] for case in read["cases"])]
        assert len(read["limits"]) == len(cases) * len(read["channels"])


async def test_a_case_has_its_own_papers_and_limits(registrar: Registrar) -> None:
    procedure = next(p for p in real_procedures() if len(p.cases) > 1)
    whole = await registrar.get(f"/procedures/{procedure.code}")
    case = whole["cases"][0]["name"]
    others = {each["name"] for each in whole["cases"]} - {case}
    one = await registrar.get(f"/procedures/{procedure.code}", case=case)
    assert one["papers"] == [paper for paper in whole["papers"] if paper["when"] not in others]
    assert len(one["papers"]) < len(whole["papers"])
    assert {limit["case"] for limit in one["limits"]} == {case}


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/procedures/9.999999", 404, "procedure_not_found"),
        (f"/procedures/{BIRTH}?version=7", 404, "procedure_version_not_found"),
        (f"/procedures/{BIRTH}?version=0", 422, "fields_not_valid"),
        (f"/procedures/{BIRTH}?office=H99", 404, "office_not_found"),
        (f"/procedures/{BIRTH}?case=khác", 422, "case_not_found"),
        ("/procedures/suggest", 422, "fields_not_valid"),
        ("/procedures/suggest?q=a&limit=51", 422, "fields_not_valid"),
        ("/procedures?level=huyện", 422, "fields_not_valid"),
        ("/procedures?on=hôm nay", 422, "fields_not_valid"),
    ],
)
async def test_what_cannot_be_asked_is_refused(registrar: Registrar, path: str, status: int, code: str) -> None:
    refused = await registrar.ask("GET", path)
    assert (refused.status_code, refused.json()["code"]) == (status, code)
