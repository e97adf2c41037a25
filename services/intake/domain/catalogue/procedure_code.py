"""The code of an administrative procedure: one digit, dot, six digits, the same nationwide."""

import re

_FORM = re.compile(r"[1-9]\.\d{6}")


def is_procedure_code(text: str) -> bool:
    return _FORM.fullmatch(text) is not None
