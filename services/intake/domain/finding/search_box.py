"""What somebody means who types into the one search box: a code, a number of a person, a telephone, or a name."""

import re
from dataclasses import dataclass

from services.intake.domain.dossiers.marks import words_of
from services.intake.domain.dossiers.phone import phone_number
from shared.errors import Invalid
from shared.text import clean_text

# Unit, dash, and as much of the day and the number as was typed: by the dash it is known from an identifier.
_CODE = re.compile(r"[0-9A-Z][0-9A-Z._]{1,59}-\d{0,8}(?:-\d{0,6})?")
_CODE_WHOLE = re.compile(r"[0-9A-Z][0-9A-Z._\-]{0,59}-(?:\d{6}|\d{8})-\d{4,6}")
_STRAY = re.compile(r"[\s.\-]")
_PERSONS = re.compile(r"\d{9}|\d{12}|[A-Z]{1,2}\d{6,8}")
_TAX = re.compile(r"(\d{10})(\d{3})?")


@dataclass(frozen=True, slots=True)
class Meant:
    """What is looked for. Of `numbers` (spellings of one identity or tax number) and `phone` any one is enough.

    `beginning` is a word that may still be going on.
    """

    code: str | None = None
    code_beginning: str | None = None
    numbers: tuple[str, ...] = ()
    phone: str | None = None
    words: tuple[str, ...] = ()
    beginning: str | None = None

    @property
    def kinds_of_number(self) -> tuple[str, ...]:
        """What of a person is asked for by number: such a question is written down, without the number."""
        return ("identity_number",) * bool(self.numbers) + ("phone",) * bool(self.phone)

    @property
    def names_a_person(self) -> bool:
        return bool(self.numbers or self.phone or self.words or self.beginning)


def read_box(text: str) -> Meant:
    """Decides by the text's shape. The last word of a name is taken as a beginning unless a blank follows it.

    Ten digits may be a mobile telephone or a tax number and are looked for as both. Refuses text without a letter or
    digit.
    """
    clean = clean_text(text)
    code = _STRAY_BLANKS.sub("", clean).upper()
    numbers, phone = identity_spellings(clean), _phone(clean)
    if numbers or phone:
        return Meant(numbers=numbers, phone=phone)
    if _CODE_WHOLE.fullmatch(code):
        return Meant(code=code)
    if _CODE.fullmatch(code):
        return Meant(code_beginning=code)
    words = name_words(clean)
    if text[-1:].isspace():
        return Meant(words=words)
    *whole, last = words
    return Meant(words=tuple(whole), beginning=last)


_STRAY_BLANKS = re.compile(r"\s")


def name_words(text: str) -> tuple[str, ...]:
    """Folded words of a name, each once; refuses a text that has none."""
    words = words_of([clean_text(text)])
    if not words:
        raise Invalid("nothing_to_look_for", "Hãy gõ tên, mã hồ sơ, số định danh hoặc số điện thoại cần tìm")
    return tuple(words)


def identity_spellings(text: str) -> tuple[str, ...]:
    """The stored forms that a text of the shape of an identity or tax number may have; empty where it has none.

    Nothing is checked further: register books hold numbers that no rule would pass.
    """
    number = _STRAY.sub("", text).upper()
    if _PERSONS.fullmatch(number):
        return (number,)
    tax = _TAX.fullmatch(number)
    if not tax:
        return ()
    return (f"{tax[1]}-{tax[2]}",) if tax[2] else (tax[1],)


def _phone(text: str) -> str | None:
    try:
        return phone_number(text)
    except Invalid:
        return None
