"""A dossier as the tracker tells it to who holds its receipt."""

from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from services.processing.domain.dossier import Dossier
from services.processing.domain.public_story import Awaited, NewPromise, PublicStory
from services.processing.domain.remaining import Remaining
from services.processing.schemas.dossiers import RemainingOut
from shared.contracts.processing import WaitingFor
from shared.contracts.states import State


class LackOut(BaseModel):
    """One thing to bring, and why."""

    what: str
    why: str


class AwaitedOut(BaseModel):
    """What the applicant is asked for; the clock stands meanwhile."""

    reason: WaitingFor
    since: datetime
    lacking: list[LackOut]
    answer_by: date | None = Field(description="Ngày cuối để bổ sung; trống khi bộ phận một cửa chưa thông báo")

    @classmethod
    def of(cls, awaited: Awaited) -> "AwaitedOut":
        lacking = [LackOut(what=what, why=why) for what, why in awaited.lacking]
        return cls(reason=awaited.reason, since=awaited.since, lacking=lacking, answer_by=awaited.answer_by)


class NewPromiseOut(BaseModel):
    """The letter of apology with the new appointment."""

    model_config = ConfigDict(from_attributes=True)

    sent_on: date
    promised_on: date
    promised_at: datetime | None
    reason: str


class DueChangeOut(BaseModel):
    """A lawful due date and since when it held."""

    from_at: datetime
    due_at: datetime


class PublicOut(BaseModel):
    """No official, no note but what a paper said to the applicant, no step inside the offices."""

    id: UUID
    state: State
    begun_at: datetime | None = Field(description="Bắt đầu giải quyết")
    dues: list[DueChangeOut] = Field(description="Ngày hẹn lúc tiếp nhận và các lần đổi")
    remaining: RemainingOut | None
    awaited: AwaitedOut | None
    letter: NewPromiseOut | None
    ended_at: datetime | None
    returned_at: datetime | None

    @classmethod
    def of(cls, dossier: Dossier, story: PublicStory, left: Remaining | None) -> "PublicOut":
        letter: NewPromise | None = story.letter
        return cls(
            id=dossier.matter.id,
            state=dossier.state,
            begun_at=story.begun_at,
            dues=[DueChangeOut(from_at=due.from_at, due_at=due.due_at) for due in dossier.dues],
            remaining=left and RemainingOut.model_validate(left),
            awaited=story.awaited and AwaitedOut.of(story.awaited),
            letter=letter and NewPromiseOut.model_validate(letter),
            ended_at=dossier.ended_at,
            returned_at=dossier.returned_at,
        )
