"""What is asked of the list of dossiers, and how it is best found."""
