"""A service in miniature: enters the database by its own role, says who it is, dies when asked."""

import asyncio
import json
import os
from http.server import BaseHTTPRequestHandler, HTTPServer

import asyncpg


async def login(url: str) -> str:
    connection = await asyncpg.connect(url)
    try:
        return str(await connection.fetchval("SELECT current_user::text"))
    finally:
        await connection.close()


async def who() -> dict[str, str]:
    user = await login(url) if (url := os.environ.get("MOTCUA_DATABASE_URL")) else "nobody"
    names = ("MOTCUA_NATS_URL", "MOTCUA_NATS_MONITOR_URL", "MOTCUA_JWKS", "MOTCUA_ENV", "MOTCUA_FILES")
    names += ("MOTCUA_DEMO_CLOCK", "MOTCUA_INTAKE_URL", "MOTCUA_PROCESSING_URL", "MOTCUA_STATS_URL")
    return {"user": user} | {name: os.environ.get(name, "") for name in names}


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
