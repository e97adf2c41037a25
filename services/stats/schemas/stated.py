"""A stated table as it comes in over HTTP, and what is said of it."""

from collections.abc import Callable, Iterable
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from services.stats.domain.stated.check import Checked, Verdict
from services.stats.domain.stated.identity import Standing, Tested
from services.stats.domain.stated.number import Stated, read_number, read_percentage
from services.stats.domain.stated.repair import Repair
from services.stats.domain.stated.share import Compared, Match
from services.stats.domain.stated.table import WORDS, ClaimedShare, ClaimedSum, StatedTable
from services.stats.schemas.out import Out
from shared.errors import Invalid
from shared.text import clean_text

Name = Annotated[str, StringConstraints(min_length=1, max_length=60), AfterValidator(clean_text)]
Printed = Annotated[int, Field(ge=0, le=10**15)] | Annotated[str, StringConstraints(min_length=1, max_length=40)]
_TAM_DAO: dict[str, Any] = {
    "figures": {"received": "1.880", "resolved": "1.845", "in_time": "1.815", "late": "26", "in_term": "35"},
    "percentages": [
        {"stated": "98 %", "of": "resolved"},
        {"stated": "98 %", "of": "in_time"},
        {"stated": "2 %", "of": "late"},
    ],
}
_TP_HCM: dict[str, Any] = {
    "figures": {
        **{"total": "2,578 triệu", "carried_over": "64,5 nghìn", "received": "2,513 triệu"},
        **{"resolved": "2,471 triệu", "in_progress": "107,3 nghìn", "in_time": "2,376 triệu"},
    },
    "percentages": [{"stated": "96,2 %", "of": "in_time", "out_of": "resolved"}],
}
_BY_FIELD: dict[str, Any] = {
    "figures": {"received": "5.650"},
    "others": {"Đất đai": "1,07 nghìn", "Hộ tịch": "3,19 nghìn", "Kinh doanh": "1,25 nghìn", "Khác": "132"},
    "sums": [{"whole": "received", "parts": ["Đất đai", "Hộ tịch", "Kinh doanh", "Khác"]}],
}


class SumIn(BaseModel):
    """A whole of which the text says that it is made of these parts."""

    model_config = ConfigDict(extra="forbid")

    whole: Name
    parts: list[Name] = Field(min_length=2, max_length=12)


class ShareIn(BaseModel):
    """A percentage as printed; of what and out of what where the text says so."""

    model_config = ConfigDict(extra="forbid")

    stated: Printed = Field(description="Như đã in, ví dụ 98 % hoặc 98,14 %")
    of: Name | None = Field(None, description="Tử số")
    out_of: Name | None = Field(None, description="Mẫu số")


class StatedTableIn(BaseModel):
    """Figures as printed: `1.880`, `2,578 triệu`, `64,5 nghìn`, `hơn 40 nghìn`; only those that the text has."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [_TAM_DAO, _TP_HCM, _BY_FIELD]})

    figures: dict[str, Printed] = Field(
        default_factory=dict, max_length=30, description=f"Theo tên chỉ tiêu: {', '.join(WORDS)}"
    )
    others: dict[Name, Printed] = Field(
        default_factory=dict, max_length=20, description="Con số khác của bài, theo tên riêng"
    )
    sums: list[SumIn] = Field(default_factory=list, max_length=6, description="Phép cộng mà bài nêu")
    percentages: list[ShareIn] = Field(default_factory=list, max_length=20)

    def as_table(self) -> StatedTable:
        """Refuses what cannot be read, naming the field."""
        _refuse_names(
            (name for name in self.figures if name not in WORDS),
            *("measure_not_known", "figures", "Không có chỉ tiêu này; con số theo tên riêng thì ghi ở others"),
        )
        _refuse_names(
            (name for name in self.others if name in WORDS),
            *("name_is_a_measure", "others", "Tên này là tên một chỉ tiêu, hãy ghi ở figures"),
        )
        figures = {name: _read(read_number, printed, f"figures.{name}") for name, printed in self.figures.items()}
        others = {name: _read(read_number, printed, f"others.{name}") for name, printed in self.others.items()}
        shares = (
            ClaimedShare(_read(read_percentage, each.stated, f"percentages.{place}.stated"), each.of, each.out_of)
            for place, each in enumerate(self.percentages)
        )
        sums = (ClaimedSum(each.whole, tuple(each.parts)) for each in self.sums)
        return StatedTable({**others, **figures}, tuple(sums), tuple(shares))


def _refuse_names(names: Iterable[str], code: str, field: str, message: str) -> None:
    wrong = {f"{field}.{name}"[:200]: message for name in names}
    if wrong:
        raise Invalid(code, message, fields=wrong)


def _read(read: Callable[[int | str], Stated], printed: int | str, field: str) -> Stated:
    try:
        return read(printed)
    except Invalid as refusal:
        raise Invalid(refusal.code, refusal.message, fields={field: refusal.message}) from refusal


class IdentityCheckedOut(Out):
    """A sum that the table allows to be checked; `difference` is left less right, as printed."""

    code: str = Field(examples=["flow", "classes", "channels"])
    left: list[str]
    right: list[str]
    assumed: list[str] = Field(description="Chỉ tiêu không nêu, coi là không có")
    standing: Standing
    difference: float
    sentence: str

    @classmethod
    def of(cls, identity: Tested) -> Self:
        return cls.model_validate(identity)


class RatioOut(Out):
    """Two stated figures and the percentage that they make, unrounded."""

    numerator: str
    denominator: str
    percent: float


class ShareCheckedOut(Out):
    """A printed percentage: the ratios that it is, else the one that it should have been."""

    stated: str
    of_: str | None = Field(serialization_alias="of")
    match: Match
    ratios: list[RatioOut]
    sentence: str

    @classmethod
    def of(cls, share: Compared) -> Self:
        ratios = [RatioOut.model_validate(ratio) for ratio in share.ratios]
        claimed = share.claimed
        return cls(
            stated=claimed.stated.text, of_=claimed.of, match=share.match, ratios=ratios, sentence=share.sentence
        )


class FindingOut(Out):
    """What a reader has to know; `count` in dossiers where it is about some."""

    code: str = Field(examples=["classes_short", "flow_over", "share_not_matched", "late_not_told"])
    sentence: str
    count: float | None


class RepairOut(Out):
    """One number put right: which failures that mends, and which are left."""

    figure: str
    stated: int
    instead: int
    digits: int = Field(description="Số chữ số phải đổi")
    mends: list[str]
    left: list[str]
    sentence: str

    @classmethod
    def of(cls, repair: Repair) -> Self:
        return cls.model_validate(repair)


class CheckedOut(Out):
    """The check of a stated table; the first of `repairs` is the simplest."""

    verdict: Verdict
    findings: list[FindingOut]
    identities: list[IdentityCheckedOut]
    percentages: list[ShareCheckedOut]
    repairs: list[RepairOut]

    @classmethod
    def of(cls, checked: Checked) -> Self:
        return cls(
            verdict=checked.verdict,
            findings=[FindingOut.model_validate(each) for each in checked.findings],
            identities=[IdentityCheckedOut.of(each) for each in checked.identities],
            percentages=[ShareCheckedOut.of(each) for each in checked.shares],
            repairs=[RepairOut.of(each) for each in checked.repairs],
        )
