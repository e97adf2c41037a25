"""The facts of every act, letter by letter, as they leave processing.

A wanted, additive change: run with `MOTCUA_WRITE_GOLDEN=1` and review the difference.
"""

import json
import os
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from services.processing.domain.correction import Correction, correct
from services.processing.domain.deadline import Due
from services.processing.domain.deed import Acted, Deed
from services.processing.domain.desk_hours import desk_time
from services.processing.domain.dossier import Dossier
from services.processing.domain.state import Act
from services.processing.domain.succession import Succession, transfer
from services.processing.unit_of_work.work import announcement_of
from shared.contracts.processing import DossierActed
from shared.contracts.terms import CountsBy
from shared.worktime import Term, Unit
from tests.processing.made_up import ROUTE, TEN_DAYS, a_matter, do, local, on_route

GOLDEN = Path(__file__).parents[1] / "contracts" / "processing"

Said = dict[str, Any]
Way = list[tuple[Act, str, Said]]
NEW_DAY = {"promised_on": date(2026, 4, 10)}
COMMUNE = {"office": "H62.20", "until_at": local("2026-03-05 17:00")}
BEGINNING: Way = [
    (Act.HANDED_OVER, "2026-03-02 10:00", {}),
    (Act.TAKEN_UP, "2026-03-03 08:00", {"assignee": "canbo.b"}),
]
WORKED: Way = [
    *BEGINNING,
    (Act.ASSIGNED, "2026-03-03 09:00", {"step": 2, "assignee": "canbo.c"}),
    (Act.OPINION_ASKED, "2026-03-03 10:00", COMMUNE),
    (Act.OPINION_GIVEN, "2026-03-05 09:00", {}),
    (Act.FIELD_CHECK_SET, "2026-03-05 10:00", {"until_at": local("2026-03-06 08:00")}),
    (Act.FIELD_CHECK_REPORTED, "2026-03-06 11:00", {}),
    (Act.PASSED_ON, "2026-03-09 08:00", {"step": 2}),
    (Act.SENT_BACK, "2026-03-09 10:00", {"to_stage": 2}),
    (Act.UNDONE, "2026-03-09 10:05", {}),
    (Act.LATENESS_EXPLAINED, "2026-03-18 08:00", {"reason_code": "staff"}),
]
ASKED: Way = [*BEGINNING, (Act.SUPPLEMENT_REQUESTED, "2026-03-04 08:00", {})]
NOTIFIED: Way = [*ASKED, (Act.SUPPLEMENT_NOTIFIED, "2026-03-04 14:00", {})]
ANSWERED: Way = [*NOTIFIED, (Act.SUPPLEMENT_RECEIVED, "2026-03-09 08:00", {})]
PAID: Way = [
    *ANSWERED,
    (Act.PAYMENT_REQUESTED, "2026-03-10 08:00", {}),
    (Act.PAYMENT_RECEIVED, "2026-03-12 08:00", {}),
]
DONE: Way = [
    *PAID,
    (Act.EXTENDED, "2026-03-20 08:00", NEW_DAY),
    (Act.FINISHED, "2026-03-27 09:00", {}),
    (Act.NOT_COLLECTED, "2026-03-29 09:00", {}),
    (Act.RETURNED, "2026-03-30 09:00", {}),
    (Act.CORRECTION_ASKED, "2026-03-31 09:00", {}),
    (Act.RESULT_CORRECTED, "2026-04-01 09:00", {}),
]
WAYS: list[Way] = [
    DONE,
    WORKED,
    [*BEGINNING, (Act.REFUSED, "2026-03-05 09:00", {})],
    [*BEGINNING, (Act.PAPERS_LOST, "2026-03-05 08:00", {}), (Act.STOPPED, "2026-03-05 09:00", {})],
    [*BEGINNING, (Act.WITHDRAWAL_ASKED, "2026-03-05 09:00", {}), (Act.WITHDRAWN, "2026-03-06 09:00", {})],
    [*NOTIFIED, (Act.CLOSED_UNANSWERED, "2026-03-23 09:00", {})],
]


def every_act() -> dict[str, Acted]:
    at = local("2026-03-02 08:30")
    due = Due(at, local("2026-03-16 17:00"), date(2026, 3, 16))
    matter = a_matter(at, TEN_DAYS, id=UUID("01890000-0000-7000-8000-000000000001"), code="H62.19-260302-0001")
    opened = Acted.of(None, on_route(Dossier.opened(matter, due, ROUTE)), Deed(Act.OPENED, "canbo.a", frozenset(), at))
    found: dict[str, Acted] = {"opened": opened}
    for way in WAYS:
        dossier = opened.dossier
        for act, when, said in way:
            acted = do(dossier, act, when, **said)
            dossier = acted.dossier
            found.setdefault(act.value, acted)
    move = Succession("H62.19", "25.2025", date(2026, 3, 5))
    (found["transferred"],) = transfer(found["taken_up"].dossier, {move.office: move})
    correction = Correction(
        *(2, ("procedure", "due"), "1.001193", 3, "Hộ tịch", Term(Unit.WORKING_DAY, 5), CountsBy.DAY),
        *(local("2026-03-09 17:00"), date(2026, 3, 9)),
    )
    told_at = local("2026-03-02 09:00")
    found["corrected"] = correct(opened.dossier, correction, "canbo.a", told_at, desk_time((), {}))
    return found


ACTS = every_act()


def test_every_act_has_a_golden_fact() -> None:
    assert ACTS.keys() == {act.value for act in Act}
    assert {path.stem for path in GOLDEN.glob("*.json")} == ACTS.keys()


@pytest.mark.parametrize("act", ACTS)
def test_the_fact_of_an_act_is_written_as_the_golden_file_says(act: str) -> None:
    announcement = announcement_of(ACTS[act])
    document: dict[str, Any] = {
        "type": announcement.type,
        "stream": announcement.stream,
        "office": announcement.office,
        "actor": announcement.actor,
        "happened_at": announcement.happened_at.isoformat(),
        "body": dict(announcement.body),
    }
    path = GOLDEN / f"{act}.json"
    written = json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    if os.environ.get("MOTCUA_WRITE_GOLDEN"):
        path.write_text(written, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == written


@pytest.mark.parametrize("act", ACTS)
def test_a_reader_takes_the_golden_fact(act: str) -> None:
    document = json.loads((GOLDEN / f"{act}.json").read_text(encoding="utf-8"))
    body = DossierActed.model_validate(document["body"])
    assert document["type"] == f"processing.dossier.{body.act}.v1"
    assert body.as_json() == document["body"]
