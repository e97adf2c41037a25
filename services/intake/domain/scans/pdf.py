"""Looks at a PDF as it goes by: whole, not locked, without actions that stand in clear, and how many pages.

A desk's courtesy check, not a virus scanner: what hides in compressed object streams or in escaped names is not seen.
So a scan is never opened here, and is handed out as a file and in a sandbox.
"""

import re

from services.intake.domain.scans.refusals import has_actions, locked, not_whole

_CARRY = 64  # longer than the longest thing looked for
_TAIL = 2048
_EOF_WITHIN = 1024  # where readers look for %%EOF (ISO 32000-1, Annex H, 3.4.4)
_NAMES = re.compile(
    rb"/(?:(Encrypt)|(JavaScript|Launch)|(ObjStm)|(Type\s{0,8}/Page))(?![A-Za-z0-9_.\-#])",
)
_LOCKED, _ACTION, _PACKED, _PAGE = range(1, 5)
_XREF = b"startxref"


class PdfLook:
    """Pages are counted where all of them stand in clear and nothing was appended later, else they are not known."""

    def __init__(self, head: bytes) -> None:
        del head
        self._carry = b""
        self._tail = b""
        self._pages = 0
        self._xrefs = 0
        self._is_packed = False

    def add(self, chunk: bytes) -> None:
        window = self._carry + chunk
        self._search(window, len(window) - _CARRY)
        self._carry = window[-_CARRY:]
        self._tail = (self._tail + chunk)[-_TAIL:]

    def end(self, size: int) -> int | None:
        del size
        self._search(self._carry, len(self._carry))
        if b"%%EOF" not in self._tail[-_EOF_WITHIN:] or _XREF not in self._tail:
            raise not_whole()
        is_known = self._pages and self._xrefs == 1 and not self._is_packed
        return self._pages if is_known else None

    def _search(self, window: bytes, until: int) -> None:
        """What begins before `until`: the rest is seen again with the next chunk."""
        for found in _NAMES.finditer(window):
            if found.start() < until:
                self._note(found.lastindex or 0)
        at = window.find(_XREF)
        while 0 <= at < until:
            self._xrefs += 1
            at = window.find(_XREF, at + 1)

    def _note(self, what: int) -> None:
        if what == _LOCKED:
            raise locked()
        if what == _ACTION:
            raise has_actions()
        self._is_packed |= what == _PACKED
        self._pages += what == _PAGE
