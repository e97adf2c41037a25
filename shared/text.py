"""Vietnamese text as it is stored (NFC, no control signs) and as it is searched (folded)."""

import re
import unicodedata

from shared.errors import Invalid

# Bidirectional overrides and zero-width signs change what a person reads without changing what they see.
_UNWANTED = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
_BLANKS = re.compile(r"\s+")
SERVICE_NUMBER = re.compile(r"1[89]00\d{4,6}")


def clean_text(raw: str) -> str:
    """NFC without stray blanks; refuses control signs, lone surrogates and direction overrides."""
    if _UNWANTED.search(raw):
        raise Invalid("text_has_control_signs", "Văn bản có ký tự điều khiển hoặc ký tự hỏng, hãy gõ lại")
    return unicodedata.normalize("NFC", raw).strip()


def dialled(phone: str) -> str:
    """A telephone number stored as E.164 as people in Việt Nam dial it; a service number has no leading zero."""
    digits = phone.removeprefix("+84")
    return digits if digits == phone or SERVICE_NUMBER.fullmatch(digits) else "0" + digits


def fold(text: str) -> str:
    """Search form: no marks, no case, đ = d, single blanks; so `hoà` = `hòa` = `hoa`."""
    lowered = text.lower().replace("đ", "d").replace("ð", "d")
    return _BLANKS.sub(" ", _unmarked(lowered)).strip()


def without_diacritics(text: str) -> str:
    """ASCII as people write it in short messages: `Hồ sơ đã có` is `Ho so da co`; what has no such form is `?`."""
    plain = text.replace("đ", "d").replace("Đ", "D").replace("–", "-")
    return _unmarked(plain).encode("ascii", "replace").decode()


def _unmarked(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
