"""Reports over HTTP: forms, periods by name, formats, lines, who may ask, and when nothing has changed."""

from datetime import timedelta
from typing import Any

import httpx2
import pytest

from services.stats.domain.report_form import report_form
from shared.clock import SetClock
from tests.stats.made_up import COMMUNE, DISTRICT, NATION, NOW, OTHER, PROVINCE, TODAY
from tests.stats.spreadsheet import Worked
from tests.support.people import Identity

SPAN = {"from": "2026-03-01", "to": "2026-11-24"}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def monitor(identity: Identity) -> dict[str, str]:
    return identity.headers("monitor")


async def ask(
    client: httpx2.AsyncClient, headers: dict[str, str], form: str = "II.06a", **asked: Any
) -> httpx2.Response:
    given = {"office": PROVINCE, **({} if "period" in asked else SPAN), **asked}
    return await client.get(f"/reports/{form}", params=given, headers=headers)


async def test_the_form_has_the_figures_of_the_office(client: httpx2.AsyncClient, monitor: dict[str, str]) -> None:
    answer = (await ask(client, monitor)).json()
    figures = (await client.get("/figures", params={"office": PROVINCE, **SPAN}, headers=monitor)).json()["figures"]
    assert answer["total"]["cells"] == {
        **{"3": 12, "4": figures["online"], "5": figures["direct"] + figures["post"], "6": 0},
        **{"7": 7, "8": 1, "9": 3, "10": 2, "11": 5, "12": 3, "13": 2},
    }
    assert answer["total"]["asides"] == {"unclassed": 1, "moved_out": 0}
    assert answer["checks"][1] == {
        "name": "(7) = (8) + (9) + (10) + unclassed",
        **{"left": 7, "right": 6, "asides": 1, "holds_in_columns": False},
    }
    assert "1 hồ sơ chưa xếp loại" in answer["notes"][0]
    assert any("dừng giải quyết" in note for note in answer["notes"])
    assert answer["form"]["number"] == "II.06a/VPCP/KSTT"
    assert [column["number"] for column in answer["form"]["columns"]] == list(range(3, 14))
    assert answer["is_in_force"]
    assert answer["period"] == SPAN
    assert answer["complete_to"]["lagging"] == ["intake", "processing"]


async def test_a_reporting_period_is_named_or_spanned(client: httpx2.AsyncClient, monitor: dict[str, str]) -> None:
    named = (await ask(client, monitor, period="2026-Q1")).json()
    assert named["period"] == {"from": "2025-12-15", "to": "2026-03-14"}
    assert named["period_name"] == "Quý I năm 2026"
    spanned = (await ask(client, monitor, **named["period"])).json()
    assert spanned["total"] == named["total"]


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"period": "2026-Q1", "from": "2026-01-01"}, "period_or_span"),
        ({"from": "", "to": "2026-01-01"}, "fields_not_valid"),
        ({"period": "2026-Q9"}, "reporting_period_not_read"),
        ({"from": "2026-03-01", "to": "2026-01-01"}, "period_reversed"),
        ({"form": "II.99"}, "report_form_not_found"),
        ({"office": "H99"}, "office_not_found"),
        ({"rows": ["office", "field"]}, "rows_not_combined"),
    ],
)
async def test_what_cannot_be_drawn_up_is_refused(
    client: httpx2.AsyncClient, monitor: dict[str, str], asked: dict[str, Any], code: str
) -> None:
    assert (await ask(client, monitor, **asked)).json()["code"] == code


async def test_a_span_needs_both_days(client: httpx2.AsyncClient, monitor: dict[str, str]) -> None:
    params = {"office": PROVINCE, "from": "2026-01-01"}
    refused = await client.get("/reports/II.06a", params=params, headers=monitor)
    assert (refused.status_code, refused.json()["code"]) == (422, "period_or_span")


async def test_lines_by_office_make_the_total_and_open_their_dossiers(
    client: httpx2.AsyncClient, monitor: dict[str, str]
) -> None:
    answer = (await ask(client, monitor, office=DISTRICT, rows="office")).json()
    assert [(line["key"], line["is_own"]) for line in answer["lines"]] == [(COMMUNE, False), (DISTRICT, True)]
    for number, whole in answer["total"]["cells"].items():
        assert whole == sum(line["cells"][number] for line in answer["lines"])
    for line in answer["lines"]:
        page = (await client.get(line["dossiers"].replace("{measure}", "received"), headers=monitor)).json()
        assert page["total"] == line["cells"]["4"] + line["cells"]["5"]


@pytest.mark.parametrize("rows", [["level"], ["field"], ["level", "field"], ["office"]])
async def test_lines_make_up_what_is_above_them_and_open_their_dossiers(
    client: httpx2.AsyncClient, monitor: dict[str, str], rows: list[str]
) -> None:
    answer = (await ask(client, monitor, rows=rows)).json()
    _must_add_up(answer["total"]["cells"], answer["lines"])
    for line in answer["lines"]:
        if len(rows) == 2:
            _must_add_up(line["cells"], line["below"])
        for each in (line, *line["below"]):
            page = (await client.get(each["dossiers"].replace("{measure}", "resolved"), headers=monitor)).json()
            assert page["total"] == each["cells"]["7"], each["title"]


