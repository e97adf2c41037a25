"""Engines on this machine: PostgreSQL and NATS as our children, the home directory, the development identity."""
