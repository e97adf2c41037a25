"""Codes out of the portal's lists: fields `G15-TP07`, components `000.00.00.G09-KQ002269`, results `KQ.G07.000122`.

Ministries write components and results in some fifteen forms, so only what no code can be is refused.
"""

import re
import unicodedata

from shared.errors import Invalid

_FIELD = re.compile(r"[A-Y][0-9]{2}-[A-ZĐ]{1,4}[0-9]{1,4}")  # TT 01/2018 art. 20; `G12-LĐ03`
_ANY = re.compile(r"[0-9A-ZĐ][0-9A-ZĐ._\-]{0,59}")


def read_field_code(text: str) -> str:
    code = _written(text)
    if not _FIELD.fullmatch(code):
        raise Invalid("field_code_not_valid", f"{text[:60]} không phải mã lĩnh vực (dạng G15-TP07)")
    return code


def read_list_code(text: str) -> str:
    """Of a component, result or fee, as it is compared."""
    code = _written(text)
    if not _ANY.fullmatch(code):
        raise Invalid("list_code_not_valid", f"{text[:60]} không phải mã trong danh mục của Cổng")
    return code


def _written(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip().upper()
