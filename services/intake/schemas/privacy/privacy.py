"""How personal data are looked after, over the wire: who saw what, keys, retention, erasures."""

from datetime import date
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import Field

from services.intake.domain.privacy.erasure import Erasure, Ground
from services.intake.domain.privacy.views import Seen
from services.intake.repository.privacy.resealing import WalkRead
from services.intake.schemas.parts import FilledText, In, LegalInstant, Out, ProcedureCode
from services.intake.vault.vault import Vault
from shared.web.fields import Day


class ViewOut(Out):
    """Who saw a person in full, searched by a number, or took an export."""

    at: LegalInstant
    subject: str
    roles: list[str]
    what: Seen
    dossier: UUID | None
    code: Annotated[str | None, Field(description="Mã của hồ sơ đã xem")]
    rows: Annotated[int | None, Field(description="Số dòng tìm thấy hoặc đã kết xuất")]
    asked: Annotated[dict[str, Any] | None, Field(description="Điều kiện lọc, không có số hay tên của ai")]


class WalkOut(Out):
    """How far a place has been brought under the key that seals now."""

    place: str
    key: int
    walked: Annotated[int, Field(description="Số dòng đã xem qua")]
    changed: Annotated[int, Field(description="Số dòng đã mã hóa lại")]
    started_at: LegalInstant
    finished_at: LegalInstant | None


class KeysOut(Out):
    """The ring as this process reads it, and the walks that bring everything under its newest key."""

    current: int
    keys: list[int]
    walks: list[WalkOut]
    is_done: Annotated[bool, Field(description="Mọi nơi đã chuyển hết sang khóa đang dùng")]

    @classmethod
    def of(cls, vault: Vault, walks: list[WalkRead]) -> Self:
        done = bool(walks) and all(walk.key == vault.current and walk.finished_at for walk in walks)
        return cls(
            current=vault.current,
            keys=list(vault.numbers),
            walks=[WalkOut.model_validate(walk) for walk in walks],
            is_done=done,
        )


class UnderKeyOut(Out):
    """How many values of a place lie under a key; key 0 is what lies in clear."""

    place: str
    key: int
    values: int


class KeyCountOut(Out):
    """Everything that lies sealed, counted at the present key."""

    current: int
    under: list[UnderKeyOut]


class RetentionIn(In):
    """How long the people of a procedure's dossiers are kept after the dossier's end, by which decision."""

    months: Annotated[int, Field(strict=True, ge=1, le=1200)]
    basis: Annotated[FilledText, Field(description="Căn cứ: văn bản, điều khoản")]
    decided_on: Day


class RetentionOut(Out):
    """A rule; it works from one day after it was set."""

    procedure: ProcedureCode
    months: int
    basis: str
    decided_on: date
    set_by: str
    set_at: LegalInstant


class RetentionsOut(Out):
    """All rules; the people of other procedures' dossiers are kept."""

    items: list[RetentionOut]


class EraseIn(In):
    """Why the people of a dossier are erased, and by which law."""

    basis: Annotated[FilledText, Field(description="Căn cứ pháp lý")]
    reason: Annotated[FilledText, Field(description="Lý do; chỉ lưu trong sổ xoá")]


class ErasureOut(Out):
    """An entry of the log of erasures."""

    dossier: UUID
    at: LegalInstant
    ground: Ground
    basis: str
    reason: str | None
    erased_by: str

    @classmethod
    def of(cls, erasure: Erasure) -> Self:
        order = erasure.order
        return cls(
            dossier=erasure.dossier,
            at=erasure.at,
            ground=order.ground,
            basis=order.basis,
            reason=order.reason,
            erased_by=order.erased_by,
        )
