"""A desk in a test that takes filings in and answers them over HTTP."""

from dataclasses import dataclass, field
from typing import Any

import httpx2

from shared.contracts.envelope import Fact, read_fact
from shared.db.database import Database
from tests.support.people import Identity

OWNER = {
    "name": "Phạm Canh Cửa",
    "identity_number": "026187000777",
    "phone": "0912000777",
    "address": "Xóm Canh Cửa",
}
ONLINE: dict[str, Any] = {
    "desk": "H62.19",
    "procedure": "1.001612",
    "channel": "online",
    "source": "portal",
    "filed_at": "2026-03-05T08:40:00+07:00",
    "applicant": OWNER,
    "summary": "Xin cấp lần đầu",
    "papers": [{"name": "Tờ khai", "form": "electronic", "quantity": 1}],
    "fees": [{"name": "Lệ phí", "amount": 50_000}],
}
AT_COUNTER = {name: value for name, value in ONLINE.items() if name not in {"channel", "source", "filed_at"}} | {
    "channel": "direct",
    "source": "counter",
}
COMPLETION: dict[str, Any] = {
    "items": [{"what": "Bản sao căn cước", "why": "Ảnh mờ, không đọc được số"}],
    "basis": "Nghị định 168/2025/NĐ-CP",
}
REFUSAL: dict[str, Any] = {"reasons": [{"code": "not_competent", "text": "Thuộc thẩm quyền của cấp tỉnh"}]}


@dataclass
class FilingDesk:
    """The client, the books and tokens of made-up callers; codes of filings run from G12-1 on."""

    client: httpx2.AsyncClient
    database: Database
    identity: Identity
    count: int = field(default=0)

    async def post(
        self, body: Any, *roles: str, headers: dict[str, str] | None = None, **caller: Any
    ) -> httpx2.Response:
        token = self.identity.headers(*(roles or ("clerk",)), **caller)
        return await self.client.post("/filings", json=body, headers={**token, **(headers or {})})

    async def file(self, *, base: dict[str, Any] = ONLINE, role: str = "clerk", **changes: Any) -> dict[str, Any]:
        self.count += 1
        answer = await self.post({"source_code": f"G12-{self.count}"} | base | changes, role)
        assert answer.status_code == 201, answer.text
        document: dict[str, Any] = answer.json()
        return document

    async def act(
        self, filing: dict[str, Any], act: str, body: Any = None, *roles: str, version: Any = None, **caller: Any
    ) -> httpx2.Response:
        headers = self.identity.headers(*(roles or ("clerk",)), **caller)
        headers["If-Match"] = f'"{filing["version"]}"' if version is None else version
        return await self.client.post(f"/filings/{filing['id']}/{act}", json=body, headers=headers)

    async def done(self, filing: dict[str, Any], act: str, body: Any = None, *roles: str) -> dict[str, Any]:
        answer = await self.act(filing, act, body, *roles)
        assert answer.status_code in (200, 201), answer.text
        document: dict[str, Any] = answer.json()
        return document

    async def read(self, filing: dict[str, Any], *roles: str, **caller: Any) -> dict[str, Any]:
        answer = await self.get(f"/filings/{filing['id']}", *roles, **caller)
        document: dict[str, Any] = answer.json()
        return document

    async def get(self, path: str, *roles: str, params: Any = None, **caller: Any) -> httpx2.Response:
        headers = self.identity.headers(*(roles or ("clerk",)), **caller)
        return await self.client.get(path, params=params, headers=headers)

    async def listed(self, *roles: str, reach: tuple[str, ...] = ("VN",), **params: Any) -> list[dict[str, Any]]:
        answer = await self.get("/filings", *roles, params=params, offices=reach)
        assert answer.status_code == 200, answer.text
        items: list[dict[str, Any]] = answer.json()["items"]
        return items

    async def facts(self, prefix: str = "filing:") -> list[Fact]:
        async with self.database.reading() as connection:
            rows = await connection.fetch(
                "select canon from intake.facts where stream like $1 || '%' order by gid", prefix
            )
        return [read_fact(row["canon"]) for row in rows]

    async def rows(self, sql: str, *values: object) -> list[Any]:
        async with self.database.reading() as connection:
            return list(await connection.fetch(sql, *values))


async def refusal(answer: Any) -> tuple[int, str]:
    response = await answer
    assert response.headers["content-type"] == "application/problem+json", response.text
    return response.status_code, response.json()["code"]
