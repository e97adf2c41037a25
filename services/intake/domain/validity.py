"""Days on which something holds: from the first to the last, both included; open-ended where there is no last."""

from datetime import date


def holds_on(on: date, valid_from: date, valid_to: date | None) -> bool:
    return valid_from <= on and (valid_to is None or on <= valid_to)
