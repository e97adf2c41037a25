"""The one edge where refusals and faults become `application/problem+json`: stable code, Vietnamese sentence.

What was sent is never echoed: it may be personal data, and it may not even be valid text.
"""

import logging
from collections.abc import Sequence
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException  # noqa: TID251  (read here, raised nowhere)
from starlette.requests import Request
from starlette.responses import JSONResponse

from shared.db.database import database_away, is_engine_trouble
from shared.errors import Refusal
from shared.web.faults import where

log = logging.getLogger("motcua.web")

_JSON_FAULTS = {
    "not_json": "Nội dung gửi lên không phải JSON",
    "not_utf8": "Nội dung gửi lên không phải UTF-8",
    "too_deep": "JSON lồng quá sâu",
    "duplicate_key": "JSON có khoá lặp lại",
    "number_out_of_range": "JSON có số ngoài phạm vi cho phép",
}
_HTTP_FAULTS = {
    401: ("token_missing", "Cần đăng nhập"),
    404: ("no_such_address", "Không có địa chỉ này"),
    405: ("method_not_allowed", "Địa chỉ này không nhận cách gọi đó"),
    413: ("body_too_large", "Nội dung gửi lên quá lớn"),
    415: ("media_type_not_taken", "Chỉ nhận application/json"),
}
_FIELD_FAULTS = {
    "missing": "Thiếu trường này",
    "extra_forbidden": "Không có trường này",
    "string_too_long": "Quá dài",
    "string_too_short": "Quá ngắn hoặc để trống",
    "string_pattern_mismatch": "Không đúng dạng",
    "enum": "Không nằm trong danh mục",
    "literal_error": "Không nằm trong danh mục",
    "date_from_datetime_parsing": "Không phải ngày có thật (dạng 2026-11-24)",
    "date_parsing": "Không phải ngày có thật (dạng 2026-11-24)",
    "datetime_parsing": "Không phải thời điểm có thật (dạng 2026-11-24T08:30:00+07:00)",
    "timezone_aware": "Thời điểm phải kèm múi giờ (ví dụ +07:00)",
    "uuid_parsing": "Không phải mã định danh UUID",
    "int_parsing": "Phải là số nguyên",
    "int_type": "Phải là số nguyên",
    "string_type": "Phải là chữ",
}


class FieldProblem(BaseModel):
    """One field that cannot be taken."""

    field: str = Field(description="Đường dẫn của trường, ví dụ `applicant.name`")
    code: str
    message: str


class Problem(BaseModel):
    """Why a request was not carried out (RFC 9457). Nothing was written."""

    type: str = Field(examples=["urn:motcua:problem:office_not_found"])
    title: str
    status: int
    code: str = Field(description="Mã ổn định để chương trình đọc")
    detail: str = Field(description="Câu cho người đọc (tiếng Việt)")
    errors: list[FieldProblem] = []


def problem_response(
    status: int, code: str, message: str, errors: Sequence[FieldProblem] = (), headers: Any = None
) -> JSONResponse:
    return _answer(_problem(status, code, message, errors), headers)


def problem_of(refusal: Refusal) -> Problem:
    """A refusal as it stands in an answer, alone or beside others."""
    errors = [FieldProblem(field=f, code=refusal.code, message=m) for f, m in refusal.fields.items()]
    return _problem(refusal.status, refusal.code, refusal.message, errors)


def _problem(status: int, code: str, message: str, errors: Sequence[FieldProblem]) -> Problem:
    kind = f"urn:motcua:problem:{code}"
    return Problem(type=kind, title=message, status=status, code=code, detail=message, errors=list(errors))


def _answer(problem: Problem, headers: Any) -> JSONResponse:
    return JSONResponse(problem.model_dump(), problem.status, media_type="application/problem+json", headers=headers)


def answer_problems(app: FastAPI) -> None:
    """Hangs the handlers on an app."""
    app.add_exception_handler(Refusal, _refused)
    app.add_exception_handler(RequestValidationError, _not_valid)
    app.add_exception_handler(HTTPException, _http_fault)
    app.add_exception_handler(Exception, _fault)


async def _refused(_: Request, refusal: Exception) -> JSONResponse:
    assert isinstance(refusal, Refusal)  # noqa: S101
    return refusal_response(refusal)


def refusal_response(refusal: Refusal) -> JSONResponse:
    headers = {401: {"WWW-Authenticate": "Bearer"}, 503: {"Retry-After": "2"}}.get(refusal.status)
    return _answer(problem_of(refusal), headers)


async def _not_valid(_: Request, fault: Exception) -> JSONResponse:
    assert isinstance(fault, RequestValidationError)  # noqa: S101
    details = fault.errors()
    for detail in details:
        if detail["type"] == "json_invalid":
            code = detail["ctx"]["error"]
            return problem_response(400, code, _JSON_FAULTS.get(code, _JSON_FAULTS["not_json"]))
    errors = [_field_problem(detail) for detail in details[:50]]
    message = f"Có {len(errors)} chỗ cần sửa"
    return problem_response(422, "fields_not_valid", message, errors)


def _field_problem(detail: Any) -> FieldProblem:
    kind = detail["type"]
    refusal = detail.get("ctx", {}).get("error")
    if isinstance(refusal, _FieldRefusal):
        kind, message = refusal.code, refusal.message
    else:
        message = _FIELD_FAULTS.get(kind, "Giá trị không dùng được")
    path = ".".join(str(part) for part in detail["loc"][1:]) or str(detail["loc"][0])
    printable = path.encode("utf-8", "replace").decode("utf-8")[:200]
    return FieldProblem(field=printable, code=kind, message=message)


class _FieldRefusal(ValueError):
    """A refusal inside a pydantic validator; pydantic passes only ValueError on."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.code = refusal.code
        self.message = refusal.message


def as_field_refusal(refusal: Refusal) -> ValueError:
    """For validators: what the field's problem will say."""
    return _FieldRefusal(refusal)


async def _http_fault(_: Request, fault: Exception) -> JSONResponse:
    assert isinstance(fault, HTTPException)  # noqa: S101
    return http_problem(fault.status_code, fault.headers)


def http_problem(status: int, headers: Any = None) -> JSONResponse:
    """What HTTP itself refuses: no such address, method, media type, size."""
    code, message = _HTTP_FAULTS.get(status, ("request_not_taken", "Yêu cầu không thực hiện được"))
    return problem_response(status, code, message, headers=headers)


async def _fault(request: Request, fault: Exception) -> JSONResponse:
    if is_engine_trouble(fault):
        away = database_away()
        return problem_response(away.status, away.code, away.message, headers={"Retry-After": "2"})
    log.error("fault on %s: %s", _place(request), where(fault))
    return problem_response(500, "internal_fault", "Hệ thống gặp lỗi, chưa ghi gì; hãy báo quản trị")


def _place(request: Request) -> str:
    return f"{request.method} {getattr(request.scope.get('route'), 'path', '?')}"
