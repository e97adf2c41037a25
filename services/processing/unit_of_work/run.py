"""A run of intake's facts folded in memory: dossiers on file or opened in the run, and the acts still to be written."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from services.processing.domain.acting import act_on
from services.processing.domain.deed import Acted, Deed
from services.processing.domain.dossier import Dossier, Matter
from services.processing.domain.route import Route
from services.processing.domain.step_acts import begun
from services.processing.repository.routes import Accepted
from shared.errors import Conflict, NotFound
from shared.worktime.working_time import WorkingTime


class Run:
    """What the run found on file (`known`, `code_owners`, `times` of known offices, `routes`) and what it did."""

    def __init__(
        self,
        known: Mapping[UUID, Dossier],
        code_owners: Mapping[str, UUID],
        times: Mapping[str, WorkingTime],
        routes: Mapping[Accepted, Route],
        now: datetime,
    ) -> None:
        self.acts: list[Acted] = []
        self._files = dict(known)
        self._code_owners = dict(code_owners)
        self._times = times
        self._routes = routes
        self._now = now

    def holds(self, dossier: UUID) -> bool:
        return dossier in self._files

    def dossier(self, id: UUID) -> Dossier:
        """Refuses one that was never received here: its facts wait until it was."""
        if id not in self._files:
            raise NotFound("dossier_not_received", "Chưa có bản tin tiếp nhận của hồ sơ này")
        return self._files[id]

    def open(self, dossier: Dossier, deed: Deed) -> None:
        """A new file; refuses an office not known yet, and a code that another dossier has."""
        matter = dossier.matter
        if not {matter.office, matter.desk} <= self._times.keys():
            raise Conflict("office_not_known", "Chưa có bản tin đăng ký của đơn vị nhận hoặc giải quyết hồ sơ")
        if self._code_owners.setdefault(matter.code, matter.id) != matter.id:
            raise Conflict("code_taken", "Mã hồ sơ đã thuộc về một hồ sơ khác")
        steps = begun(dossier, (), matter.accepted_at, self.time_of(dossier))
        self.keep(Acted.of(None, replace(dossier, steps=steps), deed))

    def route_of(self, matter: Matter) -> Route | None:
        """The one that holds for it; none for what was not asked about."""
        return self._routes.get(Accepted(matter.procedure, matter.office, matter.accepted_on))

    def act(self, dossier: Dossier, deed: Deed) -> Dossier:
        """The dossier after the act, by the table of transitions like any other."""
        acted = act_on(dossier, deed, self.time_of(dossier), self._now)
        self.keep(acted)
        return acted.dossier

    def time_of(self, dossier: Dossier) -> WorkingTime:
        """The working time of the desk that accepted it."""
        return self._times[dossier.matter.desk]

    def keep(self, acted: Acted) -> None:
        """An act that the domain has done: to be written with the run."""
        self._files[acted.dossier.matter.id] = acted.dossier
        self.acts.append(acted)
