"""The headers every page carries: strict CSP without inline anything, no caching, no sniffing, no referrer."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'{form_action}; frame-src 'self'; base-uri 'none'; frame-ancestors 'none'"
)
FRAMED_PDF = "default-src 'none'; frame-ancestors 'self'; style-src 'unsafe-inline'; object-src 'self'"


class SecurityHeaders:
    """Sets what an answer has not set itself. `form_action`: where else a form may lead (the sign-in provider)."""

    def __init__(
        self, app: ASGIApp, *, form_action: str = "", secure: bool = False, referrer: str = "same-origin"
    ) -> None:
        self._app = app
        more = f" {form_action}" if form_action else ""
        self._headers = {
            "Content-Security-Policy": CSP.format(form_action=more),
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": referrer,
            "Cross-Origin-Opener-Policy": "same-origin",
            "Permissions-Policy": "geolocation=(), microphone=(), camera=()",
        }
        if secure:
            self._headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, send_with_headers if scope["type"] == "http" else send)
