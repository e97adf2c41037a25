"""The catalogue of procedures over HTTP."""
