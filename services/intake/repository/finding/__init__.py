"""What dossiers are found by, as it is written."""
