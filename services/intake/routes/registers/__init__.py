"""Register books over HTTP."""
