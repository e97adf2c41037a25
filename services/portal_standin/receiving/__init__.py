"""What the portal does with what it is sent: dossiers, progress rows, statuses, questions."""
