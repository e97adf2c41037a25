"""The one migration history of the suite: a schema and a database role per service."""
