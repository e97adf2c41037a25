"""A whole version of a procedure as a decision prepares it."""

from typing import Annotated, Any, Literal

from pydantic import Field

from services.intake.domain.catalogue.catalogue import OnlineService
from services.intake.domain.catalogue.version_document import Document
from services.intake.schemas.catalogue.terms import TermIn
from services.intake.schemas.parts import FilledText, In
from shared.contracts.terms import Channel, Level
from shared.web.fields import LongText, Text

PublishedLevel = Literal["bo", "tinh", "huyen", "xa", "khac"]
Terms = Annotated[dict[Channel, TermIn], Field(default_factory=dict, description="Kênh có thời hạn khác")]
Count = Annotated[int | None, Field(ge=0, le=99, strict=True)]
Money = Annotated[int | None, Field(ge=0, le=2_000_000_000, strict=True, description="Đồng")]
Code = Annotated[str, Field(max_length=60, pattern=r"^[A-Za-z0-9._\-]*$")]


class CaseIn(In):
    """A case with limits of its own, or with papers and fees of its own only."""

    name: FilledText
    term: TermIn | None = None
    terms: Terms

    def as_document(self) -> Document:
        return {"name": self.name, "term": self.term.as_stored() if self.term else None, "terms": _stored(self.terms)}


class VersionPaperIn(In):
    """A paper; `when` is the case that asks for it, or a heading that only groups papers."""

    when: LongText = ""
    name: Annotated[LongText, Field(min_length=1)]
    form_file: LongText = ""
    originals: Count = None
    copies: Count = None
    electronic: Count = None


class FeeIn(In):
    """A fee: an amount, or words where there is no one amount."""

    name: FilledText
    amount: Money = None
    text: LongText = ""
    channel: Channel | None = None
    case: Text | None = None


class ResultIn(In):
    """What the procedure gives, by the national code of result types where there is one."""

    code: Code = ""
    name: FilledText


class StageIn(In):
    """One agency's part in an interlinked procedure."""

    agency: FilledText
    level: Level | None = None
    content: LongText = ""
    term: TermIn | None = None

    def as_document(self) -> Document:
        return {**self.model_dump(mode="json", exclude={"term"}), "term": self.term.as_stored() if self.term else None}


class VersionIn(In):
    """Everything that is published about a procedure. Fees in đồng; retention in months."""

    name: Annotated[LongText, Field(min_length=1)]
    field: FilledText
    levels: Annotated[list[PublishedLevel], Field(min_length=1, max_length=5)]
    decision: Annotated[LongText, Field(description="Số quyết định công bố; mặc định là số của quyết định này")] = ""
    agency: LongText = ""
    subjects: LongText = ""
    channels: Annotated[list[Channel], Field(min_length=1, max_length=3)]
    term: TermIn | None = None
    term_text: LongText = ""
    terms: Terms
    cases: Annotated[list[CaseIn], Field(default_factory=list, max_length=100)]
    papers: Annotated[list[VersionPaperIn], Field(default_factory=list, max_length=300)]
    fees: Annotated[list[FeeIn], Field(default_factory=list, max_length=100)]
    results: Annotated[list[ResultIn], Field(default_factory=list, max_length=50)]
    stages: Annotated[list[StageIn], Field(default_factory=list, max_length=30)]
    group: Annotated[str | None, Field(max_length=60, pattern=r"^[A-Za-z0-9._\-]+$")] = None
    online: OnlineService | None = None
    is_no_wait: bool = False
    needs_no_receipt: bool = False
    retention_months: Annotated[int | None, Field(ge=1, le=12_000, strict=True)] = None

    def as_document(self) -> Document:
        amounts = [fee.amount for fee in self.fees if fee.amount is not None]
        plain = {"name", "field", "decision", "agency", "subjects", "term_text", "group", "online", "is_no_wait"}
        plain |= {"levels", "channels", "needs_no_receipt", "retention_months"}
        return {
            **self.model_dump(mode="json", include=plain),
            "source": "decision",
            "term": self.term.as_stored() if self.term else None,
            "term_source": "published" if self.term else "none",
            "terms": _stored(self.terms),
            "cases": [case.as_document() for case in self.cases],
            "papers": [{"number": n, **paper.model_dump()} for n, paper in enumerate(self.papers, start=1)],
            "fees": [fee.model_dump(mode="json") for fee in self.fees],
            "fee_min": min(amounts, default=None),
            "fee_max": max(amounts, default=None),
            "fee_text": "; ".join(filter(None, (fee.text for fee in self.fees))),
            "results": [result.model_dump() for result in self.results],
            "result": "; ".join(result.name for result in self.results),
            "stages": [stage.as_document() for stage in self.stages],
        }


def _stored(terms: dict[Channel, TermIn]) -> dict[str, Any]:
    return {channel.value: term.as_stored() for channel, term in terms.items()}
