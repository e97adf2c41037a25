"""Agency identifiers: QCVN 102:2016 (`000.00.19.H62`) and QĐ 20/2020 (`H62.19`) spell the same unit differently."""

import re

_QCVN_102 = re.compile(r"(\d{3})\.(\d{2})\.(\d{2})\.([A-Y]\d{2})")
_QD_20 = re.compile(r"([A-Y]\d{2})(?:\.(\d{2}))?(?:\.(\d{2}))?(?:\.(\d{3}))?")


def other_spelling(identifier: str) -> str | None:
    """The same unit in the other scheme; None where the text is of neither.

    QCVN 102 writes four groups with level 1 last, QĐ 20 writes level 1 first and no empty groups at the end.
    """
    if old := _QCVN_102.fullmatch(identifier):
        groups = [old[4], old[3], old[2], old[1]]
        while len(groups) > 1 and not groups[-1].strip("0"):
            groups.pop()
        return ".".join(groups)
    if new := _QD_20.fullmatch(identifier):
        return f"{new[4] or '000'}.{new[3] or '00'}.{new[2] or '00'}.{new[1]}"
    return None


def spellings(identifier: str) -> tuple[str, ...]:
    """The identifier and, where it has one, its other spelling."""
    other = other_spelling(identifier)
    return (identifier, other) if other and other != identifier else (identifier,)
