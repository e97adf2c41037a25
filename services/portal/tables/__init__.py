"""Rows of the schema `portal`."""

from services.portal.tables import agencies, catalogue_changes, inbound, lanes, procedures, reconciliations
from services.portal.tables.schema import METADATA

__all__ = ["METADATA", "agencies", "catalogue_changes", "inbound", "lanes", "procedures", "reconciliations"]
