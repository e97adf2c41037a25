"""Fetches files that a portal names, from listed hosts alone: no redirects, no more than intake takes as a scan."""

import httpx2

from services.portal.connections import Connection
from services.portal.domain.inbound.file_address import may_fetch

LARGEST = 20 * 1024 * 1024
_SECONDS = 15.0


class FileNotFetched(Exception):
    """`code` is stable; `is_final` where another try would end the same way."""

    def __init__(self, code: str, *, is_final: bool) -> None:
        super().__init__(code)
        self.code, self.is_final = code, is_final


class PortalFiles:
    """One pool of connections per process."""

    def __init__(self) -> None:
        self._client = httpx2.AsyncClient(timeout=_SECONDS, follow_redirects=False, trust_env=False)

    async def fetch(self, connection: Connection, address: str) -> bytes:
        """Raises FileNotFetched."""
        if not may_fetch(address, connection.file_hosts):
            raise FileNotFetched("file_host_not_listed", is_final=True)
        try:
            async with self._client.stream("GET", address) as answer:
                if answer.status_code >= 500 or answer.status_code == httpx2.codes.TOO_MANY_REQUESTS:
                    raise FileNotFetched("file_host_away", is_final=False)
                if answer.status_code != httpx2.codes.OK:
                    raise FileNotFetched("file_not_there", is_final=True)
                return await _read(answer)
        except (httpx2.HTTPError, httpx2.InvalidURL):
            raise FileNotFetched("file_host_away", is_final=False) from None

    async def close(self) -> None:
        await self._client.aclose()


async def _read(answer: httpx2.Response) -> bytes:
    content = bytearray()
    async for piece in answer.aiter_bytes(65_536):
        content += piece
        if len(content) > LARGEST:
            raise FileNotFetched("file_too_large", is_final=True)
    return bytes(content)
