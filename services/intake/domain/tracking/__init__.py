"""What the tracker may know of a dossier, and how its holder proves himself: pure."""
