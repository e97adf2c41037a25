"""How generation A writes: nearly everything is a text, also numbers and booleans; instants are local, without zone."""

from datetime import datetime

from shared.worktime import LEGAL_ZONE

LONGEST_SUMMARY = 1000
LONGEST_FILE_NAME = 4000
LONGEST_TEXT = 2000
LONGEST_OFFICER = 50
_CUT = "…"
_APPLICANT_KINDS = {"citizen": "1", "foreigner": "1", "business": "2", "household": "2", "organisation": "4"}


def instant(at: datetime | None) -> str:
    """`yyyyMMddHHmmss`; empty where it is not known."""
    return at.astimezone(LEGAL_ZONE).strftime("%Y%m%d%H%M%S") if at else ""


def read_instant(text: object) -> datetime | None:
    try:
        return datetime.strptime(str(text), "%Y%m%d%H%M%S").replace(tzinfo=LEGAL_ZONE)
    except ValueError:
        return None


def cut(text: str, longest: int) -> str:
    """Cut with a mark: a text too long would have the whole dossier refused."""
    return text if len(text) <= longest else text[: longest - 1] + _CUT


def flag(is_so: bool) -> str:
    return "1" if is_so else "0"


def applicant_kind(kind: str) -> str:
    """Of intake's kinds."""
    return _APPLICANT_KINDS[kind]
