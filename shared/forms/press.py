"""Prints sheets as PDF/A-2b and PDF/UA-1: the same sheet gives the same bytes, and user text is never interpreted."""

import asyncio
import json
import re
import threading
import unicodedata
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typst

from shared.forms.sheet import Sheet, SheetSize
from shared.local.fonts import Typeface, typeface

if TYPE_CHECKING:  # the writer of registers prints without it and starts in a third of the time
    from shared.forms.signature import Signature

_ROOT = Path(__file__).parents[2]  # so that templates of an office find those that all share
_THREADS = 2  # typst gives the interpreter's lock back while it sets; more threads than cores only cost memory
_LONG_WORD = re.compile(r"[^\s-]{30}")  # a code is never that long between its hyphens: it stays whole
_BREAK = "\u200b"
_PAGE_COUNT = re.compile(rb"/Type/Pages/Count (\d+)")
_PARTS = (1.0, 0.92, 0.84, 0.77, 0.71, 0.66)  # smaller nobody reads: 5.5 pt on A5
_HOPELESS = 3  # pages: the smallest type takes less than half of the room
_PART_OF_MANY_PAGES = 0.84


class Press:
    """One per process; each of its threads has a compiler of its own, made when it prints its first sheet."""

    def __init__(self, signature: "Signature | None" = None) -> None:
        self._signature = signature
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="press")
        self._own = threading.local()

    @property
    def signer(self) -> str | None:
        """Whose certificate signs what is printed."""
        return self._signature.holder if self._signature else None

    async def print_sheet(self, sheet: Sheet, size: SheetSize) -> bytes:
        """The PDF, signed where the press has a signature; the loop goes on meanwhile.

        Refuses: signing_certificate_expired.
        """
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._print, sheet, size)

    def _print(self, sheet: Sheet, size: SheetSize) -> bytes:
        signature = self._signature
        if signature is None:
            return self.set_sheet(sheet, size)
        signed = f"{signature.holder}, {signature.signed_at(sheet.made_at):%d/%m/%Y %H:%M:%S %z}"
        pdf = self.set_sheet(sheet, size, signed)
        return signature.sign(pdf, sheet.made_at, f"{sheet.says['title']} {sheet.code}", sheet.says["place"])

    def set_sheet(self, sheet: Sheet, size: SheetSize, signed: str = "") -> bytes:
        """In the calling thread, 12 ms of processor time a try: as large as fits one page, else over several."""
        for part in _PARTS:
            pdf = self.set_pages(sheet, size, signed, part)
            pages = _pages_of(pdf)
            if pages == 1:
                return pdf
            if pages > _HOPELESS:
                break
        return self.set_pages(sheet, size, signed, _PART_OF_MANY_PAGES)

    def set_pages(self, sheet: Sheet, size: SheetSize, signed: str = "", part: float = 1.0) -> bytes:
        """In the calling thread, whatever number of pages it takes; `part` is of the usual size of type."""
        face = typeface()
        inputs = {
            "sheet": json.dumps(legible({**sheet.says, "signed": signed}, face.signs), ensure_ascii=False),
            "size": size.value,
            "family": face.family,
            "part": str(part),
        }
        pdf = self._compiler(face).compile(
            input=sheet.templates / f"{sheet.form.value}.typ",
            format="pdf",
            sys_inputs=inputs,
            pdf_standards=["a-2b", "ua-1"],
            timestamp=sheet.made_at.replace(microsecond=0),  # a PDF's dates have whole seconds
        )
        if not isinstance(pdf, bytes):
            raise TypeError("a PDF is one run of bytes")
        return pdf

    def _compiler(self, face: Typeface) -> typst.Compiler:
        """Only the chosen family: what else the machine has must not decide how a paper looks."""
        if not hasattr(self._own, "compiler"):
            self._own.compiler = typst.Compiler(root=_ROOT, font_paths=[face.folder], ignore_system_fonts=True)
        compiler: typst.Compiler = self._own.compiler
        return compiler


def _pages_of(pdf: bytes) -> int:
    """As typst writes it: asking typst itself what a page holds sets the page once more, which doubles the work."""
    count = _PAGE_COUNT.search(pdf)
    if not count:
        raise ValueError("a PDF without a page tree")
    return int(count[1])


def legible(said: Any, signs: frozenset[int]) -> Any:
    """NFC on one line, breakable, and with a box for each sign that the typeface lacks: it would vanish silently."""
    if isinstance(said, Mapping):
        return {name: legible(value, signs) for name, value in said.items()}
    if isinstance(said, list):
        return [legible(value, signs) for value in said]
    if not isinstance(said, str) or said.startswith("<svg"):
        return said
    text = " ".join(unicodedata.normalize("NFC", said).split())
    box = next(sign for sign in "□\ufffd?" if ord(sign) in signs)
    seen = "".join(sign if ord(sign) in signs else box for sign in text)
    return _LONG_WORD.sub(lambda long: long[0] + _BREAK, seen)
