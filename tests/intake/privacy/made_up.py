"""People who stand in many dossiers, and a look at everything the database holds in clear."""

from typing import Any

import httpx2

from shared.db.database import Connection

NAME, NUMBER, PHONE, ADDRESS = "Trần Canh Gác", "026187000999", "0912000999", "Thôn Canh Gác"
BY_NAME, BY_NUMBER = "Đỗ Thay Mặt", "026087000888"
CANARIES = (NAME, NUMBER, "912000999", ADDRESS, BY_NAME, BY_NUMBER, "canh.gac@example.vn", "Ghi Chú Riêng")
BODY: dict[str, Any] = {
    "desk": "H62.19",
    "procedure": "1.001612",
    "channel": "direct",
    "applicant": {
        "name": NAME,
        "identity_number": NUMBER,
        "phone": PHONE,
        "address": ADDRESS,
        "email": "canh.gac@example.vn",
        "born_on": "1987-03-02",
    },
    "proxy": {"name": BY_NAME, "identity_number": BY_NUMBER, "phone": "0912000888", "basis": "Giấy uỷ quyền"},
    "summary": "Ghi Chú Riêng",
    "papers": [{"name": f"Giấy khai sinh của {NAME}", "form": "original", "quantity": 1}],
    "sets": 1,
}


async def receive(client: httpx2.AsyncClient, headers: dict[str, str], **changes: Any) -> dict[str, Any]:
    answer = await client.post("/dossiers", json=BODY | changes, headers=headers)
    assert answer.status_code == 201, answer.text
    document: dict[str, Any] = answer.json()
    return document


async def everything(connection: Connection, schema: str = "intake") -> str:
    """Every row of every table of the schema, as text."""
    tables = await connection.fetch("select tablename from pg_tables where schemaname = $1", schema)
    rows = [
        row
        for table in tables
        for row in await connection.fetch(f'select t::text as row from {schema}."{table["tablename"]}" t')
    ]
    return "\n".join(row["row"] for row in rows)
