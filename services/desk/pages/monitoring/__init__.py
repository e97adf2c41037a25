"""E: the monitoring centre, one page one module."""

from services.desk.pages.monitoring import (
    alerts,
    board,
    closings,
    dossiers,
    odd,
    one_dossier,
    reports,
    standings,
    table_file,
    what_if,
)

_PAGES = (board, table_file, dossiers, one_dossier, reports, closings, alerts, odd, standings, what_if)
ROUTERS = tuple(page.router for page in _PAGES)
