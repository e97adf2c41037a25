"""THE FILE ON SOMEONE'S DESK. Owns status, deadline, interruptions, decision, hand-over and history.

Announces: `processing.dossier.*` (each act, with the dossier's whole standing). Listens to intake.
"""
