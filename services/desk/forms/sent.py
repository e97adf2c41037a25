"""Where a form that was sent comes from: another site is refused, and a page of ours is found again."""

from urllib.parse import urlsplit

from fastapi import Request
from starlette.datastructures import FormData
from starlette.routing import Match

from shared.errors import Forbidden


def refuse_other_sites(request: Request) -> None:
    """The browser itself says where a form comes from; an old one that does not is held to its Origin."""
    site = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin")
    ours = origin is None or origin.partition("://")[2] == request.headers.get("host")
    if (site is not None and site not in {"same-origin", "none"}) or not ours:
        raise Forbidden("form_from_elsewhere", "Biểu mẫu được gửi từ một trang khác: mở lại trang rồi gửi lại")


def page_of_form(request: Request, form: FormData) -> str:
    """What the form says (`_back`), else the page at the address it is sent to, else the one it was sent from."""
    told = form.get("_back")
    if isinstance(told, str) and told:
        return told
    asked = {**request.scope, "method": "GET"}
    came = urlsplit(request.headers.get("referer", ""))
    is_page = any(route.matches(asked)[0] is Match.FULL for route in request.app.routes)
    if is_page or came.netloc != request.headers.get("host"):
        return request.url.path
    return came.path + (f"?{came.query}" if came.query else "")
