"""Style sheets and scripts, read once: the folder's digest is in the address, so browsers keep them for ever."""

import gzip
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

_KINDS = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
}
_COMMENT = re.compile(r"//.*|/\*.*\*/")
_FOR_EVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class _Asset:
    kind: str
    plain: bytes
    zipped: bytes


class StaticFiles:
    """An ASGI app over the files of one folder; an old digest in the address is not found."""

    def __init__(self, folder: Path, prefix: str = "/static") -> None:
        self._assets = {path.name: _asset(path) for path in sorted(folder.iterdir()) if path.suffix in _KINDS}
        digest = hashlib.sha256(b"".join(asset.plain for asset in self._assets.values())).hexdigest()[:12]
        self._prefix = prefix
        self._root = f"{prefix}/{digest}/"

    def address(self, name: str) -> str:
        """Where a page finds a file; a wrong name fails at once."""
        if name not in self._assets:
            raise KeyError(name)
        return self._root + name

    def sent(self, name: str) -> bytes:
        """A file as it travels."""
        return self._assets[name].zipped

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._answer(scope)(scope, receive, send)

    def _answer(self, scope: Scope) -> Response:
        path: str = scope["path"]
        asset = self._assets.get(path.removeprefix(self._root)) if path.startswith(self._root) else None
        if asset is None:
            return Response(status_code=404)
        headers = {"Cache-Control": _FOR_EVER, "Vary": "Accept-Encoding", "X-Content-Type-Options": "nosniff"}
        if "gzip" in _header(scope, b"accept-encoding"):
            return Response(asset.zipped, media_type=asset.kind, headers=headers | {"Content-Encoding": "gzip"})
        return Response(asset.plain, media_type=asset.kind, headers=headers)


def _asset(path: Path) -> _Asset:
    plain = path.read_bytes() if path.suffix == ".png" else _lean(path.read_text(encoding="utf-8")).encode()
    return _Asset(_KINDS[path.suffix], plain, gzip.compress(plain, 9, mtime=0))


def _lean(text: str) -> str:
    """Without indentation, blank lines and lines that are only a comment: they are for who reads the source."""
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line and not _COMMENT.fullmatch(line)) + "\n"


def _header(scope: Scope, name: bytes) -> str:
    return next((value.decode("latin-1") for key, value in scope["headers"] if key == name), "")
