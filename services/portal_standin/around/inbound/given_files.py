"""The files that the portal publishes for a province to fetch: unguessable names, kept until a reset."""

import mimetypes
from base64 import b64decode
from dataclasses import dataclass
from secrets import token_urlsafe

PATH = "/given-files"


@dataclass(frozen=True, slots=True)
class GivenFile:
    name: str
    content: bytes

    @property
    def media_type(self) -> str:
        return mimetypes.guess_type(self.name)[0] or "application/octet-stream"


class GivenFiles:
    def __init__(self) -> None:
        self._files: dict[str, GivenFile] = {}

    def give(self, name: str, content: bytes | str, here: str) -> str:
        """The link; text is base64."""
        token = token_urlsafe(24)
        self._files[token] = GivenFile(name, b64decode(content) if isinstance(content, str) else content)
        return f"{here}{PATH}/{token}"

    def of(self, token: str) -> GivenFile | None:
        return self._files.get(token)
