"""The official papers of a dossier: fetched to be printed, their prints, and several papers as one."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pypdf import PdfReader, PdfWriter

from services.desk.clients.dossiers import at
from services.desk.clients.part import Part, part
from shared.web.service_client import BoundClient

RECEIPT = "giay-hen"
SLIP = "phieu-kiem-soat"
OF_ACT = "viec-"
_AT_ONCE = 4


@dataclass(frozen=True, slots=True)
class Prints:
    """What was printed before, at either service."""

    receipts: Part
    others: Part


async def paper(intake: BoundClient, processing: BoundClient, code: str, key: str, size: str) -> bytes:
    """The PDF of one paper; the service writes the print down. Refuses what the service refuses."""
    here = at(code)
    if key == RECEIPT:
        return (await intake.fetch(f"{here}/receipt.pdf", paper=size)).content
    if key == SLIP:
        return (await processing.fetch(f"{here}/control-slip.pdf", paper=size)).content
    version = int(key.removeprefix(OF_ACT))
    return (await processing.fetch(f"{here}/acts/{version}/paper.pdf", paper=size)).content


async def prints(intake: BoundClient, processing: BoundClient, code: str) -> Prints:
    """Oldest first."""
    here = at(code)
    return Prints(*await asyncio.gather(part(intake.get(f"{here}/prints")), part(processing.get(f"{here}/prints"))))


async def papers(intake: BoundClient, processing: BoundClient, codes: Sequence[str], key: str, size: str) -> list[Part]:
    """The same paper of many dossiers, each by itself refused or not."""
    turn = asyncio.Semaphore(_AT_ONCE)

    async def one(code: str) -> Any:
        async with turn:
            return await paper(intake, processing, code, key, size)

    return await asyncio.gather(*(part(one(code)) for code in codes))


def bound_together(pdfs: Sequence[bytes]) -> bytes:
    """One file to be printed in one go; a single paper stays as it is, its signature whole."""
    if len(pdfs) == 1:
        return pdfs[0]
    writer = PdfWriter()
    for pdf in pdfs:
        writer.append(PdfReader(BytesIO(pdf)), import_outline=False)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
