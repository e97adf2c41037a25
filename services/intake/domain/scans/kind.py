"""The types of scans that are taken in, told by content and never by what a header or a file name says."""

from enum import StrEnum


class ScanType(StrEnum):
    """What desks scan to; the value is the media type."""

    PDF = "application/pdf"
    JPEG = "image/jpeg"
    PNG = "image/png"
    TIFF = "image/tiff"

    @property
    def ending(self) -> str:
        return {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png", "image/tiff": "tif"}[self.value]

    @property
    def is_shown(self) -> bool:
        """Browsers show these two by themselves; a PDF's viewer is off in a sandbox, and no browser knows TIFF."""
        return self in (ScanType.JPEG, ScanType.PNG)


_MAGIC = (
    (b"%PDF-1.", ScanType.PDF),
    (b"%PDF-2.", ScanType.PDF),
    (b"\xff\xd8\xff", ScanType.JPEG),
    (b"\x89PNG\r\n\x1a\n", ScanType.PNG),
    (b"II*\x00", ScanType.TIFF),
    (b"MM\x00*", ScanType.TIFF),
)


def type_of(head: bytes) -> ScanType | None:
    """By the first bytes, which must stand at the very beginning: nothing may be hidden in front of them."""
    return next((kind for magic, kind in _MAGIC if head.startswith(magic)), None)
