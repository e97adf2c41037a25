"""PAR indices over HTTP: sets published, scores entered and never rewritten, cards, ranks and gains."""

from collections.abc import Sequence
from typing import Any

import httpx2
import pytest

from services.stats.schemas.par.cards import CardOut, IndexOut
from services.stats.schemas.par.criteria import CriteriaSetIn
from services.stats.schemas.par.entries import RankIn, ScoresIn
from services.stats.schemas.par.gains import GainsOut
from shared.db.database import BoundDatabase
from tests.stats.made_up import COMMUNE, DISTRICT, NATION, OTHER, PROVINCE, note, registered
from tests.support.people import Identity

SECOND, THIRD = "H62.19.02", "H62.19.03"
FIELDS = [
    {"code": "1", "name": "Chỉ đạo", "maximum": 30},
    {
        "code": "2",
        "name": "Một cửa",
        "maximum": 70,
        "parts": [
            {"code": "2.1", "name": "Đúng hạn", "maximum": 40, "figure": "on_time"},
            {"code": "2.2", "name": "Khảo sát", "maximum": 30},
        ],
    },
]
BANDS = [{"name": "Khá", "from_percent": 70}, {"name": "Tốt", "from_percent": 80}]


@pytest.fixture
def leader(identity: Identity) -> dict[str, str]:
    """Of the province: publishes and appraises."""
    return identity.headers("leader", offices=(PROVINCE,), subject="lanhdao.tinh")


@pytest.fixture
def officer(identity: Identity) -> dict[str, str]:
    """Of one commune: scores its own."""
    return identity.headers("officer", "leader", offices=(COMMUNE,), subject="canbo.xa")


@pytest.fixture
async def furnished(database: BoundDatabase, client: httpx2.AsyncClient) -> httpx2.AsyncClient:
    async with database.transaction() as connection:
        await note(connection, *(registered(code, DISTRICT) for code in (SECOND, THIRD)))
    return client


async def publish(client: httpx2.AsyncClient, headers: dict[str, str], **changes: Any) -> str:
    body = {
        **{"office": PROVINCE, "level": "commune", "first_year": 2024, "title": "Bộ tiêu chí cấp xã"},
        **{"paper": "12/QĐ-UBND", "maximum": 100, "criteria": FIELDS, "bands": BANDS, **changes},
    }
    answer = await client.post("/par/criteria-sets", json=body, headers=headers)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def enter(
    client: httpx2.AsyncClient, headers: dict[str, str], criteria_set: str, unit: str, year: int, /, **asked: Any
) -> httpx2.Response:
    """`scores` by code; `kind` appraised unless said."""
    scores = [{"criterion": c, "points": p, "evidence": "BC 05/2026"} for c, p in asked.pop("scores").items()]
    body = {"criteria_set": criteria_set, "unit": unit, "year": year, "kind": "appraised", "scores": scores, **asked}
    return await client.post("/par/scores", json=body, headers=headers)


async def scored(client: httpx2.AsyncClient, leader: dict[str, str]) -> str:
    """Three communes in two years; the third has no total."""
    id = await publish(client, leader)
    for unit, year, points in (
        (COMMUNE, 2024, ("20", "30.5", "20.25")),
        (SECOND, 2024, ("25", "35", "20")),
        (COMMUNE, 2025, ("26", "39.1234", "22")),
        (SECOND, 2025, ("25", "33", "20")),
    ):
        done = await enter(client, leader, id, unit, year, scores=dict(zip(("1", "2.1", "2.2"), points, strict=True)))
        assert done.status_code == 201, done.text
    assert (await enter(client, leader, id, THIRD, 2025, scores={"1": 26})).status_code == 201
    return id


async def read(client: httpx2.AsyncClient, headers: dict[str, str], path: str, **params: Any) -> Any:
    answer = await client.get(path, params=params or None, headers=headers)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_a_card_adds_up_and_compares_with_others_and_with_the_year_before(
    furnished: httpx2.AsyncClient, leader: dict[str, str]
) -> None:
    id = await scored(furnished, leader)
    card = await read(furnished, leader, f"/par/units/{COMMUNE}", criteria_set=id, year=2025)
    total = card["total"]
    assert (total["points"], total["maximum"], total["percent"], card["grade"]) == (87.1234, 100, 87.12, "Tốt")
    assert total["rank"] == {"place": 1, "of": 2}
    assert total["change"] == {"points": 16.3734, "percent": 16.37, "places": 1}
    steering, one_stop = total["parts"]
    assert (steering["rank"], steering["change"]["places"]) == ({"place": 1, "of": 3}, 1)
    assert [part["code"] for part in one_stop["parts"]] == ["2.1", "2.2"]
    assert one_stop["parts"][0]["percent"] == 97.81


