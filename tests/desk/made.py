"""Dossiers and filings for the screens, made through the public APIs of a town."""

import time
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from shared.clock import SystemClock
from tests.support.town import Town

DESK = "08911.2025"
PROCEDURE = "1.001612"


class Made:
    """The counter and the officers of one commune, by API."""

    def __init__(self, town: Town, desk: str = DESK) -> None:
        self.town = town
        self.desk = desk

    def receive(self, name: str = "Nguyễn Văn Mẫu", **more: Any) -> dict[str, Any]:
        body = {
            "desk": self.desk,
            "procedure": PROCEDURE,
            "applicant": {"name": name, "phone": "0912 000 456"},
            "papers": [{"name": "Giấy đề nghị đăng ký hộ kinh doanh", "number": 7}],
            **more,
        }
        return self._post("intake", "/dossiers", body, {"Idempotency-Key": str(uuid4())})

    def file(self, name: str = "Trần Thị Nộp", **more: Any) -> dict[str, Any]:
        body = {
            "desk": self.desk,
            "procedure": PROCEDURE,
            "applicant": {"name": name},
            "channel": "online",
            "source": "portal",
            "source_code": f"G{uuid4().hex[:10]}",
            "filed_at": SystemClock().now().isoformat(),
            **more,
        }
        return self._post("intake", "/filings", body, role="portal")

    def act(self, dossier: str, act: str, body: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """By whoever may; waits until processing has opened the dossier."""
        version = self.told(dossier)["version"]
        return self._post("processing", f"/dossiers/{dossier}/{act}", body or {}, {"If-Match": f'"{version}"'})

    def told(self, dossier: str) -> dict[str, Any]:
        """What processing says of it."""
        for _ in range(200):
            answer = self.town.client.get(
                f"{self.town.url('processing')}/dossiers/{dossier}", headers=self._headers("leader")
            )
            if answer.status_code == 200:
                break
            time.sleep(0.02)
        found: dict[str, Any] = answer.json()
        return found

    def _post(
        self, service: str, path: str, body: Any, headers: Mapping[str, str] | None = None, role: str = ""
    ) -> dict[str, Any]:
        roles = (role,) if role else ("clerk", "officer", "leader")
        sent = {**self._headers(*roles), **(headers or {})}
        answer = self.town.client.post(self.town.url(service) + path, json=body, headers=sent)
        assert answer.is_success, answer.text
        said: dict[str, Any] = answer.json()
        return said

    def _headers(self, *roles: str) -> dict[str, str]:
        return self.town.headers(*roles, offices=(self.desk,))
