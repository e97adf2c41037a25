"""Decisions over HTTP: prepared ahead, published, counted, judged; and what is refused."""

from typing import Any

import httpx2
import pytest

from shared.clock import SetClock
from shared.db.database import Database
from tests.intake.registrar import Registrar, a_version, noon
from tests.support.people import Identity

BAD_VERSIONS: list[tuple[dict[str, Any], str]] = [
    ({"online": "full", "channels": ["direct"]}, "procedure_version_not_valid"),
    ({"cases": [{"name": "A"}, {"name": "A"}]}, "procedure_version_not_valid"),
    ({"fees": [{"name": "Phí", "amount": 1, "case": "B"}]}, "procedure_version_not_valid"),
    (
        {
            "stages": [
                {"agency": "UBND xã", "term": {"unit": "working_day", "amount": 2}},
                {"agency": "Thuế", "term": {"unit": "half_day", "amount": 3}},
            ]
        },
        "procedure_version_not_valid",
    ),
    ({"group": "KHONG-CO"}, "procedure_group_not_found"),
    ({"name": ""}, "fields_not_valid"),
    ({"name": "Đăng\x00ký"}, "fields_not_valid"),
    ({"levels": ["huyện"]}, "fields_not_valid"),
    ({"term": {"unit": "working_day", "amount": 0}}, "fields_not_valid"),
    ({"term": {"unit": "working_day", "amount": 2.5}}, "fields_not_valid"),
    ({"term": {"unit": "fortnight", "amount": 2}}, "fields_not_valid"),
    ({"fees": [{"name": "Phí", "amount": -1}]}, "fields_not_valid"),
    ({"retention_months": 0}, "fields_not_valid"),
    ({"unknown": 1}, "fields_not_valid"),
    ({"papers": [{"name": "x"}] * 301}, "fields_not_valid"),
]


@pytest.fixture
def registrar(client: httpx2.AsyncClient, identity: Identity) -> Registrar:
    return Registrar(client, identity)


async def test_a_version_prepared_ahead_rules_only_from_its_day(registrar: Registrar, clock: SetClock) -> None:
    decision = await registrar.prepare()
    content = a_version(term={"unit": "working_day", "amount": 2}, fees=[{"name": "Lệ phí", "amount": 100_000}])
    assert (await registrar.put(decision, "1.001612", "amended", content=content)).status_code == 200
    before = await registrar.receive()
    assert (before["procedure_version"], before["term"]["amount"]) == (1, 3)

    assert (await registrar.publish(decision)).status_code == 200
    still = await registrar.receive()
    assert (still["procedure_version"], still["term"]["amount"]) == (1, 3)
    days = [
        (v["version"], v["valid_from"], v["valid_to"]) for v in await registrar.get("/procedures/1.001612/versions")
    ]
    assert days == [(2, "2026-04-01", None), (1, "2025-07-01", "2026-03-31")]

    clock.turn_to(noon(2026, 3, 31))
    assert (await registrar.receive())["procedure_version"] == 1
    clock.turn_to(noon(2026, 4, 1))
    after = await registrar.receive()
    assert (after["procedure_version"], after["term"]["amount"]) == (2, 2)
    assert (await registrar.get(f"/dossiers/{before['code']}"))["procedure_version"] == 1

    read = await registrar.get("/procedures/1.001612")
    assert (read["decision"], read["published_in"], read["fee_min"]) == ("12/QĐ-UBND", decision, 100_000)
    assert read["missing_parts"] == []
    assert (await registrar.get("/procedures/1.001612", version=1))["version"] == 1
    assert (await registrar.get("/procedures/1.001612", on="2026-03-31"))["version"] == 1


