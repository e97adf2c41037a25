"""Open warnings as people see them: whose they are, where nobody has the role, and counts that equal the lists."""

from collections import Counter
from typing import Any
from uuid import UUID

import pytest

from services.processing.domain.warnings.deserved import USUAL_WATCH
from services.processing.usecases.raise_warnings import raise_warnings
from shared.clock import SetClock
from shared.db.database import BoundDatabase
from shared.ids import new_id
from tests.processing.conftest import Apply, Desk
from tests.processing.made_up import Log, local
from tests.processing.routes.test_officials import BODY, put

SECOND = {"office": "H62.20", "desk": "H62.20"}


async def every(desk: Desk, path: str, *roles: str, **caller: Any) -> list[dict[str, Any]]:
    """Through every page, two at a time."""
    found: list[dict[str, Any]] = []
    cursor = ""
    while True:
        told = await desk.get(f"{path}{'&' if '?' in path else '?'}limit=2{cursor}", *roles, **caller)
        assert told.status_code == 200, told.text
        found += told.json()["warnings"]
        if not told.json()["next"]:
            return found
        cursor = f"&cursor={told.json()['next']}"


@pytest.fixture
async def late(apply: Apply, town: Log, desk: Desk, database: BoundDatabase, clock: SetClock) -> dict[str, UUID]:
    """On Monday 30/11: one at the desk, one given to canbo.b, one handed over to nobody, one of another district."""
    ids = {name: new_id() for name in ("desk", "given", "nobody", "other")}
    await apply([town.received(id, **(SECOND if name == "other" else {})) for name, id in ids.items()])
    assert (await desk.act(ids["given"], "take-up", 1, body={"assignee": "canbo.b"})).status_code == 200
    assert (await desk.act(ids["nobody"], "hand-over", 1)).status_code == 200
    clock.turn_to(local("2026-11-30 06:30"))
    await raise_warnings(database, clock, USUAL_WATCH)
    return ids


def told(warnings: list[dict[str, Any]]) -> set[tuple[str, str]]:
    return {(warning["dossier"], warning["kind"]) for warning in warnings}


async def test_each_sees_what_is_his(desk: Desk, late: dict[str, UUID]) -> None:
    own = {"offices": ("H62.19",)}
    mine = await every(desk, "/warnings/mine", "officer", subject="canbo.b", **own)
    assert told(mine) == {(str(late["given"]), "overdue")}
    clerks = await every(desk, "/warnings/mine", "clerk", subject="motcua.c", **own)
    assert told(clerks) == {(str(late["desk"]), kind) for kind in ("overdue", "step_overdue")}
    heads = await every(desk, "/warnings/mine", "leader", subject="lanhdao", **own)
    assert told(heads) == {(str(late["nobody"]), "overdue")}
    unit = await every(desk, "/warnings", "leader", **own)
    assert told(unit) == told(mine) | told(clerks) | told(heads)


async def test_where_an_office_has_no_head_it_concerns_the_next_above(desk: Desk, late: dict[str, UUID]) -> None:
    province = {"offices": ("H62",), "subject": "lanhdao.tinh"}
    assert told(await every(desk, "/warnings/mine", "leader", **province)) == {(str(late["nobody"]), "overdue")}
    await put(desk, {**BODY, "roles": ["leader"]}, account="lanhdao.huyen")
    assert await every(desk, "/warnings/mine", "leader", **province) == []
    await put(desk, {**BODY, "roles": ["leader"], "media": []}, account="lanhdao.huyen")  # there, but cannot be told
    assert len(await every(desk, "/warnings/mine", "leader", **province)) == 1


async def test_every_count_is_the_length_of_its_list(desk: Desk, late: dict[str, UUID]) -> None:
    for base in ("/warnings", "/warnings?office=H62.19", "/warnings?assignee=canbo.b", "/warnings/mine"):
        warnings = await every(desk, base, "clerk", "leader")
        path, _, query = base.partition("?")
        counts = (await desk.get(f"{path}/counts?{query}", "clerk", "leader")).json()
        assert counts["total"] == len(warnings) > 0
        assert counts["kinds"] == Counter(warning["kind"] for warning in warnings)
        for kind, count in counts["kinds"].items():
            joint = "&" if query else "?"
            assert len(await every(desk, f"{base}{joint}kind={kind}", "clerk", "leader")) == count


async def test_pages_are_by_due_date_and_neither_repeat_nor_skip(desk: Desk, late: dict[str, UUID]) -> None:
    keys = [(w["due_at"], w["number"]) for w in await every(desk, "/warnings")]
    assert keys == sorted(set(keys))


async def test_a_dossier_tells_what_it_was_warned_of(desk: Desk, late: dict[str, UUID]) -> None:
    await desk.act(late["given"], "finish", 2)
    found = (await desk.get(f"/dossiers/{late['given']}/warnings")).json()
    assert [(w["kind"], w["quietened_at"] is None) for w in found] == [("overdue", False)]
    assert await every(desk, "/warnings?assignee=canbo.b") == []


async def test_other_offices_warnings_are_not_shown(desk: Desk, late: dict[str, UUID]) -> None:
    assert {w["office"] for w in await every(desk, "/warnings", offices=("H62.20",))} == {"H62.20"}
    refused = await desk.get("/warnings?office=H62.19", offices=("H62.20",))
    assert (refused.status_code, refused.json()["code"]) == (404, "office_not_found")
    assert (await desk.get(f"/dossiers/{late['given']}/warnings", offices=("H62.20",))).status_code == 404
    assert (await desk.get("/warnings", "monitor")).status_code == 403


@pytest.mark.parametrize("query", ["kind=soon", "cursor=khong", "limit=0", "office=%20"])
async def test_a_question_that_cannot_be_right_is_refused(desk: Desk, town: Log, query: str) -> None:
    assert (await desk.get(f"/warnings?{query}")).status_code == 422
