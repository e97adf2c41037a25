"""Who had a dossier how long, in the clock's time, in working time, and without waits."""

from contextlib import suppress
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from services.processing.domain.holdings import by_office, holdings, ran_side_by_side, whole
from services.processing.domain.judged import Judged
from services.processing.domain.state import Act
from shared.errors import Refusal
from shared.worktime.working_span import working_minutes
from tests.processing.made_up import ROUTE, TIME, a_dossier, after, do, local

BEGUN = ((Act.HANDED_OVER, "2026-03-02 10:00"), (Act.TAKEN_UP, "2026-03-02 14:00"))


def test_working_minutes_leave_out_nights_noons_weekends_and_holidays() -> None:
    def between(start: str, end: str) -> int:
        return working_minutes(local(start), local(end), TIME)

    assert between("2026-03-02 08:00", "2026-03-02 09:30") == 90
    assert between("2026-03-02 11:00", "2026-03-02 14:00") == 60
    assert between("2026-03-06 16:00", "2026-03-09 08:30") == 120
    assert between("2026-02-13 16:30", "2026-02-23 08:00") == 60  # Tết 2026
    assert between("2026-03-02 09:00", "2026-03-02 09:00") == 0


def test_a_stage_is_net_of_the_wait_for_the_applicant() -> None:
    dossier = after(
        a_dossier(route=ROUTE),
        *(*BEGUN, (Act.PAYMENT_REQUESTED, "2026-03-03 07:30"), (Act.PAYMENT_RECEIVED, "2026-03-04 07:30")),
        (Act.FINISHED, "2026-03-04 09:30"),
    )
    desk, agency = holdings(dossier, local("2026-03-10 08:00"), TIME)
    assert (desk.gross_minutes, desk.net_minutes, desk.outcome) == (90, 90, Judged.EARLY)
    assert agency.gross_minutes - agency.net_minutes == 450
    assert agency.step.ended_at == local("2026-03-04 09:30")
    assert agency.outcome is None  # cut: the last stage was skipped


def test_an_open_step_counts_until_now_and_has_no_outcome() -> None:
    dossier = after(a_dossier(route=ROUTE), *BEGUN)
    early, late = (holdings(dossier, local(at), TIME)[-1] for at in ("2026-03-02 15:00", "2026-03-02 16:00"))
    assert late.gross_minutes - early.gross_minutes == 60
    assert early.outcome is None


def test_notices_run_while_the_applicant_is_awaited() -> None:
    dossier = after(a_dossier(route=ROUTE), *BEGUN, (Act.SUPPLEMENT_REQUESTED, "2026-03-03 08:00"))
    notice = holdings(dossier, local("2026-03-03 09:00"), TIME)[-1]
    assert (notice.gross_minutes, notice.net_minutes) == (60, 60)


ACTS = st.lists(st.sampled_from([Act.PASSED_ON, Act.PAYMENT_REQUESTED, Act.PAYMENT_RECEIVED, Act.FINISHED]), max_size=8)


@given(ACTS, st.lists(st.integers(1, 3000), min_size=8, max_size=8), st.integers(0, 5000))
def test_stages_one_after_the_other_add_up_to_the_dossier(acts: list[Act], gaps: list[int], later: int) -> None:
    dossier = after(a_dossier(route=ROUTE), *BEGUN)
    at = local("2026-03-02 14:00")
    for act, gap in zip(acts, gaps, strict=False):
        at += timedelta(minutes=gap)
        with suppress(Refusal):
            dossier = do(dossier, act, at).dossier
    now = at + timedelta(minutes=later)
    held = holdings(dossier, now, TIME)
    all_of_it = whole(dossier, now, TIME)
    assert not ran_side_by_side(dossier)
    is_always_held = not dossier.is_open or any(step.is_open for step in dossier.steps)
    for name in ("elapsed_minutes", "gross_minutes", "net_minutes"):
        total = sum(getattr(each, name) for each in held)
        assert sum(getattr(each, name) for each in by_office(held)) == total
        assert total <= getattr(all_of_it, name)
        if is_always_held and dossier.ended_at in {None, held[-1].step.ended_at}:
            assert total == getattr(all_of_it, name)
    assert all(0 <= each.net_minutes <= each.gross_minutes <= each.elapsed_minutes for each in (*held, all_of_it))
