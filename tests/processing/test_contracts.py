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

from services.processing.domain.acting import Acted, Deed
from services.processing.domain.correction import Correction, correct
from services.processing.domain.deadline import Due
from services.processing.domain.desk_hours import desk_time
from services.processing.domain.dossier import Dossier
from services.processing.domain.state import Act
from services.processing.domain.succession import Succession, transfer
from services.processing.unit_of_work.work import announcement_of
from shared.contracts.processing import DossierActed
from shared.contracts.terms import CountsBy
from shared.worktime import Term, Unit
from tests.processing.made_up import TEN_DAYS, a_matter, after, do, local

GOLDEN = Path(__file__).parents[1] / "contracts" / "processing"

BEGINNING = [(Act.HANDED_OVER, "2026-03-02 10:00"), (Act.TAKEN_UP, "2026-03-03 08:00")]
ASKED = [*BEGINNING, (Act.SUPPLEMENT_REQUESTED, "2026-03-04 08:00")]
ANSWERED = [*ASKED, (Act.SUPPLEMENT_RECEIVED, "2026-03-09 08:00")]
PAID = [*ANSWERED, (Act.PAYMENT_REQUESTED, "2026-03-10 08:00"), (Act.PAYMENT_RECEIVED, "2026-03-12 08:00")]
DONE = [
    *PAID,
    (Act.EXTENDED, "2026-03-20 08:00"),
    (Act.FINISHED, "2026-03-27 09:00"),
    (Act.RETURNED, "2026-03-30 09:00"),
]
WAYS = [
    DONE,
    [*BEGINNING, (Act.REFUSED, "2026-03-05 09:00")],
    [*BEGINNING, (Act.STOPPED, "2026-03-05 09:00")],
    [*BEGINNING, (Act.WITHDRAWAL_ASKED, "2026-03-05 09:00"), (Act.WITHDRAWN, "2026-03-06 09:00")],
    [*ASKED, (Act.CLOSED_UNANSWERED, "2026-03-23 09:00")],
]


def every_act() -> dict[str, Acted]:
    at = local("2026-03-02 08:30")
    due = Due(at, local("2026-03-16 17:00"), date(2026, 3, 16))
    matter = a_matter(at, TEN_DAYS, id=UUID("01890000-0000-7000-8000-000000000001"), code="H62.19-260302-0001")
    opened = Acted(Dossier.opened(matter, due), Deed(Act.OPENED, "canbo.a", frozenset(), at), None)
    found: dict[str, Acted] = {"opened": opened}
    for way in WAYS:
        dossier = opened.dossier
        for act, when in way:
            acted = do(dossier, act, when, promised_on=date(2026, 4, 10))
            dossier = acted.dossier
            found.setdefault(act.value, acted)
    move = Succession("H62.19", "25.2025", date(2026, 3, 5))
    (found["transferred"],) = transfer(after(opened.dossier, *BEGINNING), {move.office: move})
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
