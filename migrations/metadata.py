"""The tables of all services, as their `tables.py` say them: what autogenerate and the drift test compare with."""

from importlib import import_module

from sqlalchemy import MetaData

_SERVICES = ("intake", "processing", "stats", "portal")


def all_metadata() -> list[MetaData]:
    return [import_module(f"services.{name}.tables").METADATA for name in _SERVICES]