async def test_the_index_ranks_units_and_leaves_one_without_a_total_unranked(
    furnished: httpx2.AsyncClient, leader: dict[str, str]
) -> None:
    index = await read(furnished, leader, "/par/index", criteria_set=await scored(furnished, leader), year=2025)
    assert [(item["unit"], item["total"]["points"]) for item in index["items"]] == [
        (COMMUNE, 87.1234),
        (SECOND, 78),
        (THIRD, None),
    ]
    third = index["items"][2]
    assert (third["total"]["rank"], third["grade"], third["total"]["known"]) == (None, None, 26)
    assert third["total"]["unknown"] == ["2"]
    assert third["fields"]["1"]["rank"] == {"place": 1, "of": 3}
    card = await furnished.get(third["card"], headers=leader)
    assert card.json()["total"]["parts"][0]["points"] == 26


async def test_the_newest_score_wins_and_the_story_keeps_every_one(
    furnished: httpx2.AsyncClient, leader: dict[str, str]
) -> None:
    id = await scored(furnished, leader)
    await enter(furnished, leader, id, COMMUNE, 2025, scores={"1": 27})
    await enter(furnished, leader, id, COMMUNE, 2025, scores={"1": None})
    card = await read(furnished, leader, f"/par/units/{COMMUNE}", criteria_set=id, year=2025)
    assert (card["total"]["points"], card["total"]["unknown"]) == (None, ["1"])
    seen: list[Any] = []
    asked = {"criteria_set": id, "unit": COMMUNE, "year": 2025, "criterion": "1", "limit": 2}
    page = await read(furnished, leader, "/par/scores", **asked)
    while True:
        seen += [(item["points"], item["by"], item["evidence"]) for item in page["items"]]
        if not page["next"]:
            break
        page = await read(furnished, leader, "/par/scores", **asked, cursor=page["next"])
    assert seen == [(points, "lanhdao.tinh", "BC 05/2026") for points in (None, 27, 26)]


async def test_a_unit_scores_itself_but_is_appraised_from_above(
    furnished: httpx2.AsyncClient, leader: dict[str, str], officer: dict[str, str]
) -> None:
    id = await publish(furnished, leader)
    refused = await enter(furnished, officer, id, COMMUNE, 2025, scores={"1": 30})
    assert (refused.status_code, refused.json()["code"]) == (403, "appraised_from_above")
    assert (await enter(furnished, officer, id, COMMUNE, 2025, scores={"1": 30}, kind="self")).status_code == 201
    elsewhere = await enter(furnished, officer, id, SECOND, 2025, scores={"1": 30}, kind="self")
    assert (elsewhere.status_code, elsewhere.json()["code"]) == (404, "office_not_found")
    await enter(furnished, leader, id, COMMUNE, 2025, scores={"1": 24})
    asked = {"criteria_set": id, "year": 2025}
    by_kind = [
        (await read(furnished, officer, f"/par/units/{COMMUNE}", **asked, kind=kind))["total"]["parts"][0]["points"]
        for kind in ("self", "appraised")
    ]
    assert by_kind == [30, 24]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"scores": {"9": 1}}, "criterion_not_in_set"),
        ({"scores": {"1": 30.0001}}, "points_above_maximum"),
        ({"scores": {"1": 1.00001}}, "fields_not_valid"),
        ({"scores": {"1": -1}}, "fields_not_valid"),
        ({"year": 2023, "scores": {"1": 1}}, "year_outside_set"),
        ({"unit": DISTRICT, "scores": {"1": 1}}, "unit_not_in_set"),
        ({"unit": OTHER, "scores": {"1": 1}}, "office_not_found"),
        ({"criteria_set": "0193f000-0000-7000-8000-000000000001", "scores": {"1": 1}}, "criteria_set_not_found"),
    ],
)
async def test_what_cannot_be_a_score_is_refused(
    furnished: httpx2.AsyncClient, leader: dict[str, str], changes: dict[str, Any], code: str
) -> None:
    id = await publish(furnished, leader)
    refused = await enter(furnished, leader, id, COMMUNE, 2025, **changes)
    assert (refused.status_code >= 400, refused.json()["code"]) == (True, code)


