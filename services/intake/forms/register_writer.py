"""Writes one register book. A process of its own: it computes for long, and its memory goes back when it ends.

It reads JSON lines: the head, then the cells of one dossier a line, then `"end"`. Without the end the book is not
whole and nothing is left behind.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from services.intake.forms.register_head import RegisterHead
from services.intake.forms.register_pdf import write_pdf
from services.intake.forms.register_xlsx import write_xlsx
from services.intake.repository.reading_limits import keep_within_limits

_WRITERS = {"xlsx": write_xlsx, "pdf": write_pdf}


class NotWhole(RuntimeError):
    """The lines broke off."""


def main(kind: str, target: str) -> None:
    keep_within_limits()
    head = RegisterHead.read(json.loads(sys.stdin.readline()))
    try:
        _WRITERS[kind](Path(target), head, _lines(sys.stdin))
    except BaseException:
        Path(target).unlink(missing_ok=True)
        raise


def _lines(said: TextIO) -> Iterator[list[Any]]:
    for line in said:
        document = json.loads(line)
        if document == "end":
            return
        yield document
    raise NotWhole


if __name__ == "__main__":
    main(*sys.argv[1:3])
