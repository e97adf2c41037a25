"""A report as a file: workbook, printed form or prose."""

import asyncio
import hashlib

from services.stats.forms.report_paper import ReportPaper
from services.stats.forms.report_pdf import report_sheet
from services.stats.forms.report_prose import report_prose
from services.stats.forms.report_xlsx import write_report_xlsx
from services.stats.routes.report_formats import Format
from shared.forms.press import Press
from shared.forms.sheet import SheetSize


async def print_report(paper: ReportPaper, wanted: Format, press: Press) -> bytes:
    """In any format but JSON."""
    if wanted is Format.TEXT:
        return report_prose(paper).encode()
    if wanted is Format.XLSX:
        return await asyncio.to_thread(write_report_xlsx, paper)
    return await press.print_sheet(report_sheet(paper), SheetSize.A4)


def file_header(paper: ReportPaper, wanted: Format) -> dict[str, str]:
    period = paper.period
    suffix = "txt" if wanted is Format.TEXT else wanted.value
    name = f"{paper.filled.form.name}_{period.from_on:%Y%m%d}-{period.to_on:%Y%m%d}.{suffix}"
    return {"Content-Disposition": f'inline; filename="{name}"'}


def content_tag(content: bytes) -> str:
    """For what hardly ever changes: the tag is that of the bytes."""
    return f'"{hashlib.sha256(content).hexdigest()[:32]}"'