async def test_one_wrong_score_keeps_all_of_them_out(furnished: httpx2.AsyncClient, leader: dict[str, str]) -> None:
    id = await publish(furnished, leader)
    await enter(furnished, leader, id, COMMUNE, 2025, scores={"1": 1, "2.1": 41})
    assert not (await read(furnished, leader, "/par/index", criteria_set=id, year=2025))["items"]


async def test_gains_name_what_lacks_most_the_best_unit_and_the_figure_that_shows_it(
    furnished: httpx2.AsyncClient, leader: dict[str, str]
) -> None:
    id = await publish(furnished, leader, first_year=2026)
    await enter(furnished, leader, id, COMMUNE, 2026, scores={"1": 20, "2.1": 28}, kind="self")
    await enter(furnished, leader, id, SECOND, 2026, scores={"1": 21.5, "2.1": 20, "2.2": 30}, kind="self")
    told = await read(furnished, leader, f"/par/units/{COMMUNE}/gains", criteria_set=id, year=2026)
    best = [(g["code"], g["lacking"], g["best"], g["best_units"], g["within_reach"]) for g in told["gains"]]
    assert best == [("2.1", 12, 28, [COMMUNE], 0), ("1", 10, 21.5, [SECOND], 1.5)]
    figure = told["gains"][0]["figure"]
    assert figure["rate"] == {"numerator": 0, "denominator": 1, "percent": 0.0}
    opened = await read(furnished, leader, figure["figures"])
    assert opened["rates"]["on_time"] == figure["rate"]
    assert [each["code"] for each in told["unknown"]] == ["2.2"]
    assert told["period"] == {"from": "2025-12-15", "to": "2026-12-14"}


async def test_ranks_of_papers_stand_beside_and_what_follows_is_worked_out(
    furnished: httpx2.AsyncClient, identity: Identity
) -> None:
    """Sóc Trăng: 19/63 in 2019, up 30 on 2016 and 8 on 2015."""
    nation = identity.headers("leader", offices=(NATION,))
    id = await publish(furnished, nation, office=NATION, level="province", first_year=2012)
    body = {"criteria_set": id, "unit": PROVINCE, "year": 2019, "source": "Báo cáo tổng kết"}
    said = {"rank": 19, "of_units": 63, "up_on": {"2016": 30, "2015": 8}}
    assert (await furnished.post("/par/ranks", json={**body, **said}, headers=nation)).status_code == 201
    await enter(furnished, nation, id, PROVINCE, 2019, scores={"total": 82.03})
    card = await read(furnished, nation, f"/par/units/{PROVINCE}", criteria_set=id, year=2019)
    assert (card["total"]["percent"], card["grade"]) == (82.03, "Tốt")
    assert card["total"]["stated"] == {
        **{"rank": 19, "of_units": 63, "places": None, "source": "Báo cáo tổng kết", "contradictions": []}
    }
    earlier = await read(furnished, nation, f"/par/units/{PROVINCE}", criteria_set=id, year=2016)
    assert earlier["total"]["stated"] == {
        **{"rank": 49, "of_units": None, "places": -22, "source": None, "contradictions": []}
    }
    assert earlier["total"]["points"] is None
    again = {**body, "year": 2016, "rank": 48, "of_units": 63}
    assert (await furnished.post("/par/ranks", json=again, headers=nation)).status_code == 201
    card = await read(furnished, nation, f"/par/units/{PROVINCE}", criteria_set=id, year=2019)
    assert card["total"]["stated"]["contradictions"] == [[2019, 2016]]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({}, "rank_not_valid"),
        ({"rank": 19}, "rank_not_valid"),
        ({"rank": 64, "of_units": 63}, "rank_not_valid"),
        ({"up_on": {"2025": 3}}, "rank_not_valid"),
        ({"rank": 1, "of_units": 3, "criterion": "9"}, "criterion_not_in_set"),
        ({"rank": 0, "of_units": 3}, "fields_not_valid"),
    ],
)
async def test_what_says_no_rank_is_refused(
    furnished: httpx2.AsyncClient, leader: dict[str, str], said: dict[str, Any], code: str
) -> None:
    id = await publish(furnished, leader)
    body = {"criteria_set": id, "unit": COMMUNE, "year": 2025, "source": "Báo", **said}
    refused = await furnished.post("/par/ranks", json=body, headers=leader)
    assert (refused.status_code, refused.json()["code"]) == (422, code)


