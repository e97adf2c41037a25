"""HTTP: the indices of service quality, what is stated for them, and the dossiers that cost points."""
