"""A corrected receipt: procedure and date from then on; what held before stays to be seen."""

from dataclasses import replace
from datetime import date

from services.processing.domain.correction import Correction, correct
from services.processing.domain.deadline import Due
from services.processing.domain.desk_hours import desk_time
from services.processing.domain.dossier import Dossier
from services.processing.domain.state import Act
from shared.contracts.states import State
from shared.contracts.terms import CountsBy
from shared.worktime import Term, Unit
from tests.processing.made_up import TEN_DAYS, a_matter, after, local

TIME = desk_time((), {})
AT = local("2026-03-02 08:30")
DUE = Due(AT, local("2026-03-16 17:00"), date(2026, 3, 16))
OPENED = Dossier.opened(a_matter(AT, TEN_DAYS), DUE)
RIGHT = Correction(
    revision=2,
    changed=("procedure", "due"),
    procedure="1.001193",
    procedure_version=3,
    field="Hộ tịch",
    term=Term(Unit.WORKING_DAY, 5),
    counts_by=CountsBy.DAY,
    due_at=local("2026-03-09 17:00"),
    due_on=date(2026, 3, 9),
)


def test_the_right_date_holds_from_the_correction_on() -> None:
    acted = correct(OPENED, RIGHT, "canbo.b", local("2026-03-03 09:00"), TIME)
    dossier = acted.dossier
    assert dossier.dues == (DUE, Due(local("2026-03-03 09:00"), local("2026-03-09 17:00"), date(2026, 3, 9)))
    assert (dossier.matter.procedure, dossier.matter.field) == ("1.001193", "Hộ tịch")
    assert (dossier.version, dossier.state, acted.deed.act) == (2, State.ACCEPTED, Act.CORRECTED)


def test_a_correction_of_people_is_an_act_that_moves_nothing() -> None:
    same = replace(RIGHT, changed=("applicant",), procedure=OPENED.matter.procedure, term=TEN_DAYS)
    acted = correct(OPENED, same, "canbo.b", local("2026-03-03 09:00"), TIME)
    assert (acted.dossier.dues, acted.deed.evidence) == (OPENED.dues, "bản 2")


def test_the_right_limit_is_counted_with_what_the_clock_waited() -> None:
    waited = after(
        OPENED,
        (Act.TAKEN_UP, "2026-03-03 08:00"),
        (Act.PAYMENT_REQUESTED, "2026-03-04 08:00"),
        (Act.PAYMENT_RECEIVED, "2026-03-06 08:00"),
    )
    dossier = correct(waited, RIGHT, "canbo.b", local("2026-03-06 09:00"), TIME).dossier
    assert dossier.due and dossier.due.due_on == date(2026, 3, 11)


def test_a_correction_that_comes_behind_a_faster_act_keeps_the_order_of_acts() -> None:
    taken_up = after(OPENED, (Act.TAKEN_UP, "2026-03-03 10:00"))
    acted = correct(taken_up, RIGHT, "canbo.b", local("2026-03-03 09:00"), TIME)
    assert acted.deed.happened_at == taken_up.last_act_at
    assert acted.dossier.state is State.IN_PROCESS


def test_a_procedure_without_a_limit_has_no_date() -> None:
    none = replace(RIGHT, term=None, due_at=None, due_on=None)
    assert correct(OPENED, none, "canbo.b", local("2026-03-03 09:00"), TIME).dossier.dues == ()
