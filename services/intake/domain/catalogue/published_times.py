"""The time limits of a catalogue row: the main one, those of other channels, those of other cases."""

import re
from collections.abc import Iterator
from math import ceil

from services.intake.domain.catalogue.procedure import Case
from shared.contracts.terms import Channel
from shared.worktime import Term, TermNotValid, Unit

_BY_CHANNEL = re.compile(r"(direct|online|post)=(?:(\d{1,5}(?:\.\d{1,3})?) (\w{1,20}))?")
_AMOUNT = re.compile(r"\d{1,5}(\.\d{1,3})?")
_CUT_AT = 160  # the export cuts the column here: what stands last may be half a word
_UNITS = {"unstated", "immediate", *Unit}


class TimeNotRead(ValueError):
    """Why a time limit cannot be taken, and what to do."""


def read_term(amount: str, unit: str) -> tuple[Term | None, str]:
    """The term and where its unit is from. `immediate` is same-day; a lost unit is read as working days."""
    if not amount or unit in ("", "schedule"):
        return None, "none"
    if not _AMOUNT.fullmatch(amount) or unit not in _UNITS:
        raise TimeNotRead(f"Thời hạn phải là số và một đơn vị trong: {', '.join(sorted(_UNITS))} (cột time_*)")
    source = "unstated" if unit == "unstated" else "published"
    number = float(amount)
    if number == 0 or unit in ("immediate", "same_day"):
        return Term(Unit.SAME_DAY, 0), source
    if unit == "working_day" and (number * 2) % 2 == 1:
        return Term(Unit.HALF_DAY, int(number * 2)), source
    written = Unit.WORKING_DAY if unit == "unstated" else Unit(unit)
    try:
        return Term(written, ceil(number)), source  # a quarter of an hour cannot be counted here: up to the hour
    except TermNotValid as wrong:
        raise TimeNotRead(f"Thời hạn không dùng được: {wrong.message}") from wrong


def terms_by_channel(text: str, main: Term | None) -> dict[Channel, Term]:
    """The first limit of each channel, where it differs from the main one."""
    terms: dict[Channel, Term] = {}
    for channel, term in _pieces(text):
        terms.setdefault(channel, term)
    return {channel: term for channel, term in terms.items() if term != main}


def limit_cases(text: str) -> tuple[Case, ...]:
    """Further limits of a channel are further cases. The export gives them no name, so the limit itself is the name.

    It lists them in another order for each channel, so a case is told by its limit, not by its place.
    """
    first: dict[Channel, Term] = {}
    further: dict[Term, dict[Channel, Term]] = {}
    for channel, term in _pieces(text):
        if first.setdefault(channel, term) != term:
            further.setdefault(term, {})[channel] = term
    return tuple(_case(term, further, first) for term in further)


def _case(term: Term, further: dict[Term, dict[Channel, Term]], first: dict[Channel, Term]) -> Case:
    """With every channel that lists the limit, first or later."""
    terms = further[term] | {channel: term for channel, usual in first.items() if usual == term}
    return Case(f"Trường hợp thời hạn {term}", None, dict(sorted(terms.items())))


def _pieces(text: str) -> Iterator[tuple[Channel, Term]]:
    pieces = [piece for piece in text.split("; ") if piece]
    for piece in pieces:
        found = _BY_CHANNEL.fullmatch(piece)
        if found and (found[3] is None or found[3] in _UNITS):
            term, _ = read_term(found[2] or "", found[3] or "")
            if term:
                yield Channel(found[1]), term
        elif len(text) < _CUT_AT or piece is not pieces[-1]:
            raise TimeNotRead("Cột times_by_channel phải có dạng direct=5 working_day; online=3 working_day")