async def test_every_action_does_what_it_says(registrar: Registrar, clock: SetClock) -> None:
    decision = await registrar.prepare()
    await registrar.put(decision, "1.777777", "new", content=a_version())
    await registrar.put(decision, "1.001612", "replaced", replaced_by="1.777777")
    await registrar.put(decision, "2.000908", "abolished")
    published = (await registrar.publish(decision)).json()
    counts = {"new": 1, "amended": 0, "replaced": 1, "abolished": 1, "total": 3}
    assert published["items"] == counts
    assert published["published_by"] == "canbo.a"

    clock.turn_to(noon(2026, 4, 1))
    for code in ("1.001612", "2.000908"):
        body = {"desk": "H62.19", "procedure": code, "applicant": {"name": "Nguyễn Văn Mẫu"}}
        refused = await registrar.ask("POST", "/dossiers", json=body)
        assert refused.json()["code"] == "procedure_not_in_force"
    assert (await registrar.receive("1.777777"))["procedure_version"] == 1
    items = (await registrar.get(f"/publishing-decisions/{decision}/items"))["items"]
    assert [(item["procedure"], item["version"]) for item in items] == [
        ("1.001612", None),
        ("1.777777", 1),
        ("2.000908", None),
    ]
    span = {"from": "2026-03-01", "to": "2026-03-31", "issuer": "H62"}
    assert await registrar.get("/publishing-decisions/counts", **span) == {"decisions": 1, "procedures": counts}
    empty = {**span, "issuer": "H26"}
    assert (await registrar.get("/publishing-decisions/counts", **empty))["decisions"] == 0


async def test_nothing_is_published_unless_all_of_it_fits(registrar: Registrar) -> None:
    decision = await registrar.prepare()
    await registrar.put(decision, "1.001612", "amended", content=a_version())
    await registrar.put(decision, "1.888888", "abolished")
    refused = await registrar.publish(decision)
    assert (refused.status_code, refused.json()["code"]) == (409, "decision_does_not_fit")
    assert [error["field"] for error in refused.json()["errors"]] == ["items.1.888888"]
    assert len(await registrar.get("/procedures/1.001612/versions")) == 1
    taken_out = await registrar.ask("DELETE", f"/publishing-decisions/{decision}/items/1.888888")
    assert taken_out.status_code == 204
    assert (await registrar.publish(decision)).status_code == 200


async def test_publishing_again_changes_nothing_and_what_is_published_stays(registrar: Registrar) -> None:
    decision = await registrar.prepare()
    await registrar.put(decision, "1.001612", "amended", content=a_version())
    first, second = await registrar.publish(decision), await registrar.publish(decision)
    assert first.json() == second.json()
    path = f"/publishing-decisions/{decision}"
    for method, where, body in (
        ("PUT", path, {"title": "Khác"}),
        ("PUT", f"{path}/items/2.000908", {"action": "abolished"}),
        ("DELETE", f"{path}/items/1.001612", None),
    ):
        refused = await registrar.ask(method, where, json=body)
        assert (refused.status_code, refused.json()["code"]) == (409, "decision_already_published")
    later = await registrar.prepare(number="13/QĐ-UBND", effective_on="2026-03-20")
    await registrar.put(later, "1.001612", "amended", content=a_version())
    assert (await registrar.publish(later)).json()["code"] == "decision_does_not_fit"


async def test_a_draft_without_number_or_day_is_kept_but_not_published(registrar: Registrar) -> None:
    decision = await registrar.prepare(number=None, decided_on=None, effective_on=None)
    refused = await registrar.publish(decision)
    assert refused.json()["code"] == "decision_not_complete"
    assert {error["field"] for error in refused.json()["errors"]} == {"number", "decided_on", "effective_on", "items"}
    heading = {"title": "Công bố", "number": "14/QĐ-UBND", "decided_on": "2026-03-05", "effective_on": "2026-04-01"}
    changed = await registrar.ask("PUT", f"/publishing-decisions/{decision}", json=heading)
    assert changed.json()["number"] == "14/QĐ-UBND"
    found = await registrar.get("/publishing-decisions", state="draft", **{"from": "2026-03-05", "to": "2026-03-05"})
    assert [one["id"] for one in found["items"]] == [decision]
    assert (await registrar.get("/publishing-decisions", number="14/QĐ-UBND"))["items"] == found["items"]
    assert (await registrar.get("/publishing-decisions", number="15/QĐ-UBND"))["items"] == []


