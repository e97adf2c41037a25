"""A dossier's acts one after the other without a database, kept as its history would keep them."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from services.processing.domain.acting import act_on
from services.processing.domain.deed import Deed
from services.processing.domain.dossier import Dossier
from services.processing.domain.hand_overs import Done
from services.processing.domain.state import Act
from tests.processing.made_up import EVERYONE, TIME, local


@dataclass(frozen=True)
class Tale:
    """`opened_by` accepted it."""

    dossier: Dossier
    opened_by: str
    later: tuple[Done, ...] = ()

    @property
    def acts(self) -> list[Done]:
        return [Done(Act.OPENED, self.opened_by, self.dossier.matter.accepted_at), *self.later]

    def do(self, act: Act, at: str | datetime, actor: str, note: str = "lý do", **more: Any) -> "Tale":
        happened_at = local(at) if isinstance(at, str) else at
        deed = Deed(act, actor, more.pop("roles", EVERYONE), happened_at, note=note, **more)
        acted = act_on(self.dossier, deed, TIME, happened_at)
        details = {name: getattr(acted.deed, name) for name in ("step", "assignee") if getattr(acted.deed, name)}
        return replace(self, dossier=acted.dossier, later=(*self.later, Done(act, actor, happened_at, note, details)))
