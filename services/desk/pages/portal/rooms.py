"""The pages of the national portal, all in one place for the app."""

from services.desk.pages.portal import agencies, changes, inbound, lanes, overview, reconciliations

ROOMS = tuple(part.router for part in (overview, lanes, agencies, inbound, changes, reconciliations))
