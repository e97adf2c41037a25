"""What lies before an open dossier, and how an ended one came out against its due date."""

from dataclasses import dataclass

from services.processing.domain.dossier import Dossier
from services.processing.domain.remaining import Remaining, remaining
from services.processing.domain.route import AGENCY, DESK, Stage
from services.processing.domain.step_time import with_dossier
from shared.callers import Role
from shared.worktime.working_time import WorkingTime


@dataclass(frozen=True, slots=True)
class StageToCome:
    """A stage of the route that nobody has begun, with the office that will."""

    number: int
    name: str
    office: str
    role: Role


def stages_to_come(dossier: Dossier) -> tuple[StageToCome, ...]:
    """In the route's order; none once the dossier has ended, or where it has no route."""
    if dossier.route is None or not dossier.is_open:
        return ()
    begun = {step.stage for step in dossier.steps}
    return tuple(_to_come(dossier, stage) for stage in dossier.route.stages if stage.number not in begun)


def _to_come(dossier: Dossier, stage: Stage) -> StageToCome:
    office = {DESK: dossier.matter.desk, AGENCY: dossier.matter.office}.get(stage.seat, stage.seat)
    return StageToCome(stage.number, stage.name, office, stage.role)


def came_out(dossier: Dossier, time: WorkingTime) -> Remaining | None:
    """What was left of its time, or over, when it ended; None while it is open."""
    return remaining(with_dossier(dossier), dossier.ended_at, time) if dossier.ended_at else None