async def test_a_number_is_used_once_by_an_issuer_on_a_day(registrar: Registrar) -> None:
    await registrar.prepare()
    again = {"issuer": "H62", "title": "Khác", "number": "12/QĐ-UBND", "decided_on": "2026-03-05"}
    taken = await registrar.ask("POST", "/publishing-decisions", json=again)
    assert (taken.status_code, taken.json()["code"]) == (409, "decision_number_taken")
    other = await registrar.prepare(number="99/QĐ-UBND")
    taken = await registrar.ask(
        "PUT", f"/publishing-decisions/{other}", json={k: again[k] for k in again if k != "issuer"}
    )
    assert taken.json()["code"] == "decision_number_taken"
    assert (await registrar.ask("POST", "/publishing-decisions", json={**again, "issuer": "H26"})).status_code == 201


async def test_the_statutory_limits_of_publishing_are_shown(registrar: Registrar, clock: SetClock) -> None:
    basis = [{"name": "Nghị định 1/2026/NĐ-CP", "effective_on": "2026-03-12"}]
    decision = await registrar.prepare(legal_basis=basis)
    await registrar.put(decision, "1.001612", "amended", content=a_version())
    shown = (await registrar.publish(decision)).json()
    assert shown["issue"] == {
        "latest_on": "2026-03-07",
        "is_in_time": True,
        "index_latest_on": "2026-03-05",
        "index_is_in_time": True,
    }
    assert shown["entry"] == {"latest_on": "2026-03-12", "is_in_time": None}
    path = f"/publishing-decisions/{decision}/national-entry"
    for day in ("2026-03-04", "2026-03-06"):  # before the decision, and not yet come
        refused = await registrar.ask("PUT", path, json={"entered_on": day})
        assert refused.json()["code"] == "entered_on_not_possible"
    clock.turn_to(noon(2026, 3, 13))
    assert (await registrar.get(f"/publishing-decisions/{decision}"))["entry"]["is_in_time"] is False
    entered = await registrar.ask("PUT", path, json={"entered_on": "2026-03-12"})
    assert entered.json()["entry"]["is_in_time"] is True


async def test_history_says_who_did_what_and_is_never_rewritten(registrar: Registrar, database: Database) -> None:
    decision = await registrar.prepare()
    for _ in range(2):  # the same again is no act
        await registrar.put(decision, "1.001612", "amended", content=a_version())
    await registrar.put(decision, "2.000908", "abolished")
    await registrar.ask("DELETE", f"/publishing-decisions/{decision}/items/2.000908")
    await registrar.publish(decision)
    acts = await registrar.get(f"/publishing-decisions/{decision}/history")
    assert [act["act"] for act in reversed(acts)] == [
        *("decision_prepared", "item_put", "item_put", "item_taken_out", "decision_published")
    ]
    assert {act["by"] for act in acts} == {"canbo.a"}
    async with database.reading() as connection:
        for sql in ("update intake.catalogue_acts set by = 'x'", "delete from intake.catalogue_acts"):
            with pytest.raises(Exception, match=r"permission denied|append-only"):
                async with connection.transaction():
                    await connection.execute(sql)


@pytest.mark.parametrize(("changes", "code"), BAD_VERSIONS)
async def test_a_version_that_cannot_be_is_refused(registrar: Registrar, changes: dict[str, Any], code: str) -> None:
    decision = await registrar.prepare()
    refused = await registrar.put(decision, "1.001612", "amended", content=a_version(**changes))
    assert (refused.status_code, refused.json()["code"]) == (422, code), refused.text
    assert (await registrar.get(f"/publishing-decisions/{decision}/items"))["items"] == []