def _must_add_up(whole: dict[str, int], lines: list[dict[str, Any]]) -> None:
    assert lines
    for number, count in whole.items():
        assert count == sum(line["cells"][number] for line in lines), number


async def test_levels_stand_from_above_with_their_names(client: httpx2.AsyncClient, monitor: dict[str, str]) -> None:
    lines = (await ask(client, monitor, rows=["field", "level"])).json()["lines"]
    assert [(line["key"], line["title"]) for line in lines] == [("district", "Cấp huyện"), ("commune", "Cấp xã")]
    assert {part["title"] for line in lines for part in line["below"]} == {"Hộ kinh doanh"}


async def test_an_office_without_dossiers_has_a_form_of_noughts(
    client: httpx2.AsyncClient, monitor: dict[str, str]
) -> None:
    answer = (await ask(client, monitor, office=OTHER, rows="office")).json()
    assert set(answer["total"]["cells"].values()) == {0}
    assert answer["lines"] == []


async def test_what_has_no_source_is_null(client: httpx2.AsyncClient, monitor: dict[str, str]) -> None:
    answer = (await ask(client, monitor, form="07a-BTP")).json()
    missing = [column["number"] for column in answer["form"]["columns"] if not column["sums"]]
    assert missing
    assert {answer["total"]["cells"][str(number)] for number in missing} == {None}
    assert answer["total"]["cells"]["25"] == 0  # refused at the desk is counted


async def test_the_workbook_comes_by_name_or_by_what_is_accepted(
    client: httpx2.AsyncClient, monitor: dict[str, str]
) -> None:
    by_name = await ask(client, monitor, format="xlsx", rows="office")
    accepted = await ask(client, monitor | {"Accept": f"{XLSX}, application/json;q=0.5"}, rows="office")
    assert by_name.headers["content-type"] == XLSX
    assert by_name.content == accepted.content
    assert "II.06a_20260301-20261124.xlsx" in by_name.headers["content-disposition"]
    sheet = Worked(by_name.content)
    assert sheet.row_of("Tổng số")[2] == 12
    for cell in sheet.formula_cells():
        assert sheet.work_out(cell.coordinate) == sheet.values[cell.coordinate].value


async def test_the_printed_form_comes_as_a_pdf(client: httpx2.AsyncClient, monitor: dict[str, str]) -> None:
    answer = await ask(client, monitor, format="pdf", rows="office")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    again = await ask(client, monitor | {"Accept": "application/pdf"}, rows="office")
    assert again.content == answer.content


async def test_the_paragraph_comes_as_plain_text(client: httpx2.AsyncClient, monitor: dict[str, str]) -> None:
    answer = await ask(client, monitor | {"Accept": "text/plain"})
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert "đã tiếp nhận 12 hồ sơ (gồm 10 hồ sơ trực tiếp" in answer.text
    assert "quá hạn 2 hồ sơ (chiếm 28,57 %, 2/7)" in answer.text


async def test_nothing_new_is_a_304_and_a_paper_is_another_one_tomorrow(
    client: httpx2.AsyncClient, monitor: dict[str, str], clock: SetClock
) -> None:
    closed = {"from": "2026-03-01", "to": "2026-03-31"}
    tags = {}
    for wanted in ("json", "xlsx"):
        answer = await ask(client, monitor, format=wanted, **closed)
        tags[wanted] = answer.headers["etag"]
        again = await ask(client, monitor | {"If-None-Match": tags[wanted]}, format=wanted, **closed)
        assert (again.status_code, again.content) == (304, b"")
    clock.turn_to(NOW + timedelta(days=1))
    assert (await ask(client, monitor, **closed)).headers["etag"] == tags["json"]
    assert (await ask(client, monitor, format="xlsx", **closed)).headers["etag"] != tags["xlsx"]


async def test_who_may_not_see_the_office_gets_no_report(client: httpx2.AsyncClient, identity: Identity) -> None:
    elsewhere = identity.headers("monitor", offices=[OTHER])
    assert (await ask(client, elsewhere)).json()["code"] == "office_not_found"
    assert (await ask(client, identity.headers("operator"))).status_code == 403
    assert (await client.get("/reports/II.06a", params={"office": NATION, **SPAN})).status_code == 401


async def test_the_forms_are_listed(client: httpx2.AsyncClient, monitor: dict[str, str]) -> None:
    items = (await client.get("/reports", headers=monitor)).json()["items"]
    assert [item["name"] for item in items] == ["II.06a", "07a-BTP"]
    assert items[0]["title"] == report_form("II.06a", TODAY).title
