"""The few pages that a citizen sees at the stand-in."""

from functools import cache
from pathlib import Path
from typing import Any

from starlette.responses import HTMLResponse

from shared.vietnamese import number
from shared.web.pages.templating import Templates

# No form-action: browsers hold it against the redirect that follows a form, and signing in leads to the client.
_CSP = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'"
_HEADERS = {"Content-Security-Policy": _CSP, "Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}


def page(name: str, status: int = 200, **shown: Any) -> HTMLResponse:
    return HTMLResponse(_templates().render(name, shown), status, _HEADERS)


@cache
def _templates() -> Templates:
    return Templates(Path(__file__).parent / "templates", filters={"number": number}, names={})
