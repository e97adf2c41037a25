"""E: the monitoring centre, one page one module."""

from services.desk.pages.monitoring import board, closings, dossiers, one_dossier, reports, table_file

ROUTERS = tuple(page.router for page in (board, table_file, dossiers, one_dossier, reports, closings))
