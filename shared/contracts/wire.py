"""Types that every contract shares: instants of fixed width, frozen bodies, and how a body becomes an announcement."""

from datetime import datetime
from typing import Annotated, Any, ClassVar, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, PlainSerializer, ValidationError

from shared.contracts.envelope import Announcement, Fact, write_instant
from shared.errors import Invalid

Instant = Annotated[AwareDatetime, PlainSerializer(write_instant, when_used="json")]


class Part(BaseModel):
    """A frozen piece of a body. Unknown members are ignored: a newer writer does not stop an older reader."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Body(Part):
    """What a fact of one type says. `TYPE` is its name and version on the wire."""

    TYPE: ClassVar[str]

    def announce(self, *, stream: str, office: str, actor: str, happened_at: datetime) -> Announcement:
        return Announcement(self.TYPE, stream, office, actor, happened_at, self.as_json())

    def as_json(self) -> dict[str, Any]:
        return self.model_dump(mode="json")

    @classmethod
    def of(cls, fact: Fact) -> Self:
        """The body of a fact; refuses what does not keep the contract (the fact is then parked)."""
        try:
            return cls.model_validate(fact.body)
        except ValidationError as broken:
            raise Invalid("contract_broken", f"Bản tin {fact.type} không đúng hợp đồng") from broken


class ActBody(Body):
    """An act on what has a history. The fact's type names it in the past tense, at the `*` of `TYPE`."""

    act: str

    def announce(self, *, stream: str, office: str, actor: str, happened_at: datetime) -> Announcement:
        kind = self.TYPE.replace("*", self.act)
        return Announcement(kind, stream, office, actor, happened_at, self.as_json())

    @classmethod
    def is_type(cls, name: str) -> bool:
        before, _, after = cls.TYPE.partition("*")
        return name.startswith(before) and name.endswith(after)
