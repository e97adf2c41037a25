"""The national catalogue of procedures as published, with papers, and what of the 2023 lists is no longer in it."""

import re
import unicodedata
from datetime import date

from services.intake.domain.catalogue.catalogue import PublishedProcedure, RequiredPaper
from services.intake.domain.catalogue.catalogue_file import with_paper_cases
from services.intake.domain.catalogue.catalogue_row import read_paper_row, read_row
from services.intake.domain.catalogue.published_times import read_term
from services.intake.domain.organisation.office import BEFORE_ALL
from services.intake.reference.files import rows_of
from shared.contracts.terms import Channel

_TWO_LEVELS_FROM = date(2025, 7, 1)  # the crawl shows the procedures after the two-tier reform


def reference_procedures() -> list[PublishedProcedure]:
    """Every procedure, in its first version here."""
    papers = reference_papers()
    rows = [read_row(row, _TWO_LEVELS_FROM) for row in rows_of("procedures")]
    published = [with_paper_cases(procedure, papers.get(procedure.code, ())) for procedure in rows]
    known = {procedure.code for procedure in published}
    return published + [_of_2023(row) for row in rows_of("procedures_common") if row["code"] not in known]


def reference_papers() -> dict[str, list[RequiredPaper]]:
    """Papers by procedure code."""
    papers: dict[str, list[RequiredPaper]] = {}
    for row in rows_of("procedure_papers"):
        code, paper = read_paper_row(row)
        papers.setdefault(code, []).append(paper)
    return papers


def reference_fields() -> dict[str, str | None]:
    """Names of fields, with the national code where there is one (the first, where the source has two)."""
    fields: dict[str, str | None] = {}
    for row in rows_of("fields"):
        fields[row["field_name"]] = fields.get(row["field_name"]) or row["field_code"] or None
    return fields


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


def _amount(text: str) -> int | None:
    return int(text) if text.isdecimal() else None


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()
