"""Takes over what intake put right in the receipt of a dossier."""

from uuid import UUID

from services.processing.domain.correction import Correction, correct
from services.processing.domain.terms import term_of
from services.processing.unit_of_work.run import Run
from shared.contracts.envelope import Fact
from shared.contracts.intake import DossierCorrected


def take_over_correction(run: Run, fact: Fact, body: DossierCorrected, dossier: UUID) -> None:
    """Every correction is an act in the history, also one of people alone, of which nothing is known here."""
    correction = Correction(
        revision=body.revision,
        changed=body.changed,
        procedure=body.procedure,
        procedure_version=body.procedure_version,
        field=body.field,
        term=term_of(body.term),
        counts_by=body.counts_by,
        due_at=body.due_at,
        due_on=body.due_on,
    )
    found = run.dossier(dossier)
    run.keep(correct(found, correction, fact.actor, fact.happened_at, run.time_of(found)))
