"""How generation B writes instants: three forms in one contract, all local, without zone."""

from datetime import datetime

from shared.worktime import LEGAL_ZONE

_RECORD, _ROW = "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S.%f"


def of_record(at: datetime | None) -> str:
    return at.astimezone(LEGAL_ZONE).strftime(_RECORD) if at else ""


def of_row(at: datetime | None) -> str:
    """With thousandths."""
    return at.astimezone(LEGAL_ZONE).strftime(_ROW)[:-3] if at else ""


def read_row_time(text: object) -> datetime | None:
    try:
        return datetime.strptime(str(text), _ROW).replace(tzinfo=LEGAL_ZONE)
    except ValueError:
        return None
