"""Figures of one level, field, procedure or channel alone: as the parts of the whole told them, and opened alike."""

from typing import Any

import httpx2
import pytest

from services.stats.domain.measure import OF_FILINGS, Measure
from tests.stats.made_up import PROVINCE
from tests.support.people import Identity

SPAN = {"from": "2026-03-01", "to": "2026-11-24"}
DOSSIERS = [measure for measure in Measure if measure not in OF_FILINGS]


@pytest.fixture
def monitor(identity: Identity) -> dict[str, str]:
    return identity.headers("monitor")


async def ask(client: httpx2.AsyncClient, headers: dict[str, str], **asked: Any) -> Any:
    answer = await client.get("/figures", params={"office": PROVINCE, **SPAN, **asked}, headers=headers)
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.parametrize("name", ["level", "field", "procedure", "channel"])
async def test_what_is_told_alone_is_what_the_part_of_the_whole_told(
    client: httpx2.AsyncClient, monitor: dict[str, str], name: str
) -> None:
    parts = (await ask(client, monitor, breakdown=name))["breakdown"]["items"]
    assert parts
    for part in parts:
        alone = await ask(client, monitor, **{name: part["key"]})
        assert alone["figures"] == part["figures"], part["key"]
        assert f"&{name}=" in alone["links"]["late"]


@pytest.mark.parametrize("by", ["office", "level", "month"])
@pytest.mark.parametrize("name", ["level", "field", "channel"])
async def test_parts_of_what_is_told_alone_add_up_to_it_and_open(
    client: httpx2.AsyncClient, monitor: dict[str, str], name: str, by: str
) -> None:
    key = (await ask(client, monitor, breakdown=name))["breakdown"]["items"][0]["key"]
    answer = await ask(client, monitor, breakdown=by, **{name: key})
    for measure in ("received", "resolved", "late"):
        parts = answer["breakdown"]["items"]
        assert sum(part["figures"][measure] for part in parts) == answer["figures"][measure]
        for part in parts:
            link = part["dossiers"].replace("{measure}", measure)
            opened = (await client.get(link, headers=monitor)).json()
            assert len(opened["items"]) == opened["total"] == part["figures"][measure], link


async def test_a_field_at_a_level_by_procedure_is_told_and_opened(
    client: httpx2.AsyncClient, monitor: dict[str, str]
) -> None:
    first = (await ask(client, monitor, breakdown="level_field"))["breakdown"]["items"][0]
    answer = await ask(client, monitor, level=first["level"], field=first["key"], breakdown="procedure")
    assert answer["figures"] == first["figures"]
    part = answer["breakdown"]["items"][0]
    for measure in DOSSIERS:
        opened = await client.get(part["dossiers"].replace("{measure}", measure), headers=monitor)
        assert opened.json()["total"] == len(opened.json()["items"]) == part["figures"][measure], measure


@pytest.mark.parametrize("asked", [{"field": "x"}, {"procedure": "x"}, {"breakdown": "field"}])
async def test_the_channel_is_not_told_with_fields_and_procedures(
    client: httpx2.AsyncClient, monitor: dict[str, str], asked: dict[str, str]
) -> None:
    params = {"office": PROVINCE, **SPAN, "channel": "online", **asked}
    refused = await client.get("/figures", params=params, headers=monitor)
    assert (refused.status_code, refused.json()["code"]) == (422, "not_told_together")
