"""What one dossier adds to the daily figures."""

from datetime import date

from services.stats.domain.contribution import MEASURES, contribution
from services.stats.domain.dossier import dossier_of
from shared.contracts.processing import DuePart, Standing, WaitingPart
from shared.contracts.terms import CountsBy
from tests.stats.made_up import a_standing, ended, local

ACCEPTED, DUE = local("2026-03-02 08:30"), local("2026-03-09 17:00")


def marks(standing: Standing) -> dict[str, dict[str, int]]:
    """By day, only what is not zero, of what the identities are about."""
    told = {}
    for (*_, day), deltas in sorted(contribution(dossier_of(standing)).items(), key=lambda item: item[0][-1]):
        counts = {name: n for name, n in zip(MEASURES, deltas, strict=True) if n and name not in BESIDE}
        if counts:
            told[f"{day:%d/%m}"] = counts
    return told


BESIDE = {"direct", "taken_in", "index_in_time", "index_overdue", "ready_not_returned", "late_by_reappointment"}


def test_an_open_dossier_is_overdue_from_the_day_after_its_due_day_without_anybody_touching_it() -> None:
    assert marks(a_standing(ACCEPTED, DUE)) == {"02/03": {"received": 1, "open": 1}, "10/03": {"overdue": 1}}


def test_a_dossier_in_time_was_never_overdue() -> None:
    standing = ended(a_standing(ACCEPTED, DUE), local("2026-03-09 16:00"))
    assert marks(standing) == {"02/03": {"received": 1, "open": 1}, "09/03": {"on_time": 1, "open": -1}}


def test_a_late_dossier_leaves_the_overdue_on_the_day_of_its_end() -> None:
    standing = ended(a_standing(ACCEPTED, DUE), local("2026-03-12 16:00"))
    assert marks(standing) == {
        "02/03": {"received": 1, "open": 1},
        "10/03": {"overdue": 1},
        "12/03": {"late": 1, "open": -1, "overdue": -1},
    }


def test_one_received_and_resolved_on_the_same_day_is_open_at_no_day_s_end() -> None:
    standing = ended(a_standing(ACCEPTED, DUE), local("2026-03-02 16:00"))
    assert marks(standing) == {"02/03": {"received": 1, "early": 1}}


def test_who_waits_for_the_applicant_is_not_overdue_and_a_restart_moves_the_due_date() -> None:
    waits = (WaitingPart(reason="supplement", from_at=local("2026-03-06 09:00"), until_at=local("2026-03-16 09:00")),)
    dues = (
        DuePart(from_at=ACCEPTED, due_at=DUE, due_on=date(2026, 3, 9)),
        DuePart(from_at=local("2026-03-16 09:00"), due_at=local("2026-03-23 17:00"), due_on=date(2026, 3, 23)),
    )
    assert marks(a_standing(ACCEPTED, DUE, waits=waits, dues=dues)) == {
        "02/03": {"received": 1, "open": 1},
        "06/03": {"waiting": 1},
        "16/03": {"waiting": -1},
        "24/03": {"overdue": 1},
    }


def test_an_overdue_dossier_waits_and_is_overdue_again_where_its_due_date_stays() -> None:
    waits = (WaitingPart(reason="payment", from_at=local("2026-03-12 09:00"), until_at=local("2026-03-14 09:00")),)
    assert marks(a_standing(ACCEPTED, DUE, waits=waits)) == {
        "02/03": {"received": 1, "open": 1},
        "10/03": {"overdue": 1},
        "12/03": {"waiting": 1, "overdue": -1},
        "14/03": {"waiting": -1, "overdue": 1},
    }


def test_a_limit_in_hours_is_overdue_at_the_end_of_its_due_day() -> None:
    standing = a_standing(ACCEPTED, local("2026-03-03 09:00"), counts_by=CountsBy.HOUR)
    assert marks(standing) == {"02/03": {"received": 1, "open": 1}, "03/03": {"overdue": 1}}


def test_an_end_before_acceptance_counts_on_the_day_of_acceptance() -> None:
    standing = ended(a_standing(ACCEPTED, DUE), local("2026-02-01 09:00"))
    assert marks(standing) == {"02/03": {"received": 1, "unclassed": 1}}
