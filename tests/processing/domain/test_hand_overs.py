"""Every hand-over of a dossier, as its control slip lists them."""

from dataclasses import replace

from services.processing.domain.dossier import Move
from services.processing.domain.hand_overs import HandOver, hand_overs
from services.processing.domain.state import Act
from shared.callers import Role
from tests.processing.made_up import ROUTE, a_dossier, local
from tests.processing.tale import Tale

HEAD = frozenset({Role.LEADER})


def a_tale() -> Tale:
    return Tale(a_dossier(route=ROUTE), "canbo.quay")


def told(tale: Tale) -> list[HandOver]:
    return hand_overs(tale.dossier, tale.acts)


def in_short(tale: Tale) -> list[tuple[str, str, str, str]]:
    return [(each.work, each.giver, each.taker, each.outcome) for each in told(tale)]


DESK_STEP = ("Tiếp nhận, chuyển hồ sơ", "canbo.quay", "canbo.quay", "trước hạn")


def test_from_the_desk_to_the_officer_to_the_head_and_back_to_the_desk() -> None:
    tale = (
        a_tale()
        .do(Act.HANDED_OVER, "2026-03-02 10:00", "canbo.quay")
        .do(Act.TAKEN_UP, "2026-03-03 08:00", "canbo.a")
        .do(Act.PASSED_ON, "2026-03-05 09:00", "canbo.a", step=2, assignee="lanhdao.a")
        .do(Act.FINISHED, "2026-03-16 16:00", "lanhdao.a")
    )
    assert in_short(tale) == [
        DESK_STEP,
        ("Thẩm định, giải quyết", "canbo.quay", "canbo.a", "trước hạn"),
        ("Ký duyệt, ban hành", "canbo.a", "lanhdao.a", "đúng hạn"),
        ("Nhận và trả kết quả", "lanhdao.a", "", "chờ trả"),
    ]
    done = tale.do(Act.RETURNED, "2026-03-17 08:00", "canbo.tra")
    last = told(done)[-1]
    assert (last.taker, last.outcome, last.done_at) == ("canbo.tra", "đã trả", local("2026-03-17 08:00"))


def test_what_is_taken_up_without_a_hand_over_came_from_who_accepted_it() -> None:
    tale = a_tale().do(Act.TAKEN_UP, "2026-03-03 08:00", "canbo.a")
    assert in_short(tale)[1] == ("Thẩm định, giải quyết", "canbo.quay", "canbo.a", "đang làm")


def test_a_step_given_to_another_is_a_hand_over_of_its_own_with_the_reason() -> None:
    tale = (
        a_tale()
        .do(Act.HANDED_OVER, "2026-03-02 10:00", "canbo.quay")
        .do(Act.TAKEN_UP, "2026-03-03 08:00", "lanhdao.a", assignee="canbo.a")
        .do(Act.ASSIGNED, "2026-03-04 08:00", "lanhdao.a", "canbo.a nghỉ phép", step=2, assignee="canbo.b")
    )
    first, second = told(tale)[1:]
    assert (first.giver, first.taker, first.outcome) == ("canbo.quay", "canbo.a", "chuyển người khác")
    assert first.done_at == second.at == local("2026-03-04 08:00")
    assert (second.giver, second.taker, second.note) == ("canbo.a", "canbo.b", "canbo.a nghỉ phép")


def test_who_takes_an_unassigned_step_is_its_first_taker() -> None:
    tale = (
        a_tale()
        .do(Act.HANDED_OVER, "2026-03-02 10:00", "canbo.quay")
        .do(Act.TAKEN_UP, "2026-03-03 08:00", "lanhdao.a", assignee="canbo.a")
        .do(Act.PASSED_ON, "2026-03-04 08:00", "canbo.a", step=2)
        .do(Act.ASSIGNED, "2026-03-04 09:00", "lanhdao.b", step=3)
    )
    assert in_short(tale)[2:] == [("Ký duyệt, ban hành", "canbo.a", "lanhdao.b", "đang làm")]


