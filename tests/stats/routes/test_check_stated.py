"""The check of a stated table over HTTP: Tam Đảo as its article printed it, and what cannot be read."""

from typing import Any

import httpx2
import pytest

from tests.support.people import Identity

TAM_DAO = {
    "figures": {"received": "1.880", "resolved": "1.845", "in_time": "1.815", "late": 26, "in_term": "35"},
    "percentages": [{"stated": "98 %", "of": "resolved"}, {"stated": "2 %", "of": "late"}],
}


@pytest.fixture
def monitor(identity: Identity) -> dict[str, str]:
    return identity.headers("monitor")


async def check(client: httpx2.AsyncClient, headers: dict[str, str], body: Any) -> httpx2.Response:
    return await client.post("/reports/check", json=body, headers=headers)


async def test_tam_dao_is_told_what_is_missing_and_what_would_mend_it(
    client: httpx2.AsyncClient, monitor: dict[str, str]
) -> None:
    answer = (await check(client, monitor, TAM_DAO)).json()
    assert answer["verdict"] == "fails"
    assert [finding["code"] for finding in answer["findings"]] == [
        *("classes_short", "share_not_matched", "carried_over_not_told", "simplest_repair"),
    ]
    classes = next(each for each in answer["identities"] if each["code"] == "classes")
    assert (classes["standing"], classes["difference"]) == ("fails", 4)
    assert classes["assumed"] == ["stopped", "withdrawn", "unclassed"]
    late = answer["percentages"][1]
    assert (late["of"], late["match"], round(late["ratios"][0]["percent"], 2)) == ("late", "not_matched", 1.41)
    assert (answer["repairs"][0]["figure"], answer["repairs"][0]["instead"], answer["repairs"][0]["left"]) == (
        *("late", 30, []),
    )


async def test_names_of_the_text_itself_are_taken(client: httpx2.AsyncClient, monitor: dict[str, str]) -> None:
    body = {
        "figures": {"received": "5.650"},
        "others": {"Đất đai": "1,07 nghìn", "Hộ tịch": "4.580"},
        "sums": [{"whole": "received", "parts": ["Đất đai", "Hộ tịch"]}],
    }
    answer = (await check(client, monitor, body)).json()
    assert answer["verdict"] == "holds_to_rounding"
    assert answer["identities"][0]["sentence"] == (
        "Tiếp nhận 5.650 ≈ Đất đai 1,07 nghìn + Hộ tịch 4.580: khớp trong phạm vi làm tròn của số đã in."
    )


@pytest.mark.parametrize(
    ("body", "code", "field"),
    [
        ({"figures": {"received": "1,880"}}, "number_not_read", "figures.received"),
        ({"others": {"Đất đai": "nhiều"}}, "number_not_read", "others.Đất đai"),
        ({"percentages": [{"stated": "hầu hết"}]}, "percentage_not_read", "percentages.0.stated"),
        ({"figures": {"recieved": 1}}, "measure_not_known", "figures.recieved"),
        ({"others": {"late": 3}}, "name_is_a_measure", "others.late"),
        ({"sums": [{"whole": "a", "parts": ["b", "c"]}]}, "figure_not_stated", None),
        ({"percentages": [{"stated": "9 %", "of": "late"}]}, "figure_not_stated", None),
        ({"figures": {"received": 1.5}}, "fields_not_valid", None),
        ({"figures": {"received": -1}}, "fields_not_valid", None),
        ({"title": "x"}, "fields_not_valid", "title"),
    ],
)
async def test_what_cannot_be_read_is_refused_with_its_field(
    client: httpx2.AsyncClient, monitor: dict[str, str], body: Any, code: str, field: str | None
) -> None:
    refused = (await check(client, monitor, body)).json()
    assert refused["code"] == code
    assert not field or field in [error["field"] for error in refused["errors"]]


async def test_nothing_stated_is_nothing_to_check(client: httpx2.AsyncClient, monitor: dict[str, str]) -> None:
    assert (await check(client, monitor, {})).json()["verdict"] == "nothing_to_check"


async def test_only_readers_of_figures_may_ask(client: httpx2.AsyncClient, identity: Identity) -> None:
    assert (await check(client, identity.headers("operator"), TAM_DAO)).status_code == 403
