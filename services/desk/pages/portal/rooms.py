"""The pages of the national portal, all in one place for the app."""

from services.desk.pages.portal import agencies, lanes, overview, reconciliations

ROOMS = tuple(part.router for part in (overview, lanes, agencies, reconciliations))