def test_what_was_sent_back_is_said_with_its_reason_and_done_again() -> None:
    tale = (
        a_tale()
        .do(Act.TAKEN_UP, "2026-03-03 08:00", "canbo.a")
        .do(Act.PASSED_ON, "2026-03-04 08:00", "canbo.a", step=2, assignee="lanhdao.a")
        .do(Act.SENT_BACK, "2026-03-05 08:00", "lanhdao.a", "Thiếu bản đồ", step=3, to_stage=2)
    )
    done, back, again = told(tale)[1:]
    assert done.outcome == "làm lại"
    assert (back.outcome, back.note) == ("trả lại", "Thiếu bản đồ")
    assert (again.work, again.giver, again.taker) == ("Thẩm định, giải quyết", "lanhdao.a", "canbo.a")


def test_who_asks_for_an_opinion_gives_and_the_office_asked_takes() -> None:
    tale = (
        a_tale()
        .do(Act.TAKEN_UP, "2026-03-03 08:00", "canbo.a")
        .do(Act.OPINION_ASKED, "2026-03-04 08:00", "canbo.a", office="H10", until_at=local("2026-03-06 17:00"))
        .do(Act.OPINION_GIVEN, "2026-03-09 08:00", "cb.h10")
    )
    opinion = told(tale)[-1]
    assert (opinion.office, opinion.giver, opinion.taker, opinion.outcome) == ("H10", "canbo.a", "cb.h10", "quá hạn")


def test_papers_brought_later_go_from_the_desk_to_who_has_the_dossier() -> None:
    tale = (
        a_tale()
        .do(Act.TAKEN_UP, "2026-03-03 08:00", "canbo.a")
        .do(Act.SUPPLEMENT_REQUESTED, "2026-03-04 08:00", "canbo.a")
        .do(Act.SUPPLEMENT_NOTIFIED, "2026-03-04 14:00", "canbo.quay")
        .do(Act.SUPPLEMENT_RECEIVED, "2026-03-09 08:00", "canbo.tra")
    )
    assert in_short(tale)[1:] == [
        ("Thẩm định, giải quyết", "canbo.quay", "canbo.a", "chờ bổ sung"),
        ("Thông báo người nộp bổ sung", "canbo.a", "canbo.quay", "trước hạn"),
        ("Thẩm định, giải quyết", "canbo.tra", "canbo.a", "đang làm"),
    ]
    before, _, after = told(tale)[1:]
    assert (before.done_at, before.due_at) == (local("2026-03-04 08:00"), None)
    assert (after.at, after.due_at) == (local("2026-03-09 08:00"), tale.dossier.steps[1].due_at)


def test_a_late_step_says_its_cause() -> None:
    tale = (
        a_tale()
        .do(Act.HANDED_OVER, "2026-03-03 10:00", "canbo.quay")
        .do(Act.LATENESS_EXPLAINED, "2026-03-03 11:00", "canbo.quay", step=1, reason_code="system_outage")
    )
    first = told(tale)[0]
    assert (first.outcome, first.note) == ("quá hạn", "chậm do sự cố hệ thống")


def test_where_the_office_ended_its_successor_goes_on_with_the_same_person() -> None:
    tale = a_tale().do(Act.TAKEN_UP, "2026-03-03 08:00", "canbo.a")
    ends_at = local("2026-03-05 00:00")
    steps = tuple(replace(step, office="H62") if step.is_open else step for step in tale.dossier.steps)
    matter = replace(tale.dossier.matter, office="H62")
    moved = replace(tale.dossier, matter=matter, steps=steps, moves=(Move(ends_at, "H62.19", "H62"),))
    old, new = hand_overs(moved, tale.acts)[1:]
    assert (old.office, old.giver, old.taker, old.outcome) == (
        "H62.19",
        "canbo.quay",
        "canbo.a",
        "chuyển đơn vị kế thừa",
    )
    assert (new.office, new.giver, new.taker, new.at) == ("H62", "canbo.a", "canbo.a", ends_at)


def test_without_a_route_only_the_result_changes_hands() -> None:
    tale = Tale(a_dossier(), "so.theo.doi").do(Act.FINISHED, "2026-03-05 09:00", "so.theo.doi")
    assert in_short(tale) == [("Nhận và trả kết quả", "so.theo.doi", "", "chờ trả")]
