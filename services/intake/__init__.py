"""THE COUNTER. Owns desks, the catalogue of procedures, what was handed in, and all personal data.

Announces offices (`intake.office.registered`, `.succeeded`), dossiers (`intake.dossier.received`, `.corrected`,
`.outcome_declared`, `.erased`) and filings (`intake.filing.filed` and their other acts). Listens to processing, to know
where a dossier stands.
"""
