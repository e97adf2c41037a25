"""The archive of scans: the spool where they arrive and the store where they lie, as the settings name it."""

import hashlib
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass

from services.intake.repository.scans.scan_bucket import BucketStore
from services.intake.repository.scans.scan_folder import FolderStore
from services.intake.repository.scans.scan_spool import ScanSpool
from services.intake.repository.scans.scan_store import ScanStore
from services.intake.vault.segments import SegmentOpener, SegmentsDamaged
from shared.errors import Conflict
from shared.settings import Settings


@dataclass(frozen=True, slots=True)
class Archive:
    """One per process."""

    spool: ScanSpool
    store: ScanStore

    @classmethod
    def of(cls, settings: Settings) -> "Archive":
        """Refuses a MOTCUA_SCANS_URL that it does not understand."""
        spool = ScanSpool(settings.files / "scans-arriving")
        if not settings.scans_url:
            return cls(spool, FolderStore(settings.files / "scans"))
        secret = settings.scans_secret_key_file
        word = secret.read_text(encoding="utf-8").strip() if secret and secret.exists() else ""
        return cls(spool, BucketStore.of(settings.scans_url, settings.scans_access_key or "", word))

    async def read(self, name: str, key: bytes, digest: str) -> AsyncGenerator[bytes]:
        """The content, piece by piece; the last one only when the whole has its digest. Refuses what is damaged."""
        opener, content = SegmentOpener(key), hashlib.sha256()
        try:
            async with aclosing(self.store.read(name)) as sealed:
                async for chunk in sealed:
                    for piece in opener.add(chunk):
                        content.update(piece)
                        yield piece
            last = opener.end()
        except SegmentsDamaged as damage:
            raise damaged() from damage
        content.update(last)
        if content.hexdigest() != digest:
            raise damaged()
        yield last


def damaged() -> Conflict:
    return Conflict("scan_damaged", "Tệp của bản quét này bị hỏng hoặc bị thay đổi trong kho, hãy báo quản trị")
