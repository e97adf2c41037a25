"""What lets a caller act on a dossier: its competent office, the desk that took it in, or a step of his own office."""

from dataclasses import dataclass

from services.processing.domain import refusals
from services.processing.domain.state import Act
from services.processing.domain.steps import Step
from services.processing.domain.transition import Transition
from shared.callers import Role

# What a cooperating office does with its own step.
STEP_ACTS = frozenset(
    {
        Act.ASSIGNED,
        Act.PASSED_ON,
        Act.SENT_BACK,
        Act.OPINION_GIVEN,
        Act.FIELD_CHECK_REPORTED,
        Act.RESULT_CORRECTED,
        Act.LATENESS_EXPLAINED,
    }
)


@dataclass(frozen=True, slots=True)
class Reach:
    """`steps` are those offices with a step here that the caller reaches; `office_name` is the competent one's."""

    office: bool = True
    desk: bool = True
    steps: frozenset[str] = frozenset()
    office_name: str = ""

    def must_allow(self, row: Transition, step: Step | None) -> None:
        """Refuses people of an office that the dossier has left, and other offices' work."""
        if self.covers(row) or (step and row.act in STEP_ACTS and self.has(step)):
            return
        raise (
            refusals.act_of_another_office(self.office_name)
            if self._takes_part
            else refusals.moved_away(self.office_name)
        )

    def covers(self, row: Transition) -> bool:
        """The competent office does everything, the desk what clerks do."""
        return self.office or (self.desk and Role.CLERK in row.roles)

    def has(self, step: Step) -> bool:
        """Whether the step is of an office of the caller, or the caller's office is the competent one."""
        return self.office or step.office in self.steps

    @property
    def _takes_part(self) -> bool:
        return self.desk or bool(self.steps)


EVERYWHERE = Reach()
