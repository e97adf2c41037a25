"""Checks that the scans which papers refer to were uploaded by a desk in reach."""

from collections.abc import Sequence
from datetime import datetime

from services.intake.domain.dossiers.receipt import Paper
from services.intake.repository.scans.scans import Scans
from shared.callers import Caller
from shared.db.database import Connection
from shared.errors import Invalid

_MESSAGE = "Chưa có bản quét này: hãy tải tệp lên (POST /scans) tại bộ phận của tài khoản rồi gửi lại"


async def check_scans(connection: Connection, papers: Sequence[Paper], caller: Caller, now: datetime) -> None:
    """Asks nothing where no paper has a scan. What is found stays for a day: time enough to write the papers down."""
    if not has_scans(papers):
        return
    wanted = {paper.scan for paper in papers if paper.scan}
    found = await Scans(connection).want(wanted, caller.offices, now)
    missing = [at for at, paper in enumerate(papers) if paper.scan and paper.scan not in found]
    if missing:
        raise Invalid("scan_not_found", _MESSAGE, fields={f"papers.{at}.scan": _MESSAGE for at in missing})


def has_scans(papers: Sequence[Paper]) -> bool:
    return any(paper.scan for paper in papers)
