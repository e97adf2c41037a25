"""A dossier: the people in it, what is handed in, the receipt and its promise."""
