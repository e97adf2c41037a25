"""A service in miniature: enters the database by its own role, says who it is, dies when asked (a screen has none)."""

import asyncio
import json
import os
from http.server import BaseHTTPRequestHandler, HTTPServer

import asyncpg


async def who() -> dict[str, str | None]:
    user = await database_user() if "MOTCUA_DATABASE_URL" in os.environ else None
    names = ("MOTCUA_NATS_URL", "MOTCUA_NATS_MONITOR_URL", "MOTCUA_JWKS", "MOTCUA_ENV", "MOTCUA_FILES")
    return {"user": user} | {name: os.environ.get(name, "") for name in names}


async def database_user() -> str:
    connection = await asyncpg.connect(os.environ["MOTCUA_DATABASE_URL"])
    try:
        return str(await connection.fetchval("SELECT current_user::text"))
    finally:
        await connection.close()


class Counter(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/die":
            os._exit(3)
        body = {"ok": True} if self.path == "/health" else asyncio.run(who())
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())

    def log_message(self, *_: object) -> None:
        pass


HTTPServer((os.environ["MOTCUA_HOST"], int(os.environ["MOTCUA_PORT"])), Counter).serve_forever()
