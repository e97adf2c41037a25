"""The head of a paper from the names of the offices."""

from datetime import date

import pytest

from shared.forms.letterhead import Letterhead, day_of_paper, letterhead

DESK = "Trung tâm Phục vụ hành chính công"


@pytest.mark.parametrize(
    ("names", "head"),
    [
        (
            ("Tỉnh Ninh Bình", "Phường Trường Thi"),
            Letterhead("Ủy ban nhân dân phường Trường Thi", DESK, "Trường Thi"),
        ),
        (
            ("Tỉnh Vĩnh Phúc", "Trung tâm hành chính công Tam Đảo"),
            Letterhead("Ủy ban nhân dân tỉnh Vĩnh Phúc", "Trung tâm hành chính công Tam Đảo", "Vĩnh Phúc"),
        ),
        (
            ("Thành phố Hồ Chí Minh", "Sở Tư pháp", "Quầy số 4"),
            Letterhead("Sở Tư pháp", "Quầy số 4", "Hồ Chí Minh"),
        ),
        (("Thành phố Hồ Chí Minh", "Phường 5"), Letterhead("Ủy ban nhân dân phường 5", DESK, "Phường 5")),
        (("Cục Thuế",), Letterhead("", "Cục Thuế", "")),
        (("Xã hội học",), Letterhead("Ủy ban nhân dân xã hội học", DESK, "hội học")),
        ((), Letterhead("", DESK, "")),
    ],
    ids=["ward", "named centre", "department", "numbered ward", "vertical agency", "looks like a commune", "nothing"],
)
def test_a_desk_stands_under_its_superior_body(names: tuple[str, ...], head: Letterhead) -> None:
    assert letterhead(names, DESK) == head


def test_days_under_ten_and_months_one_and_two_have_a_zero() -> None:
    assert day_of_paper("Tam Đảo", date(2026, 2, 5)) == "Tam Đảo, ngày 05 tháng 02 năm 2026"
    assert day_of_paper("", date(2026, 3, 15)) == "Ngày 15 tháng 3 năm 2026"
