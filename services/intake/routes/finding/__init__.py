"""Finding dossiers over HTTP."""
