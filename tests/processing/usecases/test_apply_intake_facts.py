"""Runs of intake's facts: opened, ended, announced; repeats and what is out of order."""

import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import pytest

from shared.contracts.envelope import Fact, read_fact
from shared.contracts.terms import HoursPart, Level, Outcome
from shared.db.database import BoundDatabase
from shared.errors import Refusal
from shared.ids import new_id
from shared.worktime import read_clock
from tests.processing.conftest import Apply
from tests.processing.made_up import Log, local, register_book


async def rows(database: BoundDatabase, sql: str, *values: object) -> list[Any]:
    async with database.reading() as connection:
        return list(await connection.fetch(sql, *values))


async def announced(database: BoundDatabase) -> list[Fact]:
    found = await rows(database, "select canon from processing.facts order by gid")
    return [read_fact(row["canon"]) for row in found]


async def state_of(database: BoundDatabase, dossier: UUID) -> tuple[str, int]:
    found = await rows(database, "select state, version from processing.dossiers where id = $1", dossier)
    return found[0]["state"], found[0]["version"]


async def test_a_received_dossier_is_opened_with_the_due_date_of_its_receipt(
    apply: Apply, database: BoundDatabase, town: Log
) -> None:
    fact = town.received()
    await apply([fact])
    facts = await announced(database)
    assert [f.type for f in facts] == ["processing.dossier.opened.v1"]
    standing = facts[0].body["standing"]
    assert (facts[0].stream, facts[0].seq, facts[0].office) == (fact.stream, 1, "H62.19")
    assert (standing["version"], standing["state"], standing["outcome"]) == (1, "accepted", None)
    assert standing["dues"] == [
        {
            "from_at": fact.body["accepted_at"],
            "due_at": fact.body["due_at"],
            "due_on": "2026-11-27",
        }
    ]


async def test_receipt_and_outcome_in_one_run_are_folded_and_each_act_is_announced(
    apply: Apply, database: BoundDatabase, town: Log
) -> None:
    id = new_id()
    book = register_book(local("2019-05-06 08:30"), local("2019-05-10 17:00"))
    ended_at, returned_at = local("2019-05-09 10:00"), local("2019-05-10 10:00")
    await apply([town.received(id, **book), town.declared(id, Outcome.RESULT, ended_at, returned_at)])
    facts = await announced(database)
    assert [f.type.split(".")[2] for f in facts] == ["opened", "finished", "returned"]
    assert [f.body["standing"]["version"] for f in facts] == [1, 2, 3]
    assert [f.happened_at for f in facts] == [book["accepted_at"], ended_at, returned_at]
    assert facts[-1].body["standing"]["ended_on"] == "2019-05-09"
    history = await rows(database, "select act, from_state, to_state from processing.transitions order by version")
    assert [tuple(row) for row in history] == [
        ("opened", None, "accepted"),
        ("finished", "accepted", "ready"),
        ("returned", "ready", "returned"),
    ]
    assert await state_of(database, id) == ("returned", 3)


async def test_the_same_facts_again_change_nothing(apply: Apply, database: BoundDatabase, town: Log) -> None:
    first, second = new_id(), new_id()
    run = [town.received(first), town.received(second), town.declared(second, returned_at=local("2026-11-23 10:00"))]
    await apply(run)
    before = await announced(database)
    await apply(run)
    await apply(run[2:])
    assert await announced(database) == before


async def test_facts_one_by_one_end_as_in_one_run(apply: Apply, database: BoundDatabase, town: Log) -> None:
    id = new_id()
    for fact in (
        town.received(id),
        town.declared(id, Outcome.REFUSAL),
        town.declared(id, Outcome.REFUSAL, returned_at=local("2026-11-23 15:00")),
    ):
        await apply([fact])
    assert await state_of(database, id) == ("returned", 3)
    assert (await announced(database))[-1].body["standing"]["outcome"] == "refusal"


@pytest.mark.parametrize(("outcome", "state"), [(Outcome.STOPPED, "stopped"), (Outcome.WITHDRAWN, "withdrawn")])
async def test_papers_given_back_after_a_stop_or_withdrawal_are_no_return(
    apply: Apply, database: BoundDatabase, town: Log, outcome: Outcome, state: str
) -> None:
    id = new_id()
    await apply([town.received(id), town.declared(id, outcome, returned_at=local("2026-11-23 15:00"))])
    assert await state_of(database, id) == (state, 2)


