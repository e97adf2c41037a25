"""The words of a morning."""

from datetime import date, datetime, time

import pytest

from services.processing.domain.warnings.digest import Digest, Line, OfficeView, Section, Share, in_order, is_morning
from services.processing.domain.warnings.kinds import KIND_NAMES, TOPICS, Kind
from services.processing.domain.warnings.wording import words_for
from shared.notify.message import Medium
from shared.worktime import LEGAL_ZONE, national_calendar

MONDAY = date(2026, 11, 30)
DUE = date(2026, 11, 27)
SECTIONS = in_order(
    [
        Section(Kind.DUE_SOON, 1, [Line("H62-3", date(2026, 12, 1))]),
        Section(Kind.OVERDUE, 3, [Line("H62-1", DUE), Line("H62-2", DUE)]),
        Section(Kind.STEP_DUE_TODAY, 1, [Line("H62-4", MONDAY, "Thẩm định, giải quyết")]),
    ]
)
OFFICE = OfficeView(
    {Kind.OVERDUE: 7, Kind.NOT_COLLECTED: 2},
    [Share("canbo.b", "Trần Thị B", True, 5, 4), Share("canbo.c", None, False, 3, 3)],
)
LETTER = """Kính gửi ông/bà Lê Văn D,

Hồ sơ quá hạn (3)
  - H62-1: hạn thứ Sáu 27/11/2026 https://motcua.example.vn/dossiers/H62-1
  - H62-2: hạn thứ Sáu 27/11/2026 https://motcua.example.vn/dossiers/H62-2
  … và 1 việc nữa: https://motcua.example.vn/warnings?kind=overdue

Bước xử lý đến hạn hôm nay (1)
  - H62-4, Thẩm định, giải quyết: hạn thứ Hai 30/11/2026 https://motcua.example.vn/dossiers/H62-4

Hồ sơ sắp đến hạn (1)
  - H62-3: hạn thứ Ba 01/12/2026 https://motcua.example.vn/dossiers/H62-3

Toàn đơn vị, gồm cả các đơn vị bên dưới (9)
  - Hồ sơ quá hạn: 7
  - Kết quả chưa có người nhận: 2
Nhiều việc quá hạn nhất:
  - Trần Thị B (canbo.b): 4 quá hạn trong 5 cảnh báo
  - canbo.c: 3 quá hạn trong 3 cảnh báo; chưa có địa chỉ nhận tin

Thư này gửi tự động. Đổi cách nhận tin: báo lãnh đạo đơn vị hoặc quản trị hệ thống.
"""


def test_a_letter_lists_what_is_overdue_first() -> None:
    words = words_for(
        Medium.EMAIL, Digest("canbo.d", "Lê Văn D", MONDAY, SECTIONS, OFFICE), "https://motcua.example.vn"
    )
    assert words.text == LETTER
    assert words.subject == "Việc thứ Hai 30/11/2026: 3 hồ sơ quá hạn, 1 bước đến hạn hôm nay, 1 sắp đến hạn"


def test_without_an_address_of_the_screens_dossiers_are_named_by_code() -> None:
    text = words_for(Medium.EMAIL, Digest("canbo.d", "D", MONDAY, SECTIONS), None).text
    assert "http" not in text
    assert "  - H62-1: hạn thứ Sáu 27/11/2026\n" in text
    assert "  … và 1 việc nữa\n" in text


@pytest.mark.parametrize(
    ("medium", "text"),
    [
        (Medium.ZALO, "Một cửa 30/11: 3 hồ sơ quá hạn, 1 bước đến hạn hôm nay, 1 sắp đến hạn."),
        (Medium.SMS, "Mot cua 30/11: 3 ho so qua han, 1 buoc den han hom nay, 1 sap den han."),
    ],
)
def test_short_messages_count(medium: Medium, text: str) -> None:
    assert words_for(medium, Digest("canbo.d", "D", MONDAY, SECTIONS), None).text == text


def test_a_head_with_no_work_of_his_own_is_told_how_the_office_stands() -> None:
    digest = Digest("canbo.d", "D", MONDAY, (), OFFICE)
    assert not digest.is_empty
    text = words_for(Medium.SMS, digest, None).text
    assert text == "Mot cua 30/11: khong co viec rieng. Ca don vi: 7 ho so qua han, 2 ket qua chua tra."


def test_nothing_to_say_is_empty() -> None:
    assert Digest("canbo.d", "D", MONDAY, ()).is_empty
    assert Digest("canbo.d", "D", MONDAY, (), OfficeView({}, ())).is_empty


def test_what_cannot_wait_says_so() -> None:
    digest = Digest("canbo.d", "D", MONDAY, SECTIONS[:1], is_at_once=True)
    assert words_for(Medium.EMAIL, digest, None).subject == "Cần làm ngay thứ Hai 30/11/2026: 3 hồ sơ quá hạn"
    assert words_for(Medium.SMS, digest, None).text == "Mot cua 30/11, can lam ngay: 3 ho so qua han."


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_a_topic_and_words(kind: Kind) -> None:
    assert kind in TOPICS and kind in KIND_NAMES
    digest = Digest("canbo.d", "D", MONDAY, [Section(kind, 1, [Line("H62-1", DUE)])])
    for medium in Medium:
        assert words_for(medium, digest, None).subject


@pytest.mark.parametrize(
    ("at", "told"),
    [
        ("2026-11-30 06:29", False),
        ("2026-11-30 06:30", True),
        ("2026-11-30 15:00", True),  # a house that was away tells late rather than never
        ("2026-11-29 08:00", False),  # a Sunday
        ("2026-02-17 08:00", False),  # Tết
        ("2026-01-10 08:00", True),  # a make-up Saturday
        ("2031-01-06 08:00", True),  # a Monday of a year whose days off nobody has published
        ("2031-01-05 08:00", False),
    ],
)
def test_mornings_are_those_of_working_days(at: str, told: bool) -> None:
    now = datetime.fromisoformat(at).replace(tzinfo=LEGAL_ZONE)
    assert is_morning(now, time(6, 30), national_calendar()) is told
