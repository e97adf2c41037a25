"""THE COUNTER. Owns desks, the catalogue of procedures, what was handed in, and all personal data.

Announces: `intake.office.registered`, `intake.dossier.received`, `intake.dossier.outcome_declared`. Listens to
processing, to know where a dossier stands when it is looked for.
"""