async def test_an_outcome_before_its_receipt_is_refused_and_taken_after_it(
    apply: Apply, database: BoundDatabase, town: Log
) -> None:
    id = new_id()
    received, declared = town.received(id), town.declared(id)
    assert await code_of(apply, [declared]) == "dossier_not_received"
    await apply([received])
    await apply([declared])
    assert await state_of(database, id) == ("ready", 2)


async def test_another_outcome_than_the_one_on_file_is_refused(apply: Apply, town: Log) -> None:
    id = new_id()
    await apply([town.received(id), town.declared(id)])
    assert await code_of(apply, [town.declared(id, Outcome.STOPPED)]) == "outcome_contradicts"
    assert await code_of(apply, [town.declared(id, ended_at=local("2026-11-23 09:01"))]) == "outcome_contradicts"


async def test_an_outcome_before_acceptance_or_in_the_future_is_refused(apply: Apply, town: Log) -> None:
    id = new_id()
    await apply([town.received(id)])
    early, late = local("2026-11-20 08:29"), local("2026-11-25 08:00")
    assert await code_of(apply, [town.declared(id, ended_at=early)]) == "happened_before_last_act"
    assert await code_of(apply, [town.declared(id, ended_at=late)]) == "happened_in_future"


async def test_a_dossier_of_an_unknown_office_is_refused_until_the_office_is_known(apply: Apply, town: Log) -> None:
    fact = town.received(office="H62.21", desk="H62.21")
    assert await code_of(apply, [fact]) == "office_not_known"
    await apply([fact, town.office("H62.21", "H62", Level.DISTRICT)])


async def test_an_office_under_an_unknown_parent_is_refused(apply: Apply, log: Log) -> None:
    assert await code_of(apply, [log.office("H62", "VN")]) == "office_not_known"


async def test_a_code_that_another_dossier_has_is_refused(apply: Apply, town: Log) -> None:
    await apply([town.received(code="H62.19-261120-0001")])
    assert await code_of(apply, [town.received(code="H62.19-261120-0001")]) == "code_taken"


async def test_a_fact_that_breaks_the_contract_is_refused_and_a_later_type_is_passed_over(
    apply: Apply, town: Log
) -> None:
    from dataclasses import replace

    fact = town.received()
    assert await code_of(apply, [replace(fact, body={**fact.body, "dossier": "khong-phai-uuid"})]) == "contract_broken"
    assert await code_of(apply, [replace(fact, body={**fact.body, "channel": "fax"})]) == "contract_broken"
    await apply([replace(fact, type="intake.dossier.rated.v1", body={})])


async def test_a_unit_that_moves_takes_those_below_it_along(apply: Apply, database: BoundDatabase, town: Log) -> None:
    await apply([town.office("H62.19.01", "H62.19", Level.COMMUNE), town.office("H62.19", "H10", Level.DISTRICT)])
    found = await rows(database, "select code, path from processing.offices where code like 'H62.19%' order by code")
    assert [(row["code"], row["path"]) for row in found] == [
        ("H62.19", ["VN", "H10", "H62.19"]),
        ("H62.19.01", ["VN", "H10", "H62.19", "H62.19.01"]),
    ]


async def test_an_older_statement_of_an_office_changes_nothing(
    apply: Apply, database: BoundDatabase, town: Log
) -> None:
    older, newer = town.office("H62.20", "H62", Level.DISTRICT), town.office("H62.20", "H10", Level.DISTRICT)
    await apply([newer])
    await apply([older])
    found = await rows(database, "select seq, path from processing.offices where code = 'H62.20'")
    assert (found[0]["seq"], found[0]["path"]) == (3, ["VN", "H10", "H62.20"])


async def test_hours_are_kept_as_stated(apply: Apply, database: BoundDatabase, town: Log) -> None:
    hours = HoursPart(valid_from="2022-09-01", sessions=((read_clock("07:30"), read_clock("11:30")),))  # type: ignore[arg-type]
    await apply([town.office("H62.19", "H62", Level.DISTRICT, hours=(hours,))])
    found = await rows(database, "select hours from processing.offices where code = 'H62.19'")
    assert found[0]["hours"] == [{"valid_from": "2022-09-01", "sessions": [["07:30:00", "11:30:00"]]}]


async def test_no_fact_carries_a_note_or_a_member_outside_the_contract(
    apply: Apply, database: BoundDatabase, town: Log
) -> None:
    await apply([town.received()])
    for fact in await announced(database):
        assert set(fact.body) == {"act", "standing"}
        assert "note" not in json.dumps(fact.body)


async def code_of(apply: Apply, facts: Sequence[Fact]) -> str:
    with pytest.raises(Refusal) as refused:
        await apply(facts)
    return refused.value.code
