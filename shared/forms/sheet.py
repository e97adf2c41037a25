"""A paper before it is printed: what it says, by which form, and the instant that its bytes carry."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

SHARED = Path(__file__).parent / "templates"


class SheetSize(StrEnum):
    """A5 is what TT 01/2018 art. 9–10 ask for; A4 is for machines that hold nothing else."""

    A4 = "a4"
    A5 = "a5"


@dataclass(frozen=True, slots=True)
class Sheet:
    """`says` is text, numbers and lists of them: the template's words are its own, these are never interpreted.

    The template has the name of the `form`: one of the circulars' `Form`, or a paper that only one office prints.
    `templates` is the folder of the office that prints it, or the one that all share.
    """

    form: StrEnum
    code: str
    made_at: datetime
    says: Mapping[str, Any]
    templates: Path = SHARED
