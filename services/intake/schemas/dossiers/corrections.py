"""Corrections over the wire: what is to differ and why, and what earlier revisions said."""

from typing import Annotated, Any, Self

from pydantic import Field, model_validator

from services.intake.domain.dossiers.receipt import Return
from services.intake.queries.dossiers.revisions import RevisionRead
from services.intake.schemas.dossiers.dossier_in import ApplicantIn, FeeIn, PaperIn, ProxyIn, ReturnIn
from services.intake.schemas.parts import FilledText, In, LegalInstant, Out, ProcedureCode
from services.intake.usecases.dossiers.correct_dossier import Correction
from shared.errors import Invalid
from shared.web.fields import At, Text
from shared.web.problems import as_field_refusal


class ChangesIn(In):
    """Only what is to differ. What is left out stays; `proxy`, `summary` and `case` may be null to take them away."""

    procedure: ProcedureCode | None = Field(None, description="Thủ tục đúng; ngày hẹn tính lại từ lúc tiếp nhận")
    case: Text | None = None
    due_at: At | None = Field(None, description="Ngày hẹn trả đúng, khi ngày đã ghi là nhầm")
    applicant: ApplicantIn | None = Field(None, description="Ghi đủ cả người nộp: mục bỏ trống là mục không có")
    proxy: ProxyIn | None = None
    summary: Text | None = None
    papers: Annotated[list[PaperIn], Field(max_length=200)] | None = None
    sets: Annotated[int, Field(ge=1, le=99, strict=True)] | None = None
    fees: Annotated[list[FeeIn], Field(max_length=50)] | None = None
    result: ReturnIn | None = None

    @model_validator(mode="after")
    def _nothing_needed_is_null(self) -> Self:
        for name in self.model_fields_set - {"proxy", "summary", "case"}:
            if getattr(self, name) is None:
                raise as_field_refusal(Invalid("needed_member_is_null", f"Không bỏ trống được {name}"))
        return self

    def as_changes(self) -> dict[str, Any]:
        return {name: self._in_domain(name) for name in self.model_fields_set}

    def _in_domain(self, name: str) -> Any:
        value = getattr(self, name)
        match value:
            case ApplicantIn():
                return value.as_applicant()
            case ProxyIn():
                return value.as_proxy()
            case ReturnIn():
                return Return(value.way, value.address or None)
            case list():
                return tuple(item.as_paper() if isinstance(item, PaperIn) else item.as_fee() for item in value)
            case _:
                return value


class CorrectionIn(In):
    """A correction: seen at which revision, why, and what is to differ."""

    revision: Annotated[int, Field(ge=1, le=32_000, strict=True, description="Bản đang thấy (revision của hồ sơ)")]
    reason: FilledText
    changes: ChangesIn

    def as_correction(self) -> Correction:
        return Correction(self.revision, self.reason, self.changes.as_changes())


class RevisionOut(Out):
    """What a correction replaced; `particulars` is empty once the dossier was erased."""

    revision: int
    changed: list[str]
    reason: str | None
    replaced_by: str
    replaced_at: LegalInstant
    particulars: dict[str, Any] | None

    @classmethod
    def of(cls, read: RevisionRead) -> Self:
        return cls.model_validate(read)
