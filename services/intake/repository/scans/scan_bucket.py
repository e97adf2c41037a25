"""Scans in an S3-compatible store: what leaves this machine is sealed, and its name tells nothing."""

from collections.abc import AsyncGenerator
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import obstore
from obstore.exceptions import BaseError, NotFoundError
from obstore.store import S3Store

from services.intake.repository.scans.scan_store import not_kept, store_away
from shared.errors import Invalid

_PART = 5 * 1024 * 1024
_AT_ONCE = 2  # parts in memory, each upload
_PIECE = 1 << 20
_KNOWN = {"endpoint", "region"}


class BucketStore:
    """Objects below a prefix of one bucket."""

    def __init__(self, store: S3Store) -> None:
        self._store = store

    @classmethod
    def of(cls, url: str, access_key: str, secret: str) -> "BucketStore":
        """s3://bucket/prefix?endpoint=https://…&region=…; refuses another form."""
        parts = urlsplit(url)
        options = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        endpoint = options.get("endpoint", "")
        if parts.scheme != "s3" or not parts.netloc or not options.keys() <= _KNOWN or not (access_key and secret):
            raise Invalid(
                "scans_url_not_valid", "MOTCUA_SCANS_URL: cần s3://bucket/prefix?endpoint=…&region=… cùng khoá truy cập"
            )
        store = S3Store(
            parts.netloc,
            prefix=parts.path.strip("/") or None,
            endpoint=endpoint or None,
            region=options.get("region", "us-east-1"),
            access_key_id=access_key,
            secret_access_key=secret,
            client_options={"allow_http": endpoint.startswith("http://"), "timeout": timedelta(seconds=60)},
            retry_config={"max_retries": 2, "retry_timeout": timedelta(seconds=15)},
        )
        return cls(store)

    async def adopt(self, path: Path, name: str) -> None:
        try:
            await obstore.put_async(self._store, name, path, chunk_size=_PART, max_concurrency=_AT_ONCE)
        except BaseError as trouble:
            raise store_away() from trouble

    async def read(self, name: str) -> AsyncGenerator[bytes]:
        try:
            answer = await obstore.get_async(self._store, name)
            async for piece in answer.stream(min_chunk_size=_PIECE):
                yield bytes(piece)
        except (NotFoundError, FileNotFoundError):
            raise not_kept() from None
        except BaseError as trouble:
            raise store_away() from trouble

    async def remove(self, name: str) -> None:
        try:
            await obstore.delete_async(self._store, name)
        except (NotFoundError, FileNotFoundError):
            return
        except BaseError as trouble:
            raise store_away() from trouble
