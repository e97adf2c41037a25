"""Votes as they come in and are confirmed."""

from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StrictInt, StringConstraints

from services.stats.domain.satisfaction.rating import Answers, Aspect, Rating, Scale, VoteSource
from services.stats.repository.satisfaction.ratings import Taken
from services.stats.schemas.out import LegalInstant, Out
from shared.web.fields import At, Code

Secret = Annotated[str, StringConstraints(min_length=8, max_length=500, pattern=r"^[\x21-\x7e]+$")]
Device = Annotated[str, StringConstraints(min_length=1, max_length=500, pattern=r"^[\x21-\x7e]+$")]
_EXAMPLE: dict[str, Any] = {
    "dossier": "H62.19-261120-0007",
    "desk": "H62.19",
    "proof": "b1f0c0d9a7f04d6c9b0f0f6a",
    "scale": "five",
    "scores": {"attitude": 5, "time": 4, "place": 5, "whole": 5},
    "source": "desk_device",
    "device": "kiosk-02",
    "given_at": "2026-11-24T09:41:00+07:00",
}


class RatingIn(BaseModel):
    """A vote. There is no field for words: they would name people."""

    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_extra={"examples": [_EXAMPLE]})

    dossier: Code | None = Field(None, description="Mã hồ sơ; chưa có trong số liệu thì phiếu vẫn được giữ")
    desk: Code | None = Field(None, description="Bộ phận một cửa nơi đánh giá; bắt buộc khi không có hồ sơ")
    proof: Secret = Field(description="Mã trên giấy tiếp nhận hoặc vé của thiết bị; chỉ lưu giá trị băm SHA-256")
    scale: Scale = Field(Scale.FIVE, description="five: 1–5; like: 1 thích, 0 không thích")
    scores: dict[Aspect, StrictInt] = Field(description="Điểm theo tiêu chí: attitude, time, place, whole")
    source: VoteSource
    device: Device | None = Field(None, description="Tên thiết bị; chỉ lưu giá trị băm SHA-256")
    is_desk_address: bool = Field(False, description="Nơi gửi biết rằng phiếu đến từ mạng của chính cơ quan")
    given_at: At
    may_replace: bool = Field(False, description="Điểm khác với phiếu trước của cùng mã: thay phiếu đó, trong 7 ngày")

    def as_rating(self) -> Rating:
        return Rating(
            dossier=self.dossier,
            desk=self.desk,
            proof=self.proof,
            answers=Answers(self.scale, self.scores),
            source=self.source,
            given_at=self.given_at,
            is_desk_address=self.is_desk_address,
            device=self.device,
            may_replace=self.may_replace,
        )


class RatingOut(Out):
    """The vote that is kept. `office` counts it, null while its dossier is not known."""

    id: UUID
    dossier: str | None
    desk: str | None
    office: str | None
    scale: Scale
    scores: dict[Aspect, int]
    given_at: LegalInstant
    taken_at: LegalInstant


TAKEN: dict[int | str, dict[str, Any]] = {
    200: {
        "model": RatingOut,
        "description": "Đã nhận từ trước với đúng điểm này; trả về phiếu đầu tiên",
        "headers": {"Idempotent-Replay": {"schema": {"type": "string"}}},
    }
}


def rating_out(taken: Taken) -> RatingOut:
    return RatingOut.model_validate(taken)
