"""Somebody who prepares and publishes the catalogue over HTTP, with short ways to say it."""

from datetime import UTC, datetime
from typing import Any

import httpx2

from tests.support.people import Identity

DESK = "000.00.19.H62"


def noon(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 5, 0, tzinfo=UTC)


def a_version(**changes: Any) -> dict[str, Any]:
    """A small whole version of 1.001612, three working days."""
    return {
        "name": "Đăng ký thành lập hộ kinh doanh",
        "field": "Hộ kinh doanh",
        "levels": ["xa"],
        "channels": ["direct", "online"],
        "agency": "Ủy ban nhân dân cấp xã",
        "subjects": "Công dân Việt Nam",
        "term": {"unit": "working_day", "amount": 3},
        "papers": [{"name": "Giấy đề nghị", "originals": 1}],
        "results": [{"code": "KQ.G12.000001", "name": "Giấy chứng nhận đăng ký hộ kinh doanh"}],
        **changes,
    }


class Registrar:
    """The client with a registrar's and a clerk's token."""

    def __init__(self, client: httpx2.AsyncClient, identity: Identity) -> None:
        self.client = client
        self.headers = identity.headers("registrar", "clerk")

    async def ask(self, method: str, path: str, **more: Any) -> httpx2.Response:
        return await self.client.request(method, path, headers={**self.headers, **more.pop("headers", {})}, **more)

    async def get(self, path: str, **params: Any) -> Any:
        answer = await self.ask("GET", path, params=params)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def prepare(self, **changes: Any) -> str:
        """A draft of the province, effective 1 April 2026; its id."""
        body = {
            "issuer": "H62",
            "title": "Công bố danh mục thủ tục hành chính",
            "number": "12/QĐ-UBND",
            "decided_on": "2026-03-05",
            "effective_on": "2026-04-01",
            **changes,
        }
        answer = await self.ask("POST", "/publishing-decisions", json=body)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    async def put(self, decision: str, code: str, action: str, **more: Any) -> httpx2.Response:
        return await self.ask("PUT", f"/publishing-decisions/{decision}/items/{code}", json={"action": action, **more})

    async def publish(self, decision: str) -> httpx2.Response:
        return await self.ask("POST", f"/publishing-decisions/{decision}/publish")

    async def receive(self, procedure: str = "1.001612", **changes: Any) -> dict[str, Any]:
        """The dossier as it is read back."""
        body = {"desk": DESK, "procedure": procedure, "applicant": {"name": "Nguyễn Văn Mẫu"}, **changes}
        answer = await self.ask("POST", "/dossiers", json=body)
        assert answer.status_code == 201, answer.text
        dossier: dict[str, Any] = await self.get(answer.headers["Location"])
        return dossier
