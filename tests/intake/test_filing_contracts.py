"""The facts of every act on a filing, letter by letter, as they leave intake.

A wanted, additive change: run with `MOTCUA_WRITE_GOLDEN=1` and review the difference.
"""

import json
import os
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from services.intake.domain.dossiers.applicant import Applicant, Proxy
from services.intake.domain.dossiers.filing import Filing
from services.intake.domain.filings.filed import Filed, FilingActed, FilingDeed, Named, act_on
from services.intake.domain.filings.filing_origin import Origin
from services.intake.domain.filings.filing_state import FilingAct, FilingState
from services.intake.unit_of_work.filing_book import announcement_of
from shared.callers import Role
from shared.contracts.intake import FilingActed as FilingFact
from shared.contracts.terms import Channel, Level

GOLDEN = Path(__file__).parents[1] / "contracts" / "intake"
FILED_AT = datetime.fromisoformat("2026-03-05T08:40:00+07:00")
CLERK = frozenset({Role.CLERK})
OWNER = Applicant("Phạm Canh Cửa", identity_number="026187000777", phone="+84912000777", address="Xóm Canh Cửa")
PROXY = Proxy("Lê Thị Đại Diện", "026187000666", "+84912000666")
A = FilingAct
ASKED = [(A.COMPLETION_REQUESTED, {"completion_due_on": date(2026, 3, 20)})]
ACCEPTED = {"dossier": UUID("01890000-0000-7000-8000-000000000002"), "dossier_code": "H62.19-260305-0001"}
WAYS: list[list[tuple[FilingAct, dict[str, Any]]]] = [
    [*ASKED, (A.COMPLETED, {"answer_due_at": FILED_AT + timedelta(days=5)}), (A.ACCEPTED, ACCEPTED)],
    [*ASKED, (A.CLOSED, {})],
    [(A.REFUSED, {"reason_code": "not_eligible"})],
    [(A.WITHDRAWN, {})],
]


def every_act() -> dict[str, FilingActed]:
    filed = Filed(
        id=UUID("01890000-0000-7000-8000-000000000001"),
        version=1,
        state=FilingState.FILED,
        matter=Filing("H62.19", "H62", "1.001612", Channel.POST, OWNER, "Xin cấp lần đầu", (), 1, PROXY),
        named=Named(1, "Thủ tục", "Hộ kinh doanh", Level.PROVINCE),
        origin=Origin("post", "BC-12", "BC-12", FILED_AT),
        filed_by="canbo.a",
        recorded_at=FILED_AT + timedelta(minutes=20),
        last_act_at=FILED_AT,
        answer_due_at=FILED_AT + timedelta(days=1),
    )
    found = {"filed": FilingActed(filed, FilingDeed(A.FILED, "canbo.a", CLERK, FILED_AT), None)}
    for way in WAYS:
        now, at = filed, FILED_AT
        for act, changes in way:
            at += timedelta(days=20) if act is A.CLOSED else timedelta(hours=1)
            acted = act_on(now, FilingDeed(act, "canbo.a", CLERK, at, reason="Chữ viết tay", changes=changes))
            now = acted.filed
            found.setdefault(act.value, acted)
    return found


ACTS = every_act()


def document_of(acted: FilingActed) -> str:
    told = announcement_of(acted)
    document = {
        "type": told.type,
        "stream": told.stream,
        "office": told.office,
        "actor": told.actor,
        "happened_at": told.happened_at.isoformat(),
        "body": dict(told.body),
    }
    return json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def test_every_act_has_a_golden_fact() -> None:
    assert ACTS.keys() == {act.value for act in FilingAct}
    assert {path.stem for path in GOLDEN.glob("filing.*.json")} == {f"filing.{act}" for act in ACTS}


@pytest.mark.parametrize("act", ACTS)
def test_the_fact_of_an_act_is_written_as_the_golden_file_says(act: str) -> None:
    path = GOLDEN / f"filing.{act}.json"
    written = document_of(ACTS[act])
    if os.environ.get("MOTCUA_WRITE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(written, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == written


@pytest.mark.parametrize("act", ACTS)
def test_a_reader_takes_the_golden_fact(act: str) -> None:
    document = json.loads((GOLDEN / f"filing.{act}.json").read_text(encoding="utf-8"))
    body = FilingFact.model_validate(document["body"])
    assert document["type"] == f"intake.filing.{body.act}.v1"
    assert body.as_json() == document["body"]


@pytest.mark.parametrize("act", ACTS)
def test_a_fact_says_nothing_of_people_and_nothing_written_by_hand(act: str) -> None:
    text = document_of(ACTS[act])
    secrets = (OWNER.name, OWNER.identity_number, OWNER.phone, OWNER.address, PROXY.name, PROXY.identity_number)
    assert not [secret for secret in (*secrets, "Xin cấp", "Chữ viết tay", "BC-12") if secret and secret in text]
