"""Acts on dossiers at the counter."""