@pytest.mark.parametrize(
    "body",
    [
        {"action": "new"},
        {"action": "abolished", "content": a_version()},
        {"action": "replaced"},
        {"action": "abolished", "replaced_by": "1.000002"},
        {"action": "replaced", "replaced_by": "x"},
        {"action": "renamed"},
    ],
)
async def test_an_item_says_just_what_its_action_needs(registrar: Registrar, body: dict[str, Any]) -> None:
    decision = await registrar.prepare()
    refused = await registrar.ask("PUT", f"/publishing-decisions/{decision}/items/1.001612", json=body)
    assert (refused.status_code, refused.json()["code"]) == (422, "fields_not_valid")


async def test_only_organisers_in_reach_of_the_issuer_may(client: httpx2.AsyncClient, identity: Identity) -> None:
    registrar = Registrar(client, identity)
    decision = await registrar.prepare()
    path = f"/publishing-decisions/{decision}"
    attempts = [
        ("POST", "/publishing-decisions", {"issuer": "H62", "title": "Khác"}),
        ("PUT", path, {"title": "Khác"}),
        ("PUT", f"{path}/items/1.001612", {"action": "abolished"}),
        ("DELETE", f"{path}/items/1.001612", None),
        ("POST", f"{path}/publish", None),
        ("PUT", f"{path}/national-entry", {"entered_on": "2026-03-05"}),
    ]
    for headers, code in (
        (identity.headers("clerk", "officer", "leader", "monitor", "operator"), "role_not_allowed"),
        (identity.headers("registrar", "administrator", offices=("H26",)), "office_out_of_reach"),
    ):
        for method, where, body in attempts:
            refused = await client.request(method, where, json=body, headers=headers)
            assert (refused.status_code, refused.json()["code"]) == (403, code), where
        for read in (path, f"{path}/items", f"{path}/history", "/publishing-decisions", "/procedure-groups"):
            assert (await client.get(read, headers=headers)).status_code == 200
    administrator = identity.headers("administrator", offices=("H62",))
    assert (await client.put(path, json={"title": "Khác"}, headers=administrator)).status_code == 200


async def test_interlinked_procedures_show_their_stages(
    registrar: Registrar, identity: Identity, clock: SetClock
) -> None:
    named = {"name": "Khai sinh, thường trú, thẻ bảo hiểm y tế", "basis": "Nghị định 63/2024/NĐ-CP"}
    assert (await registrar.ask("PUT", "/procedure-groups/LT-KS", json=named)).status_code == 200
    stages = [
        {"agency": "UBND xã", "level": "commune", "content": "Đăng ký", "term": {"unit": "working_day", "amount": 1}},
        {"agency": "Thuế cơ sở", "content": "Cấp mã số thuế", "term": {"unit": "half_day", "amount": 4}},
    ]
    decision = await registrar.prepare()
    content = a_version(group="LT-KS", stages=stages)
    assert (await registrar.put(decision, "1.001612", "amended", content=content)).status_code == 200
    await registrar.publish(decision)
    clock.turn_to(noon(2026, 4, 1))
    (group,) = await registrar.get("/procedure-groups")
    assert [member["code"] for member in group["members"]] == ["1.001612"]
    assert [stage["agency"] for stage in group["members"][0]["stages"]] == ["UBND xã", "Thuế cơ sở"]
    assert (await registrar.get("/procedure-groups", on="2026-03-31"))[0]["members"] == []
    below = identity.headers("registrar", offices=("H62",))
    other = {**named, "name": "Tên khác"}
    renamed = await registrar.client.put("/procedure-groups/LT-KS", json=other, headers=below)
    assert (renamed.status_code, renamed.json()["code"]) == (403, "group_out_of_reach")


@pytest.mark.parametrize("id_", ["x", "00000000-0000-0000-0000-000000000000", "%00"])
async def test_a_decision_that_is_not_there_is_not_found(registrar: Registrar, id_: str) -> None:
    for path in (f"/publishing-decisions/{id_}", f"/publishing-decisions/{id_}/items"):
        assert (await registrar.ask("GET", path)).status_code in (404, 422)
    assert (await registrar.publish(id_)).status_code in (404, 422)