async def test_a_set_published_anew_holds_and_the_older_one_keeps_its_scores(
    furnished: httpx2.AsyncClient, leader: dict[str, str]
) -> None:
    old = await scored(furnished, leader)
    new = await publish(furnished, leader, first_year=2025, criteria=[{"code": "1", "name": "Chỉ đạo", "maximum": 100}])
    await enter(furnished, leader, new, COMMUNE, 2025, scores={"1": 80})
    listed = await read(furnished, leader, "/par/criteria-sets", office=PROVINCE, level="commune", year=2025)
    assert [each["id"] for each in listed] == [new, old]
    card = await read(furnished, leader, f"/par/units/{COMMUNE}", criteria_set=new, year=2025)
    assert card["before_set"] == old
    assert card["total"]["parts"][0]["change"] == {"points": 60, "percent": 13.33, "places": 1}
    assert (await read(furnished, leader, "/par/index", criteria_set=old, year=2025))["items"][0]["unit"] == COMMUNE


async def test_sets_are_published_within_reach_and_read_by_those_measured(
    furnished: httpx2.AsyncClient, leader: dict[str, str], officer: dict[str, str], identity: Identity
) -> None:
    body = {
        **{"office": PROVINCE, "level": "commune", "first_year": 2024, "title": "x", "paper": "y"},
        "criteria": [{"code": "1", "name": "a"}],
    }
    refused = await furnished.post("/par/criteria-sets", json=body, headers=officer)
    assert (refused.status_code, refused.json()["code"]) == (404, "office_not_found")
    clerk = await furnished.post("/par/criteria-sets", json=body, headers=identity.headers("clerk"))
    assert clerk.status_code == 403
    id = await publish(furnished, leader)
    assert (await read(furnished, officer, f"/par/criteria-sets/{id}"))["whole"]["maximum"] == 100
    stranger = await furnished.get(f"/par/criteria-sets/{id}", headers=identity.headers("monitor", offices=(OTHER,)))
    assert (stranger.status_code, stranger.json()["code"]) == (404, "criteria_set_not_found")


async def test_a_unit_sees_its_rank_among_all_but_only_its_own_card(
    furnished: httpx2.AsyncClient, leader: dict[str, str], officer: dict[str, str]
) -> None:
    id = await scored(furnished, leader)
    index = await read(furnished, officer, "/par/index", criteria_set=id, year=2025)
    assert [(item["unit"], item["total"]["rank"]) for item in index["items"]] == [(COMMUNE, {"place": 1, "of": 2})]
    other = await furnished.get(f"/par/units/{SECOND}", params={"criteria_set": id, "year": 2025}, headers=officer)
    assert other.status_code == 404


async def test_a_set_that_does_not_add_up_is_not_published(
    furnished: httpx2.AsyncClient, leader: dict[str, str]
) -> None:
    body = {
        **{"office": PROVINCE, "level": "commune", "first_year": 2024, "title": "x", "paper": "y"},
        **{"maximum": 101, "criteria": FIELDS},
    }
    refused = await furnished.post("/par/criteria-sets", json=body, headers=leader)
    assert (refused.status_code, refused.json()["code"]) == (422, "criteria_not_valid")


@pytest.mark.parametrize("shape", [CriteriaSetIn, ScoresIn, RankIn])
def test_the_documented_examples_are_taken(shape: Any) -> None:
    examples: Sequence[Any] = shape.model_config["json_schema_extra"]["examples"]
    for example in examples:
        shape.model_validate(example)


@pytest.mark.parametrize("shape", [CardOut, IndexOut, GainsOut])
def test_the_documented_answers_have_the_shape_of_answers(shape: Any) -> None:
    example = shape.model_config["json_schema_extra"]["examples"][0]
    period = {"from_on": example["period"]["from"], "to_on": example["period"]["to"]} if "period" in example else {}
    shape.model_validate({**example, "period": period} if period else example)
    assert set(example) == {field.serialization_alias or name for name, field in shape.model_fields.items()}
