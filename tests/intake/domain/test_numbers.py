"""Numbers of people, phones and codes (domain rules H). The numbers here belong to nobody."""

from datetime import date

import pytest

from services.intake.domain.catalogue.procedure_code import is_procedure_code
from services.intake.domain.dossiers.applicant import Applicant, ApplicantKind, check_people
from services.intake.domain.dossiers.dossier_code import read_dossier_code
from services.intake.domain.dossiers.person_number import masked, person_number, tax_number
from services.intake.domain.dossiers.phone import phone_number
from shared.errors import Invalid
from shared.text import dialled

TODAY = date(2026, 3, 5)


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("026187000123", "026187000123"),
        ("026 187 000 123", "026187000123"),
        ("001200000123", "001200000123"),
        ("101185000123", "101185000123"),
        ("137908546", "137908546"),
        ("b1234567", "B1234567"),
    ],
    ids=["personal", "with blanks", "born in 2000", "born abroad", "old card", "passport"],
)
def test_a_persons_number_is_stored_in_one_form(written: str, stored: str) -> None:
    assert person_number(written, TODAY) == stored


@pytest.mark.parametrize(
    "number",
    ["12345", "02618700012", "0261870001234", "026227000123", "003187000123", "999012345678", "02618700012x", ""],
    ids=["five", "eleven", "thirteen", "born in 2027", "no province", "no country", "a letter", "blank"],
)
def test_what_cannot_be_a_persons_number_is_refused(number: str) -> None:
    with pytest.raises(Invalid) as refusal:
        person_number(number, TODAY)
    assert refusal.value.code == "identity_number_not_valid"


@pytest.mark.parametrize(
    ("written", "stored"),
    [("0100109106", "0100109106"), ("0300588569-001", "0300588569-001"), ("0101248141002", "0101248141-002")],
)
def test_a_tax_number_checks(written: str, stored: str) -> None:
    assert tax_number(written) == stored


@pytest.mark.parametrize("number", ["0100109107", "0100109105", "010010910", "01001091060", "0300588569-1", "abc"])
def test_a_tax_number_that_does_not_check_is_refused(number: str) -> None:
    with pytest.raises(Invalid) as refusal:
        tax_number(number)
    assert refusal.value.code == "tax_number_not_valid"


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("0912345678", "+84912345678"),
        ("091 234.56-78", "+84912345678"),
        ("+84912345678", "+84912345678"),
        ("+840912345678", "+84912345678"),
        ("84912345678", "+84912345678"),
        ("02993822499", "+842993822499"),
        ("19001234", "+8419001234"),
    ],
)
def test_a_phone_is_stored_as_e164(written: str, stored: str) -> None:
    assert phone_number(written) == stored


@pytest.mark.parametrize("as_dialled", ["0912345678", "02993822499", "18001234"])
def test_a_stored_phone_is_spelled_as_people_dial_it(as_dialled: str) -> None:
    assert dialled(phone_number(as_dialled)) == as_dialled


@pytest.mark.parametrize("number", ["12", "0112345678", "091234567", "09123456789", "+15551234567", "phone", ""])
def test_a_phone_of_no_network_is_refused(number: str) -> None:
    with pytest.raises(Invalid) as refusal:
        phone_number(number)
    assert refusal.value.code == "phone_not_valid"


def test_every_wrong_number_of_an_applicant_is_named() -> None:
    with pytest.raises(Invalid) as refusal:
        check_people(Applicant("Nguyễn Văn Mẫu", identity_number="1", phone="2"), None, TODAY)
    assert set(refusal.value.fields) == {"applicant.identity_number", "applicant.phone"}


def test_a_household_business_may_give_its_owners_number() -> None:
    applicant = Applicant("Hộ kinh doanh Mẫu", ApplicantKind.BUSINESS, "026187000123", "0912345678")
    assert check_people(applicant, None, TODAY)[0].identity_number == "026187000123"
    with pytest.raises(Invalid):
        check_people(Applicant("Công ty Mẫu", ApplicantKind.BUSINESS, "137908546"), None, TODAY)


def test_masking_leaves_three_signs() -> None:
    assert masked("026187000123") == "•••••••••123"
    assert masked(None) is None


@pytest.mark.parametrize(
    ("text", "prefix", "day", "number"),
    [
        ("000.00.19.H62-190102-0001", "000.00.19.H62", date(2019, 1, 2), 1),
        ("H62.19-261124-123456", "H62.19", date(2026, 11, 24), 123456),
        ("08929.2025-260305-0012", "08929.2025", date(2026, 3, 5), 12),
        ("G15.99-24112026-0007", "G15.99", None, 7),
        ("H62-151245-0007", "H62", None, 7),
    ],
)
def test_a_dossier_code_is_taken_apart(text: str, prefix: str, day: date | None, number: int) -> None:
    code = read_dossier_code(text)
    assert code
    assert (code.prefix, code.day, code.number) == (prefix, day, number)


@pytest.mark.parametrize(
    "text",
    ["", "H62", "H62-190102", "H62-190102-001", "H62-190102-1234567", "H62-199999-0001", "-190102-0001", "h-1-2"],
)
def test_what_is_no_dossier_code_is_not_read(text: str) -> None:
    assert read_dossier_code(text) is None


def test_procedure_codes_have_one_form() -> None:
    assert is_procedure_code("1.001193")
    assert not any(map(is_procedure_code, ["0.001193", "1.00119", "1.0011933", "1,001193", "", "1.001193\n"]))
