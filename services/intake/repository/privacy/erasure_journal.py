"""The log of erasures as a file outside the database: a backup restored later must not bring people back.

One JSON line an erasure, without anything of the person. It is kept and backed up apart from the database.
"""

import asyncio
import json
import os
from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

from services.intake.domain.privacy.erasure import Erasure, Ground, Order

_BATCH = 500


class ErasureJournal:
    """The file of one machine; only the one process that looks after erasures writes it."""

    def __init__(self, files: Path) -> None:
        self.path = files / "erasures.jsonl"

    async def append(self, erasures: Sequence[Erasure]) -> None:
        """On the disk when it returns."""
        await asyncio.to_thread(self._append, erasures)

    async def batches(self) -> AsyncIterator[list[Erasure]]:
        """Everything in it; a line that a crash cut short is passed over, the database still has that erasure."""
        lines = self._lines()
        while batch := await asyncio.to_thread(lambda: list(islice(lines, _BATCH))):
            yield [erasure for line in batch if (erasure := _read(line))]

    def _append(self, erasures: Sequence[Erasure]) -> None:
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with self.path.open("ab+") as file:
            file.seek(max(file.seek(0, os.SEEK_END) - 1, 0))
            cut_short = file.read(1) not in (b"", b"\n")
            file.write((b"\n" if cut_short else b"") + b"".join(map(_write, erasures)))
            file.flush()
            os.fsync(file.fileno())

    def _lines(self) -> Iterator[bytes]:
        if self.path.exists():
            with self.path.open("rb") as file:
                yield from file


def _write(erasure: Erasure) -> bytes:
    order = erasure.order
    document: dict[str, Any] = {
        "id": str(erasure.id),
        "dossier": str(erasure.dossier),
        "at": erasure.at.isoformat(),
        "ground": order.ground.value,
        "basis": order.basis,
        "by": order.erased_by,
    }
    return json.dumps(document, ensure_ascii=False).encode() + b"\n"


def _read(line: bytes) -> Erasure | None:
    try:
        d = json.loads(line)
        order = Order(Ground(d["ground"]), d["basis"], None, d["by"])
        return Erasure(UUID(d["id"]), UUID(d["dossier"]), datetime.fromisoformat(d["at"]), order)
    except (ValueError, KeyError, TypeError):
        return None
