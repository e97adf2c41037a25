"""How generation B writes instants: three forms in one contract, all local, without zone."""

from datetime import datetime

from shared.worktime import LEGAL_ZONE

_RECORD, _ROW, _LISTED = "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S.%f", "%Y%m%d%H%M%S"


def of_record(at: datetime | None) -> str:
    return at.astimezone(LEGAL_ZONE).strftime(_RECORD) if at else ""


def of_row(at: datetime | None) -> str:
    """With thousandths."""
    return at.astimezone(LEGAL_ZONE).strftime(_ROW)[:-3] if at else ""


def read_row_time(text: object) -> datetime | None:
    """Also as generation A writes it: in which form a look-up lists rows is not known."""
    for form in (_ROW, _LISTED):
        try:
            return datetime.strptime(str(text), form).replace(tzinfo=LEGAL_ZONE)
        except ValueError:
            continue
    return None
