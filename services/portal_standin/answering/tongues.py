"""How each generation says yes and no."""

from dataclasses import dataclass
from typing import Any

from services.portal_standin.domain.complaint import Complaint


@dataclass(frozen=True, slots=True)
class Reply:
    """`body` is a JSON value; a `str` goes out bare."""

    body: Any
    status: int = 200


class GenerationA:
    """Always HTTP 200; the code is a text in most services, a number in some versions."""

    key = "error_code"
    success_codes: tuple[Any, ...] = (0, "0", "00")

    def refuse(self, complaint: Complaint) -> Reply:
        return Reply({"error_code": complaint.code, "message": complaint.text})

    def say(self, code: Any, text: str) -> Reply:
        return Reply({"error_code": code, "message": text})


class GenerationB:
    """{code, message, data} with the HTTP status repeated as the code."""

    key = "code"
    success_codes: tuple[Any, ...] = (200, "200", 0)

    def refuse(self, complaint: Complaint) -> Reply:
        return Reply({"code": complaint.status, "message": complaint.text, "data": None}, complaint.status)

    def say(self, code: Any, text: str) -> Reply:
        return Reply({"code": code, "message": text, "data": None})


Tongue = GenerationA | GenerationB
GEN_A, GEN_B = GenerationA(), GenerationB()
