"""Codes of procedures and of the portal's lists."""

import unicodedata

import pytest

from services.portal.domain.codes.list_codes import read_field_code, read_list_code
from services.portal.domain.codes.procedure_code import read_procedure_code, same_procedure, service_code
from shared.errors import Invalid


@pytest.mark.parametrize(
    ("text", "base", "agency"),
    [
        pytest.param("1.005129", "1.005129", None, id="seen"),
        pytest.param("2.000635", "2.000635", None, id="seen: 2"),
        pytest.param("3.000181.000.00.00.H22", "3.000181", "000.00.00.H22", id="long form"),
        pytest.param("1.001776.000.00.00.H12", "1.001776", "000.00.00.H12", id="seen: Cà Mau"),
        pytest.param("3.000181.H22", "3.000181", "H22", id="long form, new scheme"),
    ],
)
def test_a_procedure_code_is_taken_apart(text: str, base: str, agency: str | None) -> None:
    code = read_procedure_code(text)
    assert (code.base, str(code.agency) if code.agency else None) == (base, agency)
    assert str(code) == text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("3.00181", id="five digits"),
        pytest.param("0.000181", id="begins with 0"),
        pytest.param("3.000181.01", id="a service, not a procedure"),
        pytest.param("3.000181.", id="a dot at the end"),
        pytest.param("BXD-39", id="a code of our own"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_is_no_procedure_code_is_refused(text: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_procedure_code(text)
    assert refused.value.code == "procedure_code_not_valid"


def test_an_ambiguous_agency_keeps_its_reason() -> None:
    with pytest.raises(Invalid) as refused:
        read_procedure_code("3.000181.H26.12.34.H26")
    assert refused.value.code == "agency_code_ambiguous"


def test_who_published_a_procedure_does_not_make_it_another() -> None:
    assert same_procedure("3.000181", "3.000181.000.00.00.H22")
    assert not same_procedure("3.000181", "3.000182")


def test_payments_name_the_first_service_of_a_procedure() -> None:
    assert service_code(read_procedure_code("3.000181.000.00.00.H22")) == "3.000181.01"
    with pytest.raises(Invalid):
        service_code(read_procedure_code("3.000181"), 100)


@pytest.mark.parametrize("text", ["G15-TP07", "G03-GD10", "G99-HT01", "G12-LĐ03"])
def test_a_field_code_is_read_in_either_unicode_form(text: str) -> None:
    assert read_field_code(unicodedata.normalize("NFD", text.lower())) == text


@pytest.mark.parametrize("text", ["TP07", "G15", "G15 TP07", "15-TP07", ""])
def test_what_is_no_field_code_is_refused(text: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_field_code(text)
    assert refused.value.code == "field_code_not_valid"


@pytest.mark.parametrize(
    "text",
    ["000.00.00.G09-KQ002269", "KQ.G07.000122", "KQ-G01.000122", "G05-KQ000001", "BQP-CCS.KQ0001", "KQ.H56.000001"],
)
def test_the_many_forms_of_component_and_result_codes_are_taken(text: str) -> None:
    assert read_list_code(f" {text.lower()} ") == text


@pytest.mark.parametrize("text", ["", "KQ G07", "KQ;G07", "K" * 61])
def test_what_can_be_no_code_is_refused(text: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_list_code(text)
    assert refused.value.code == "list_code_not_valid"
