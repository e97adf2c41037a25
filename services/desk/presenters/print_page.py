"""Earlier prints of a dossier's papers: which time it was, when, by whom, with what digest."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from services.desk.clients.papers import OF_ACT, RECEIPT, SLIP
from services.desk.clients.part import Part
from services.desk.presenters.names import Names
from services.desk.presenters.papers_shown import MadeForm
from services.desk.presenters.written import instant
from services.desk.texts import _


@dataclass(frozen=True, slots=True)
class PrintLine:
    """`In lần 2, 22/07/2026 08:50`; `signer` is empty for a paper without a signature."""

    key: str
    title: str
    words: str
    by: str
    size: str
    sha256: str
    signer: str


def print_lines(receipts: Part, others: Part, forms: Sequence[MadeForm], names: Names) -> list[PrintLine]:
    """Newest first."""
    titles = {form.key: f"{form.title} {form.number}".strip() for form in forms}
    told = [(RECEIPT, each) for each in receipts.found or ()]
    told += [(f"{OF_ACT}{each['version']}" if each["version"] else SLIP, each) for each in others.found or ()]
    times: Counter[str] = Counter()
    lines = []
    for key, each in sorted(told, key=lambda pair: instant(pair[1]["printed_at"])):
        times[key] += 1
        when = f"{instant(each['printed_at']):%d/%m/%Y %H:%M}"
        lines.append(
            PrintLine(
                key=key,
                title=titles.get(key, key),
                words=_("In lần {n}, {when}").format(n=times[key], when=when),
                by=names.person(each["printed_by"]),
                size=(each["size"] or "").upper(),
                sha256=each["sha256"] or "",
                signer=each["signer"] or "",
            )
        )
    return lines[::-1]
