"""THE YEARBOOK. Owns the daily figures, their balances and the row behind each counted dossier.

Announces nothing. Listens to processing (dossiers) and intake (organisations).
"""
