"""A printed paper as an answer."""

from typing import Any

from fastapi import Response

PDF: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}}}
}


class PdfResponse(Response):
    """It holds personal data, so nobody on the way keeps it."""

    media_type = "application/pdf"

    def __init__(self, content: bytes, code: str) -> None:
        super().__init__(content)
        self.headers["Cache-Control"] = "no-store"
        self.headers["Content-Disposition"] = f'inline; filename="{code}.pdf"'
