"""What a report is as JSON."""

from datetime import date
from typing import Self
from urllib.parse import urlencode

from pydantic import Field

from services.stats.domain.measure import Map
from services.stats.domain.report_form import ReportForm
from services.stats.domain.report_table import FilledForm, FormCheck, Line, LineOf, Rows
from services.stats.domain.reporting_period import name_of
from services.stats.forms.report_paper import ReportPaper
from services.stats.queries.question import Question
from services.stats.schemas.answer import Links
from services.stats.schemas.figures import CompleteToOut, OfficeOut, PeriodOut
from services.stats.schemas.out import Out


class ColumnOut(Out):
    """A column of the form: the sum of `sums`, measures of `/figures`."""

    number: int
    name: str
    under: list[str] = Field(description="Các tiêu đề đứng trên, từ ngoài vào")
    sums: list[str] = Field(description="Cột là tổng của các chỉ tiêu này; trống: chưa có nguồn số liệu")


class FormOut(Out):
    """A form as it was prescribed."""

    name: str = Field(examples=["II.06a"])
    number: str = Field(examples=["II.06a/VPCP/KSTT"])
    title: str
    circular: str = Field(description="Văn bản ban hành; trống: chưa rõ")
    valid_from: date
    valid_to: date | None
    unit: str
    subject: str
    columns: list[ColumnOut]

    @classmethod
    def of(cls, form: ReportForm) -> Self:
        return cls.model_validate(form)


class FormsOut(Out):
    """All forms that can be drawn up."""

    items: list[FormOut]


class LineOut(Out):
    """A line of the table: its cells by column number, null where there is no source."""

    of: LineOf
    key: str = Field(description="Mã đơn vị, cấp hoặc tên lĩnh vực")
    title: str
    is_own: bool = Field(description="Hồ sơ của chính đơn vị, không kể đơn vị bên dưới")
    cells: dict[int, int | None]
    asides: dict[str, int] = Field(description="Chỉ tiêu mà biểu không có cột riêng")
    dossiers: str | None = Field(
        description="Mẫu đường dẫn: thay {measure} bằng một chỉ tiêu trong sums của cột để mở hồ sơ"
    )
    below: list["LineOut"]


class CheckOut(Out):
    """An identity of the form: left = right + asides always; without asides the columns alone add up."""

    name: str = Field(examples=["(3) = (7) + (11) + moved_out"])
    left: int
    right: int
    asides: int
    holds_in_columns: bool

    @classmethod
    def of(cls, check: FormCheck) -> Self:
        return cls(
            name=check.identity.name,
            **{name: getattr(check, name) for name in ("left", "right", "asides")},
            holds_in_columns=check.holds_in_columns,
        )


class ReportAnswer(Out):
    """A report form filled in, checked line by line before it left."""

    form: FormOut
    is_in_force: bool = Field(description="Biểu áp dụng ở ngày cuối kỳ")
    office: OfficeOut
    reporting: str
    receiver: str
    period: PeriodOut
    period_name: str = Field(examples=["Quý I năm 2026", ""])
    map: Map
    rows: list[Rows]
    total: LineOut
    lines: list[LineOut]
    checks: list[CheckOut]
    notes: list[str]
    complete_to: CompleteToOut

    @classmethod
    def of(cls, question: Question, paper: ReportPaper, rows: list[Rows], complete_to: CompleteToOut) -> Self:
        """What is frozen opens no dossiers: they are known as of now."""
        filled = paper.filled
        total = _line(filled, filled.total, None if paper.closed else question)
        return cls(
            form=FormOut.of(filled.form),
            is_in_force=filled.form.is_in_force(question.period.to_on),
            office=OfficeOut.model_validate(question.head),
            reporting=paper.reporting,
            receiver=paper.receiver,
            period=PeriodOut.model_validate(question.period),
            period_name=name_of(question.period),
            map=question.of,
            rows=rows,
            total=total.model_copy(update={"below": []}),
            lines=total.below,
            checks=[CheckOut.of(check) for check in filled.checks],
            notes=list(paper.notes),
            complete_to=complete_to,
        )


def _line(filled: FilledForm, line: Line, question: Question | None, level: str | None = None) -> LineOut:
    """`level` is that of the line above, where its fields are told."""
    inner = line.key if line.of is LineOf.LEVEL else None
    return LineOut(
        of=line.of,
        key=line.key,
        title=line.title,
        is_own=line.is_own,
        cells={column.number: cell for column, cell in zip(filled.form.columns, line.cells, strict=True)},
        asides={aside.measure: count for aside, count in zip(filled.form.asides, line.asides, strict=True)},
        dossiers=_dossiers(line, question, level) if question else None,
        below=[_line(filled, part, question, inner) for part in line.below],
    )


def _dossiers(line: Line, question: Question, level: str | None) -> str | None:
    """None for a line that counts no dossiers of its own."""
    links, head = Links(question), question.head.code
    if line.of is LineOf.HANDED_OVER:
        return None
    if line.of in {LineOf.TOTAL, LineOf.OFFICE}:
        return links.template(line.key, "&below=false" if line.is_own else "")(question.period)
    inside = {"level": level} if level else {}
    return links.template(head, "&" + urlencode({**inside, line.of.value: line.key}))(question.period)
