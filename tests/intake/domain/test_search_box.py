"""What the one search box takes a text for."""

import pytest

from services.intake.domain.finding.search_box import Meant, read_box
from shared.errors import Invalid


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("000.00.19.H62-260305-0001", Meant(code="000.00.19.H62-260305-0001")),
        ("000.00.19.h62-260305-0001 ", Meant(code="000.00.19.H62-260305-0001")),
        ("000.00.19.H62-2603", Meant(code_beginning="000.00.19.H62-2603")),
        ("H62-", Meant(code_beginning="H62-")),
        ("026187000999", Meant(numbers=("026187000999",))),
        ("026 187 000 999", Meant(numbers=("026187000999",))),
        ("123456789", Meant(numbers=("123456789",))),
        ("b1234567", Meant(numbers=("B1234567",))),
        ("0101234567-001", Meant(numbers=("0101234567-001",))),
        ("0101234567001", Meant(numbers=("0101234567-001",))),
        ("0101234567", Meant(numbers=("0101234567",))),
        ("0912 345 678", Meant(numbers=("0912345678",), phone="+84912345678")),
        ("+84 912.345.678", Meant(phone="+84912345678")),
        ("0084912345678", Meant(numbers=("0084912345-678",), phone="+84912345678")),
        ("Nguyễn Văn Dũng", Meant(words=("nguyen", "van"), beginning="dung")),
        ("Nguyễn Văn Dũng ", Meant(words=("nguyen", "van", "dung"))),
        ("đặng", Meant(beginning="dang")),
        ("Dũng, Nguyễn", Meant(words=("dung",), beginning="nguyen")),
        ("Nguye\u0302\u0303n", Meant(beginning="nguyen")),
        ("100% _cổ phần_ ", Meant(words=("100", "co", "phan"))),
    ],
)
def test_the_box_decides_by_the_shape_of_the_text(text: str, meant: Meant) -> None:
    assert read_box(text) == meant


@pytest.mark.parametrize("text", ["%", "' or '1'='1"[0], "…", "   ", "🙂"])
def test_a_text_that_says_nothing_is_refused(text: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_box(text)
    assert refused.value.code == "nothing_to_look_for"


def test_control_signs_are_refused() -> None:
    with pytest.raises(Invalid) as refused:
        read_box("Nguyễn\x00Văn")
    assert refused.value.code == "text_has_control_signs"
