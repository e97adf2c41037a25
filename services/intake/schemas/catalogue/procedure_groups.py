"""Groups of interlinked procedures over the wire."""

from typing import Self

from services.intake.queries.catalogue.procedure_groups import GroupRead
from services.intake.schemas.catalogue.procedures import ProcedureLine, StageOut
from services.intake.schemas.parts import FilledText, In, Out
from shared.web.fields import LongText


class GroupIn(In):
    """A name for a group, and the document that made it."""

    name: FilledText
    basis: LongText = ""


class MemberOut(ProcedureLine):
    """A procedure of the group with its stages in order."""

    stages: list[StageOut]


class GroupOut(Out):
    """A group with the versions that belong to it on the day."""

    code: str
    name: str
    basis: str
    members: list[MemberOut]

    @classmethod
    def of(cls, group: GroupRead) -> Self:
        members = [
            MemberOut(**ProcedureLine.of(member).model_dump(), stages=[StageOut.of(stage) for stage in member.stages])
            for member in group.members
        ]
        return cls(code=group.code, name=group.name, basis=group.basis, members=members)
