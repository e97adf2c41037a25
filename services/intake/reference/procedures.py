"""The national catalogue of procedures as published, with papers, and what of the 2023 lists is no longer in it."""

import re
import unicodedata
from datetime import date
from math import ceil

from services.intake.domain.catalogue import PublishedProcedure, RequiredPaper
from services.intake.domain.office import BEFORE_ALL
from services.intake.reference.files import rows_of
from shared.contracts.terms import Channel
from shared.worktime import Term, Unit

_TWO_LEVELS_FROM = date(2025, 7, 1)  # the crawl shows the procedures after the two-tier reform
_BY_CHANNEL = re.compile(r"(direct|online|post)=([\d.]+) (\w+)")
_MOST_PAPERS = 99  # larger figures in the source are years that slipped into the column
_FIRST_AMOUNT = re.compile(r"\d+")


def reference_procedures() -> list[PublishedProcedure]:
    """Every procedure, in its first version here."""
    published = [_published(row) for row in rows_of("procedures")]
    known = {procedure.code for procedure in published}
    return published + [_of_2023(row) for row in rows_of("procedures_common") if row["code"] not in known]


def reference_papers() -> dict[str, list[RequiredPaper]]:
    """Papers by procedure code."""
    papers: dict[str, list[RequiredPaper]] = {}
    for row in rows_of("procedure_papers"):
        counts = _count(row["originals"]), _count(row["copies"])
        paper = RequiredPaper(int(row["no"]), _nfc(row["case"]), _nfc(row["paper"]), row["form_file"], *counts)
        papers.setdefault(row["code"], []).append(paper)
    return papers


def reference_fields() -> dict[str, str | None]:
    """Names of fields, with the national code where there is one (the first, where the source has two)."""
    fields: dict[str, str | None] = {}
    for row in rows_of("fields"):
        fields[row["field_name"]] = fields.get(row["field_name"]) or row["field_code"] or None
    return fields


def read_term(amount: str, unit: str) -> tuple[Term | None, str]:
    """The term and where its unit is from. `immediate` is same-day; a lost unit is read as working days."""
    if not amount or unit in ("", "schedule"):
        return None, "none"
    source = "unstated" if unit == "unstated" else "published"
    number = float(amount)
    if number == 0 or unit in ("immediate", "same_day"):
        return Term(Unit.SAME_DAY, 0), source
    if unit == "working_day" and (number * 2) % 2 == 1:
        return Term(Unit.HALF_DAY, int(number * 2)), source
    written = Unit.WORKING_DAY if unit == "unstated" else Unit(unit)
    return Term(written, ceil(number)), source  # a quarter of an hour cannot be counted here: up to the hour


def _published(row: dict[str, str]) -> PublishedProcedure:
    term, source = read_term(row["time_amount"], row["time_unit"])
    return PublishedProcedure(
        code=row["code"],
        version=1,
        valid_from=_TWO_LEVELS_FROM,
        valid_to=None,
        name=_nfc(row["name"]),
        field=_nfc(row["field"]),
        levels=tuple(row["level"].split("|")),
        decision=row["decision"],
        agency=row["agency"],
        subjects=row["subjects"],
        channels=tuple(filter(None, row["channels"].split("|"))),
        term=term,
        term_source=source,
        term_text=row["time_text"],
        terms=_terms(row["times_by_channel"], term),
        fee_min=_amount(row["fee_min_vnd"]),
        fee_max=_amount(row["fee_max_vnd"]),
        fee_text=row["fee_text"],
        result=row["result"],
        source=f"{row['sources']} {row['as_of']} {row['confidence']}",
    )


def _of_2023(row: dict[str, str]) -> PublishedProcedure:
    term, source = read_term(row["time_2023"], row["unit_2023"])
    fee = _amount(row["fee_2023_vnd"])
    return PublishedProcedure(
        code=row["code"],
        version=1,
        valid_from=BEFORE_ALL,
        valid_to=None,
        name=_nfc(row["name"]),
        field=_nfc(row["field"]),
        levels=tuple(re.split(r"[>,]", row["level_2023"])),
        decision="",
        agency=row["agency_2023"],
        subjects="",
        channels=tuple(Channel),
        term=term,
        term_source=source,
        term_text="",
        terms={},
        fee_min=fee,
        fee_max=fee,
        fee_text="",
        result=row["result"],
        source=f"procedures_common 2023 {row['confidence_2023_facts']}",
    )


def _terms(text: str, main: Term | None) -> dict[Channel, Term]:
    """The first case of each channel, where it differs from the main term. The source is cut at 160 signs."""
    terms: dict[Channel, Term] = {}
    for piece in text.split("; "):
        found = _BY_CHANNEL.fullmatch(piece)
        if found and found[3] in {"unstated", "immediate", *Unit}:
            term, _ = read_term(found[2], found[3])
            if term:
                terms.setdefault(Channel(found[1]), term)
    return {channel: term for channel, term in terms.items() if term != main}


def _amount(text: str) -> int | None:
    return int(text) if text.isdecimal() else None


def _count(text: str) -> int | None:
    found = _FIRST_AMOUNT.match(text)
    return int(found[0]) if found and int(found[0]) <= _MOST_PAPERS else None


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()
