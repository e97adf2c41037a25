"""Looking a dossier up for who holds its receipt."""
