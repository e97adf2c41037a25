"""Where a dossier stands comes back to the counter over the bus, so that it is found by it."""

import time
from typing import Any

from tests.support.town import Town

PATIENCE_SECONDS = 30.0


def found(town: Town, **asked: Any) -> list[dict[str, Any]]:
    url = town.url("intake") + "/dossiers/search"
    answer = town.client.post(url, json=asked, headers=town.headers("clerk"))
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


def await_found(town: Town, **asked: Any) -> dict[str, Any]:
    end = time.monotonic() + PATIENCE_SECONDS
    while not (items := found(town, **asked)):
        assert time.monotonic() < end, asked
        time.sleep(0.05)
    return items[0]


def test_a_dossier_is_found_by_how_it_stands_at_processing(town: Town) -> None:
    person = {"name": "Trần Thị Tìm Lại", "identity_number": "026187000321", "phone": "0912000321"}
    body = {"desk": town_desk(town), "procedure": "1.001612", "channel": "direct", "applicant": person}
    receipt = town.client.post(town.url("intake") + "/dossiers", json=body, headers=town.headers("clerk")).json()
    name = {"q": "lại tìm trần"}
    await_found(town, **name, status=["accepted"])
    dossier = await_opened(town, receipt["id"])
    headers = town.headers("officer") | {"If-Match": dossier.headers["etag"]}
    url = f"{town.url('processing')}/dossiers/{receipt['id']}"
    assert town.client.post(f"{url}/finish", json={}, headers=headers).status_code == 200
    line = await_found(town, **name, status=["ready"])
    assert (line["code"], line["standing"]["state_name"]) == (receipt["code"], "đã có kết quả")
    assert found(town, **name, status=["accepted"]) == []
    assert await_found(town, identity_number="026 187 000 321")["code"] == receipt["code"]
    again = town.client.post(town.url("intake") + "/dossiers/similar", json=body, headers=town.headers("clerk"))
    assert [warning["code"] for warning in again.json()["warnings"]] == ["same_matter_ended_lately"]


def town_desk(town: Town) -> str:
    asked = {"parent": "25", "level": "commune", "limit": 1}
    items = town.services("registrar").ask("intake", "GET", "/offices", params=asked)["items"]
    code: str = items[0]["code"]
    return code


def await_opened(town: Town, dossier: str) -> Any:
    end = time.monotonic() + PATIENCE_SECONDS
    while True:
        answer = town.client.get(f"{town.url('processing')}/dossiers/{dossier}", headers=town.headers("officer"))
        if answer.status_code == 200:
            return answer
        assert time.monotonic() < end
        time.sleep(0.05)
