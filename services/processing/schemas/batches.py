"""One act on many dossiers over the wire."""

from datetime import date
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator

from services.processing.domain.state import Act
from services.processing.queries.worklist import Sought
from services.processing.schemas.acts import SEGMENTS, Account, ActIn, StepNumber, read_act
from services.processing.schemas.routes import ProcedureCode
from services.processing.usecases.act_on_dossier import Seen
from services.processing.usecases.act_on_many import Item, Result
from shared.contracts.states import OPEN, State
from shared.errors import Invalid
from shared.web.fields import At, Code, Day
from shared.web.problems import Problem, as_field_refusal, problem_of

MOST = 200  # acts a call: about a second; `next` goes on from there
Version = Annotated[int, Field(ge=1, le=10**9)]


class ChosenIn(BaseModel):
    """One dossier at the version that the person saw."""

    model_config = ConfigDict(extra="forbid")

    dossier: Code
    version: Version
    step: StepNumber | None = None

    def as_item(self) -> Item:
        try:
            ref: UUID | str = UUID(self.dossier)
        except ValueError:
            ref = self.dossier
        return Item(ref, Seen(version=self.version), self.step)


class SelectionIn(BaseModel):
    """Everything that a list shows or would show on further pages, as it was at `as_of` of the list's answer."""

    model_config = ConfigDict(extra="forbid")

    as_of: At
    office: Code | None = None
    desk: Code | None = None
    state: State | None = None
    due_before: Day | None = None
    procedure: ProcedureCode | None = None
    assignee: Account | None = None

    def as_sought(self) -> Sought:
        states = (self.state.value,) if self.state else tuple(sorted(OPEN))
        day: date | None = self.due_before
        return Sought(self.office, self.desk, states, day, self.procedure, self.assignee)


class BatchIn(BaseModel):
    """The act by its address (`hand-over`), what its body would say, and on which dossiers."""

    model_config = ConfigDict(extra="forbid")

    act: str = Field(json_schema_extra={"enum": [*sorted(SEGMENTS.values())]})
    say: dict[str, Any] = {}
    dossiers: Annotated[list[ChosenIn], Field(max_length=MOST)] = []
    selection: SelectionIn | None = None
    cursor: Annotated[str | None, Field(max_length=400, description="`next` của lần gọi trước")] = None

    @model_validator(mode="after")
    def _one_way_to_choose(self) -> Self:
        if bool(self.dossiers) is bool(self.selection):
            raise as_field_refusal(
                Invalid("batch_not_valid", "Chọn hồ sơ theo danh sách (dossiers) hoặc bộ lọc (selection)")
            )
        if self.act not in SEGMENTS.values():
            raise as_field_refusal(Invalid("act_not_known", "Không có việc này"))
        self.as_body()
        return self

    def as_act(self) -> Act:
        return next(act for act, segment in SEGMENTS.items() if segment == self.act)

    def as_body(self) -> ActIn:
        return read_act(self.as_act(), self.say)


class BatchItemOut(BaseModel):
    """What became of one: its new version and state, or the problem it was refused with."""

    dossier: str
    status: int
    code: str | None = None
    version: int | None = None
    state: State | None = None
    warnings: list[str] = []
    problem: Problem | None = None

    @classmethod
    def of(cls, result: Result) -> "BatchItemOut":
        dossier = str(result.item.dossier)
        if result.acted is None:
            refusal = result.refusal or Invalid("not_done", "")
            return cls(dossier=dossier, status=refusal.status, problem=problem_of(refusal))
        done = result.acted.dossier
        return cls(
            dossier=dossier,
            status=200,
            code=done.matter.code,
            version=done.version,
            state=done.state,
            warnings=list(result.acted.warnings),
        )


class BatchOut(BaseModel):
    """A result for every dossier; `next` is there while the selection has more."""

    done: int
    refused: int
    items: list[BatchItemOut]
    next: str | None = None

    @classmethod
    def of(cls, results: list[Result], following: str | None = None) -> "BatchOut":
        done = sum(result.acted is not None for result in results)
        items = [BatchItemOut.of(result) for result in results]
        return cls(done=done, refused=len(results) - done, items=items, next=following)
