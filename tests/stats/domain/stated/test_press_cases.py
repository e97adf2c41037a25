"""The press, as printed: which figures of real articles add up, which do not, and what would put them right."""

from typing import Any

import pytest

from services.stats.domain.stated.check import Checked, Verdict, check_stated
from services.stats.domain.stated.identity import Standing
from services.stats.domain.stated.number import read_number, read_percentage
from services.stats.domain.stated.share import Match
from services.stats.domain.stated.table import ClaimedShare, ClaimedSum, StatedTable


def stated(
    *shares: tuple[str, str | None, str | None], sums: dict[str, tuple[str, ...]] | None = None, **figures: Any
) -> StatedTable:
    return StatedTable(
        {name: read_number(printed) for name, printed in figures.items()},
        tuple(ClaimedSum(whole, parts) for whole, parts in (sums or {}).items()),
        tuple(ClaimedShare(read_percentage(printed), of, out_of) for printed, of, out_of in shares),
    )


def standings(checked: Checked) -> dict[str, str]:
    return {each.code: each.standing.value for each in checked.identities}


def codes(checked: Checked) -> list[str]:
    return [finding.code for finding in checked.findings]


def sentences(checked: Checked) -> str:
    return "\n".join(finding.sentence for finding in checked.findings)


def tam_dao(late: str = "26") -> StatedTable:
    return stated(
        ("98 %", "resolved", None), ("98%", "in_time", None), ("2%", "late", None),
        received="1.880", resolved="1.845", in_time="1.815", late=late, in_term="35",
    )  # fmt: skip


def test_tam_dao_2019_has_four_dossiers_without_a_class_and_a_late_share_that_is_none() -> None:
    checked = check_stated(tam_dao())
    assert checked.verdict is Verdict.FAILS
    assert standings(checked) == {"flow": "holds", "classes": "fails"}
    classes = checked.identities[1]
    assert classes.difference == 4
    assert classes.sentence == (
        "Đã giải quyết 1.845, nhưng trước hạn và đúng hạn 1.815 + quá hạn 26 = 1.841: thiếu 4 hồ sơ chưa xếp loại."
    )
    assert [share.match for share in checked.shares] == [Match.MATCHES, Match.MATCHES, Match.NOT_MATCHED]
    assert checked.shares[2].sentence == (
        "Quá hạn/đã giải quyết (26/1.845) là 1,41 %, làm tròn là 1 %, không phải 2 %. "
        "Số in bằng 100 trừ 98 %: tỷ lệ phải tính từ số hồ sơ."
    )
    assert codes(checked) == ["classes_short", "share_not_matched", "carried_over_not_told", "simplest_repair"]


def test_tam_dao_2019_holds_if_thirty_were_late() -> None:
    best = check_stated(tam_dao()).repairs[0]
    assert (best.figure, best.stated, best.instead, best.left) == ("late", 26, 30, ())
    assert best.mends == ("classes", "share:late:2 %")
    assert best.sentence == "Nếu quá hạn là 30 thay vì 26 thì mọi phép tính đều khớp."
    mended = check_stated(tam_dao("30"))
    assert mended.verdict is Verdict.HOLDS
    assert mended.repairs == ()


def test_ha_noi_communes_2025_miss_two_channels_and_six_classes_and_exceed_what_was_received() -> None:
    checked = check_stated(
        stated(
            ("40,05%", "direct", None), ("59,71%", "online", None), ("0,24%", "post", None),
            ("96,1%", "resolved", None), ("99,85%", "in_time", None), ("0,15%", "late", None),
            ("3,90%", "in_progress", None),
            received="531.269", direct="212.790", online="317.199", post="1.278", resolved="510.541",
            in_time="509.772", late="763", in_progress="20.734",
        )
    )  # fmt: skip
    assert {each.code: int(each.difference) for each in checked.identities} == {
        "flow": -6, "classes": 6, "channels": 2,
    }  # fmt: skip
    assert codes(checked)[:3] == ["flow_over", "classes_short", "channels_short"]
    assert {share.match for share in checked.shares} == {Match.MATCHES}
    best = checked.repairs[0]
    assert (best.figure, best.instead, best.mends) == ("resolved", 510_535, ("flow", "classes"))
    assert best.left == ("channels",)


def test_tp_hcm_2025_holds_to_the_rounding_of_what_was_printed() -> None:
    checked = check_stated(
        stated(
            ("96,2%", "in_time", None), ("99,66%", "points", "most"),
            total="2,578 triệu", carried_over="64,5 nghìn", received="2,513 triệu", resolved="2,471 triệu",
            in_progress="107,3 nghìn", in_time="2,376 triệu", points="17,94", most="18",
        )
    )  # fmt: skip
    assert checked.verdict is Verdict.HOLDS_TO_ROUNDING
    assert standings(checked) == {"total": "holds_to_rounding", "flow": "holds_to_rounding"}
    assert [share.match for share in checked.shares] == [Match.MATCHES, Match.MATCHES]
    untold = next(finding for finding in checked.findings if finding.code == "late_not_told")
    assert untold.count == 95_000
    assert "khoảng 95.000 hồ sơ" in untold.sentence


