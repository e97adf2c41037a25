"""Numbers that identify applicants: personal identifier, old identity card, passport, tax number (domain rules H)."""

import re
from datetime import date
from enum import StrEnum

from shared.errors import Invalid

# Thông tư 59/2021/TT-BCA: 0 + code of the 63 provinces where the birth was registered; from 100 on, countries.
# fmt: off
_PROVINCES = frozenset(f"{number:03}" for number in (
    1, 2, 4, 6, 8, 10, 11, 12, 14, 15, 17, 19, 20, 22, 24, 25, 26, 27, 30, 31, 33, 34, 35, 36, 37, 38, 40, 42, 44,
    45, 46, 48, 49, 51, 52, 54, 56, 58, 60, 62, 64, 66, 67, 68, 70, 72, 74, 75, 77, 79, 80, 82, 83, 84, 86, 87,
    89, 91, 92, 93, 94, 95, 96,
))
# fmt: on
_COUNTRIES = ("100", "399")
_PASSPORT = re.compile(r"[A-Z]{1,2}\d{6,8}")
_TAX = re.compile(r"(\d{10})(?:-?(\d{3}))?")
_TAX_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)


def person_number(raw: str, on: date) -> str:
    """A citizen's number as stored; refuses what cannot be one on that day."""
    number = re.sub(r"[\s.\-]", "", raw).upper()
    if re.fullmatch(r"\d{12}", number):
        return _personal_identifier(number, on)
    if re.fullmatch(r"\d{9}", number) or _PASSPORT.fullmatch(number):
        return number
    raise Invalid("identity_number_not_valid", "Số định danh phải có 12 chữ số (CMND cũ 9 số, hộ chiếu: chữ và số)")


def _personal_identifier(number: str, on: date) -> str:
    if number[:3] not in _PROVINCES and not _COUNTRIES[0] <= number[:3] <= _COUNTRIES[1]:
        raise Invalid("identity_number_not_valid", "Ba số đầu của số định danh không phải mã tỉnh hay mã nước nào")
    born = 1900 + int(number[3]) // 2 * 100 + int(number[4:6])
    if born > on.year:
        raise Invalid("identity_number_not_valid", "Số định danh cho năm sinh ở tương lai, hãy xem lại số thứ 4 đến 6")
    return number


class Sex(StrEnum):
    """As the citizen card prints it; it is checked against the number and not kept."""

    MALE = "male"
    FEMALE = "female"


def must_fit_birth(number: str, born_on: date | None, sex: Sex | None) -> None:
    """Refuses a 12-digit identifier whose fourth to sixth digits tell another birth year or sex than the person's."""
    if len(number) != 12 or not number.isdigit():
        return
    year = 1900 + int(number[3]) // 2 * 100 + int(number[4:6])
    if born_on and born_on.year != year:
        message = f"Số định danh cho năm sinh {year}, ngày sinh ghi năm {born_on.year}: hãy xem lại cả hai"
        raise Invalid("identity_number_not_of_birth", message)
    if sex and (int(number[3]) % 2 == 0) != (sex is Sex.MALE):
        raise Invalid("identity_number_not_of_sex", "Số thứ tư của số định danh không hợp với giới tính đã ghi")


def tax_number(raw: str) -> str:
    """Ten digits with a check digit, `-NNN` behind for a branch; refuses a number that does not check."""
    form = _TAX.fullmatch(re.sub(r"[\s.]", "", raw))
    if not form:
        raise Invalid("tax_number_not_valid", "Mã số thuế gồm 10 chữ số, chi nhánh thêm -NNN")
    digits = form[1]
    check = 10 - sum(w * int(d) for w, d in zip(_TAX_WEIGHTS, digits, strict=False)) % 11
    if check != int(digits[9]):
        raise Invalid("tax_number_not_valid", "Mã số thuế sai số kiểm tra, hãy xem lại từng chữ số")
    return f"{digits}-{form[2]}" if form[2] else digits


def masked(number: str | None) -> str | None:
    """For lists: the last three signs at most, and never more than a third of a short number.

    The first ones tell province, sex and century of birth; with four more from the end and a birth year, a hundred
    numbers would be left to try. Three are enough to tell two people of one name apart.
    """
    if number is None:
        return None
    shown = min(3, len(number) // 3)
    return "•" * (len(number) - shown) + number[len(number) - shown :]
