"""HTTP: figures with their dossiers, and the operator's work on the books."""
