"""The facts on the wire, letter by letter: an accidental change of a contract turns this red.

A wanted, additive change: run with `MOTCUA_WRITE_GOLDEN=1` and review the difference. Anything else is a new version.
"""

import json
import os
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from shared.contracts.intake import (
    DossierCorrected,
    DossierErased,
    DossierReceived,
    FilingActed,
    FilingStanding,
    OfficeRegistered,
    OfficeSucceeded,
    OutcomeDeclared,
)
from shared.contracts.processing import (
    DossierActed,
    DuePart,
    LetterPart,
    Standing,
    WaitingFor,
    WaitingPart,
)
from shared.contracts.terms import Channel, CountsBy, HoursPart, Level, Outcome, TermPart
from shared.contracts.wire import Body

GOLDEN = Path(__file__).parent / "golden"
ID = "01890000-0000-7000-8000-000000000001"
ACCEPTED = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)
DUE = datetime(2026, 12, 1, 10, 0, tzinfo=UTC)
ENDED = datetime(2026, 11, 30, 3, 0, tzinfo=UTC)
WORKING_DAYS = TermPart(unit="working_day", amount=5)

RECEIVED = DossierReceived(
    dossier=ID,
    code="000.00.19.H62-261124-0001",
    office="H62.19",
    desk="H62.19",
    procedure="1.001612",
    procedure_version=1,
    field="Thành lập và hoạt động của hộ kinh doanh",
    level=Level.DISTRICT,
    channel=Channel.DIRECT,
    accepted_at=ACCEPTED,
    term=WORKING_DAYS,
    counts_by=CountsBy.DAY,
    due_at=DUE,
    due_on=date(2026, 12, 1),
)
STANDING = Standing(
    dossier=ID,
    code=RECEIVED.code,
    version=4,
    office="H62.19",
    desk="H62.19",
    procedure="1.001612",
    field=RECEIVED.field,
    level=Level.DISTRICT,
    channel=Channel.ONLINE,
    origin="counter",
    state="returned",
    accepted_at=ACCEPTED,
    accepted_on=date(2026, 11, 24),
    term=WORKING_DAYS,
    counts_by=CountsBy.DAY,
    dues=(DuePart(from_at=ACCEPTED, due_at=DUE, due_on=date(2026, 12, 1)),),
    waits=(WaitingPart(reason=WaitingFor.PAYMENT, from_at=ACCEPTED, until_at=ENDED),),
    letters=(LetterPart(sent_on=date(2026, 11, 27), promised_on=date(2026, 12, 4)),),
    outcome=Outcome.RESULT,
    ended_at=ENDED,
    ended_on=date(2026, 11, 30),
    returned_at=ENDED,
    cause=None,
)
FILING = FilingStanding(
    filing=ID,
    version=2,
    office="H62.19",
    desk="H62.19",
    procedure="1.001612",
    field=RECEIVED.field,
    level=Level.DISTRICT,
    channel=Channel.ONLINE,
    source="portal",
    filed_at=ACCEPTED,
    recorded_at=ACCEPTED,
    answer_due_at=DUE,
    state="refused",
    answered_at=ENDED,
    was_late=False,
    reason="not_competent",
)
BODIES: dict[str, Body] = {
    "intake.office.registered.v1": OfficeRegistered(
        code="H62.19",
        name="Huyện Tam Đảo",
        level=Level.DISTRICT,
        parent="H62",
        valid_from=date(2018, 1, 1),
        valid_to=date(2025, 6, 30),
        successor=None,
        hours=(HoursPart(valid_from=date(2018, 1, 1), sessions=((time(7, 30), time(11, 30)),)),),
    ),
    "intake.office.succeeded.v1": OfficeSucceeded(code="H62.19", successor="25.2025", on=date(2025, 7, 1)),
    "intake.dossier.received.v1": RECEIVED,
    "intake.dossier.corrected.v1": DossierCorrected(
        dossier=ID,
        revision=2,
        changed=("procedure", "due"),
        procedure="1.001193",
        procedure_version=3,
        field="Hộ tịch",
        term=WORKING_DAYS,
        counts_by=CountsBy.DAY,
        due_at=DUE,
        due_on=date(2026, 12, 1),
    ),
    "intake.dossier.outcome_declared.v1": OutcomeDeclared(
        dossier=ID, outcome=Outcome.WITHDRAWN, ended_at=ENDED, returned_at=None
    ),
    "intake.filing.refused.v1": FilingActed(act="refused", standing=FILING),
    "intake.dossier.erased.v1": DossierErased(dossier=ID, ground="retention"),
    "processing.dossier.returned.v1": DossierActed(act="returned", standing=STANDING),
}


@pytest.mark.parametrize("name", BODIES)
def test_a_body_is_written_as_the_golden_file_says(name: str) -> None:
    path = GOLDEN / f"{name}.json"
    written = json.dumps(BODIES[name].as_json(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    if os.environ.get("MOTCUA_WRITE_GOLDEN"):
        path.write_text(written, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == written


@pytest.mark.parametrize("name", BODIES)
def test_a_reader_takes_the_golden_file_even_with_members_it_does_not_know(name: str) -> None:
    document = json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))
    assert type(BODIES[name]).model_validate({**document, "from_a_later_release": 1}) == BODIES[name]


def test_an_announcement_of_an_act_names_the_act_in_its_type() -> None:
    announcement = DossierActed(act="returned", standing=STANDING).announce(
        stream=f"dossier:{ID}", office="H62.19", actor="canbo.a", happened_at=ENDED
    )
    assert announcement.type == "processing.dossier.returned.v1"
    assert DossierActed.is_type(announcement.type)


def test_an_announcement_of_an_act_on_a_filing_names_the_act_in_its_type() -> None:
    announcement = FilingActed(act="refused", standing=FILING).announce(
        stream=f"filing:{ID}", office="H62.19", actor="canbo.a", happened_at=ENDED
    )
    assert announcement.type == "intake.filing.refused.v1"
    assert FilingActed.is_type(announcement.type)
    assert not FilingActed.is_type(DossierReceived.TYPE)