def test_tp_hcm_procedures_add_up_by_action_but_not_by_level() -> None:
    checked = check_stated(
        stated(
            sums={"all": ("new", "amended", "replaced", "abolished"), "in_force": ("province", "commune", "other")},
            all=2507, new=305, amended="1.982", replaced=11, abolished=209,
            in_force="2.242", province="1.865", commune=372, other=56,
        )
    )  # fmt: skip
    assert standings(checked) == {"sum:all": "holds", "sum:in_force": "fails"}
    assert checked.identities[1].difference == -51


def test_quan_1_2018_holds() -> None:
    checked = check_stated(stated(received="585.336", resolved="585.116", in_progress="220", late=0))
    assert checked.verdict is Verdict.HOLDS
    assert standings(checked) == {"flow": "holds"}


def test_ben_tre_2021_holds_to_rounding() -> None:
    checked = check_stated(
        stated(
            ("0,3%", "late", None),
            sums={"received": ("a", "b", "c", "d")},
            received="5.650", resolved="4.561", in_progress="1.089", late="12",
            a="1,07 nghìn", b="3,19 nghìn", c="1,25 nghìn", d="132",
        )
    )  # fmt: skip
    assert standings(checked) == {"flow": "holds", "sum:received": "holds_to_rounding"}
    assert checked.shares[0].match is Match.MATCHES
    assert checked.shares[0].ratios[0].denominator == "resolved"
    assert checked.verdict is Verdict.HOLDS_TO_ROUNDING


def test_pho_yen_2025_adds_up_but_mixes_what_is_open_with_what_is_resolved() -> None:
    checked = check_stated(
        stated(
            ("1,77%", "late_or_overdue", None), received="24.234", in_time_or_in_term="23.804", late_or_overdue="430"
        )
    )
    assert standings(checked) == {"in_time_and_late": "holds"}
    assert checked.shares[0].match is Match.MATCHES
    assert "mixes_open_and_resolved" in codes(checked)


@pytest.mark.parametrize(
    ("figures", "code", "difference"),
    [
        ({"in_time": 10, "early": 6, "on_time": 3}, "in_time", 1),
        ({"late": 5, "late_with_letter": 2, "late_without_letter": 3}, "late", 0),
        ({"in_progress": 9, "in_term": 7, "overdue": 2}, "in_progress", 0),
        ({"total": 12, "received": 10, "carried_over": 1}, "total", 1),
        ({"received": 12, "resolved": 10, "in_term": 1, "overdue": 1}, "flow", 0),
        ({"received": 10, "carried_over": 3, "resolved": 10, "in_progress": 2}, "flow", 1),
    ],
)
def test_each_identity_is_tested_where_enough_is_stated(figures: dict[str, int], code: str, difference: int) -> None:
    identity = next(each for each in check_stated(stated(**figures)).identities if each.code == code)
    assert identity.difference == difference
    assert (identity.standing is Standing.HOLDS) == (difference == 0)


def test_a_share_without_figures_cannot_be_checked() -> None:
    checked = check_stated(stated(("99,63 %", None, None)))
    assert checked.verdict is Verdict.NOTHING_TO_CHECK
    assert codes(checked) == ["share_no_figures"]


def test_a_share_of_the_wrong_whole_is_told() -> None:
    checked = check_stated(stated(("96,54 %", "in_time", None), received="1.880", resolved="1.845", in_time="1.815"))
    assert checked.shares[0].match is Match.MATCHES_OTHER
    assert checked.shares[0].ratios[0].denominator == "received"
    assert (
        "là 98,37 %, không phải 96,54 %. Số in khớp với trước hạn và đúng hạn/tiếp nhận" in checked.shares[0].sentence
    )


def test_a_share_that_was_cut_off_is_told() -> None:
    checked = check_stated(stated(("98,3 %", "in_time", "resolved"), resolved="1.845", in_time="1.815"))
    assert checked.shares[0].match is Match.CUT_OFF


def test_a_share_of_something_unnamed_finds_its_ratio() -> None:
    checked = check_stated(stated(("98,14 %", None, None), received="1.880", resolved="1.845", in_time="1.815"))
    assert [(ratio.numerator, ratio.denominator) for ratio in checked.shares[0].ratios] == [("resolved", "received")]
