"""Telephone numbers of Việt Nam, stored as E.164."""

import re

from shared.errors import Invalid
from shared.text import SERVICE_NUMBER

_NATIONAL = re.compile(r"0(?:[35789]\d{8}|2\d{9})")


def phone_number(raw: str) -> str:
    """`+84…` without the leading zero; refuses what is neither mobile (10 digits), fixed (11) nor 1800/1900."""
    digits = re.sub(r"[\s.\-()]", "", raw)
    national = re.sub(r"^(?:\+84|0084|84(?=\d{9,10}$))0?", "0", digits)
    if _NATIONAL.fullmatch(national):
        return "+84" + national[1:]
    if SERVICE_NUMBER.fullmatch(digits.removeprefix("+84")):  # a number in stored form stays as it is
        return "+84" + digits.removeprefix("+84")
    raise Invalid("phone_not_valid", "Số điện thoại phải là 10 số di động (03, 05, 07, 08, 09) hoặc 11 số cố định (02)")
