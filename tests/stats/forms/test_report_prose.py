"""The paragraph of a yearly report, word for word."""

from datetime import date

from services.stats.domain.figures import Crossed, Figures, Sums, figures_of
from services.stats.domain.measure import Map
from services.stats.domain.period import Period
from services.stats.domain.report_form import report_form
from services.stats.domain.report_table import Counted, LineOf, fill_in
from services.stats.forms.report_paper import ReportPaper
from services.stats.forms.report_prose import report_prose

TEN_MONTHS = Period(date(2019, 1, 1), date(2019, 10, 30))


def prose(figures: Figures, *below: Counted, period: Period = TEN_MONTHS, counted_to: date | None = None) -> str:
    filled = fill_in(report_form("II.06a", period.to_on), Counted(LineOf.TOTAL, "H62.19", "Tổng số", figures, below))
    names = ["Tỉnh Vĩnh Phúc", "Huyện Tam Đảo"]
    return report_prose(
        ReportPaper(filled, period, counted_to or period.to_on, Map.THEN, names[-1], names, period.to_on)
    )


def test_tam_dao_2019_is_told_as_the_press_told_it_with_the_counts_beside_each_rate() -> None:
    figures = figures_of(Sums(direct=1880, received=1880, early=1700, on_time=115, late=26, unclassed=4, open=35))
    assert prose(figures) == (
        "Từ ngày 01/01/2019 đến ngày 30/10/2019, Ủy ban nhân dân huyện Tam Đảo đã tiếp nhận 1.880 hồ sơ "
        "(gồm 1.880 hồ sơ trực tiếp). Đã giải quyết 1.845 hồ sơ (đạt 98,14 %, 1.845/1.880), trong đó trước hạn và "
        "đúng hạn 1.815 hồ sơ (đạt 98,37 %, 1.815/1.845); quá hạn 26 hồ sơ (chiếm 1,41 %, 26/1.845); "
        "chưa xếp loại được 4 hồ sơ. Đang giải quyết 35 hồ sơ, trong đó trong hạn 35 hồ sơ.\n"
    )


def test_everything_that_there_is_is_told() -> None:
    figures = figures_of(
        Sums(
            open_before=10, direct=5, online=3, post=2, received=10, early=4, on_time=2, late=2, late_with_letter=1,
            stopped=1, withdrawn=1, open=8, waiting=3, overdue=2,
        ),
        crossed=Crossed(moved_in=0, moved_out=2),
    )  # fmt: skip
    said = prose(figures)
    assert "(gồm 5 hồ sơ trực tiếp, 3 hồ sơ trực tuyến và 2 hồ sơ qua bưu chính)" in said
    assert "; ngoài ra có 10 hồ sơ từ kỳ trước chuyển sang. Đã giải quyết 10 hồ sơ (đạt 55,56 %, 10/18)" in said
    assert "quá hạn 2 hồ sơ (chiếm 20,00 %, 2/10), 1 hồ sơ trong số đó đã có thư xin lỗi trước ngày hẹn" in said
    assert "dừng giải quyết 1 hồ sơ; người nộp rút 1 hồ sơ." in said
    assert "trong hạn 3 hồ sơ; quá hạn 2 hồ sơ; chờ bổ sung hoặc chờ thực hiện nghĩa vụ tài chính 3 hồ sơ" in said
    assert said.endswith("Đã bàn giao 2 hồ sơ cho đơn vị kế thừa.\n")


def test_where_nothing_was_resolved_no_rate_is_said() -> None:
    said = prose(figures_of(Sums(direct=2, received=2, open=2)))
    assert "Chưa có hồ sơ nào được giải quyết." in said
    assert "%" not in said


def test_where_there_was_nothing_at_all_nothing_is_said_of_it() -> None:
    assert prose(figures_of(Sums())) == (
        "Từ ngày 01/01/2019 đến ngày 30/10/2019, Ủy ban nhân dân huyện Tam Đảo không tiếp nhận hồ sơ mới.\n"
    )


def test_a_reporting_period_has_its_name_and_a_running_one_its_last_day() -> None:
    quarter = Period(date(2025, 12, 15), date(2026, 3, 14))
    figures = figures_of(Sums(direct=2, received=2, early=2))
    said = prose(figures, period=quarter, counted_to=date(2026, 2, 1))
    assert said.startswith("Quý I năm 2026 (từ ngày 15/12/2025 đến ngày 01/02/2026), ")
    assert "không có hồ sơ quá hạn. Không còn hồ sơ đang giải quyết." in said


def test_levels_are_told_with_their_counts_and_without_those_that_resolved_nothing() -> None:
    district = figures_of(Sums(direct=400, received=400, early=300, late=1, open=99))
    commune = figures_of(Sums(direct=600, received=600, early=599, late=1))
    province = figures_of(Sums())
    whole = figures_of(Sums(direct=1000, received=1000, early=899, late=2, open=99))
    words = {"province": "Cấp tỉnh", "district": "Cấp huyện", "commune": "Cấp xã"}
    parts = zip(words.items(), (province, district, commune), strict=True)
    said = prose(whole, *(Counted(LineOf.LEVEL, key, title, figures) for (key, title), figures in parts))
    assert said.endswith(
        "\n\nTỷ lệ giải quyết trước hạn và đúng hạn theo cấp: cấp huyện 99,67 % (300/301); cấp xã 99,83 % (599/600).\n"
    )
