"""Real procedures of the reference data in the small town, and files in the layout of the portal's export."""

import csv
import io
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from services.intake.domain.catalogue.catalogue import PublishedProcedure
from services.intake.reference.files import rows_of
from services.intake.reference.procedures import reference_papers, reference_procedures
from services.intake.unit_of_work.work import Work
from shared.db.database import Database
from shared.worktime import Term, Unit
from tests.intake.conftest import THURSDAY, a_procedure

FIELD = "Hộ tịch"
FIELDS = (FIELD, "Thành lập và hoạt động của tổ hợp tác, hợp tác xã, liên hiệp hợp tác xã")

# What the small town calls a birth registration too, under the names that these codes have.
_OTHERS = (
    a_procedure("1.001612", Term(Unit.WORKING_DAY, 3), name="Đăng ký thành lập hộ kinh doanh", field="Hộ kinh doanh"),
    a_procedure("2.000908", name="Cấp bản sao từ sổ gốc", field="Chứng thực"),
    a_procedure("1.000001", name="Thủ tục đã bãi bỏ", field="Chứng thực"),
)


@cache
def real_procedures() -> tuple[PublishedProcedure, ...]:
    return tuple(p for p in reference_procedures() if p.field in FIELDS and p.valid_from.year == 2025)


async def load_real_catalogue(database: Database) -> None:
    async with database.transaction() as connection:
        work = Work(connection, THURSDAY)
        await work.catalogue.save_procedures([*_OTHERS, *real_procedures()])
        codes = {procedure.code for procedure in real_procedures()}
        papers = {(code, 1): papers for code, papers in reference_papers().items() if code in codes}
        await work.catalogue.save_papers(papers)


@cache
def _rows(name: str) -> tuple[Mapping[str, str], ...]:
    codes = {procedure.code for procedure in real_procedures()}
    return tuple(row for row in rows_of(name) if row["code"] in codes)


def procedure_rows(**changes: Mapping[str, str]) -> list[dict[str, str]]:
    """The published rows; `changes` by code with the dot written as an underscore."""
    return [{**row, **changes.get(f"c{row['code'].replace('.', '_')}", {})} for row in _rows("procedures")]


def paper_rows() -> list[dict[str, str]]:
    return [dict(row) for row in _rows("procedure_papers")]


def as_csv(rows: Iterable[Mapping[str, Any]]) -> bytes:
    rows = list(rows)
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()
