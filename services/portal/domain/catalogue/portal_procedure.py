"""A procedure as far as the portal and we must agree on it, whoever publishes it."""

import hashlib
import json
import re
import unicodedata
from dataclasses import asdict, dataclass

from shared.contracts.terms import Channel
from shared.worktime import Term

_UNSEEN = re.compile(r"[\u200b-\u200f\u2060\ufeff]")


def as_compared(text: str) -> str:
    """NFC, single blanks, no zero-width signs: what catalogues may write otherwise and mean the same."""
    return " ".join(_UNSEEN.sub("", unicodedata.normalize("NFC", text)).split())


@dataclass(frozen=True, slots=True)
class PublishedLimit:
    """The limit of a channel, in a case where there are several; without a term where none is published."""

    channel: Channel
    term: Term | None
    case: str = ""


@dataclass(frozen=True, slots=True)
class PublishedFee:
    """In đồng, or words where there is no one amount; for a channel and case, or for all."""

    name: str
    amount: int | None
    text: str = ""
    channel: Channel | None = None
    case: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class PublishedPaper:
    """A component of the dossier; `replaced_by` is the code of a result that stands for it (MA_KQ_THAYTHE)."""

    name: str
    case: str = ""
    originals: int | None = None
    copies: int | None = None
    form_file: str = ""
    code: str = ""
    replaced_by: str = ""


@dataclass(frozen=True, slots=True)
class PublishedResult:
    """What the procedure gives."""

    name: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class PortalProcedure:
    """`code` is the nationwide one, without publishing agency.

    `field_code`, `decision` and codes inside the lists are empty where the side that publishes keeps none.
    `levels` are bo, tinh, huyen, xa, khac. `is_public`: in force here, TRANGTHAI 1 there.
    """

    code: str
    name: str
    field_name: str
    field_code: str = ""
    levels: tuple[str, ...] = ()
    decision: str = ""
    is_public: bool = True
    limits: tuple[PublishedLimit, ...] = ()
    fees: tuple[PublishedFee, ...] = ()
    papers: tuple[PublishedPaper, ...] = ()
    results: tuple[PublishedResult, ...] = ()


def content_mark(procedure: PortalProcedure) -> str:
    """The same for equal content whatever the order of lists and the Unicode form: a proposal is made once for it."""
    return hashlib.sha256(json.dumps(_plain(asdict(procedure))).encode()).hexdigest()


def _plain(value: object) -> object:
    if isinstance(value, str):
        return as_compared(value)
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, tuple):
        return sorted({json.dumps(_plain(one)) for one in value})
    return repr(value)
