"""Generation B: token, codes, files, dossiers, progress, statuses, procedures."""

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from services.portal_standin.answering.answer import answer, json_of
from services.portal_standin.answering.tongues import GEN_B, Reply
from services.portal_standin.domain.complaint import Complaint, Refused
from services.portal_standin.portal import NationalPortal
from services.portal_standin.receiving.entering import enter_by_token, give_token
from services.portal_standin.receiving.gen_b_dossiers import create_dossier, show_dossier, update_dossier
from services.portal_standin.receiving.gen_b_standing import take_rows, take_statuses
from services.portal_standin.receiving.take_dossiers import codes_of
from services.portal_standin.service import Call

router = APIRouter(prefix="/b")
Handle = Callable[[NationalPortal, Call], Any]
_DONE = "Thành công"


@router.post("/oauth2/token")
async def token(request: Request) -> Response:
    sent = await _object_of(request)

    def give(portal: NationalPortal, call: Call) -> dict[str, Any]:
        access = give_token(portal, str(call.body["client_id"]), str(sent.get("client_secret", "")))
        lasts = portal.config.token_seconds
        return {"access_token": access, "expires_in": lasts, "token_type": "Bearer", "scope": "default"}

    return await _answer(request, Call("token", "", {"client_id": sent.get("client_id", "")}, "gen_b"), give)


@router.get("/ma-ho-so/GetNextValue")
async def next_code(request: Request, code: str = "") -> Response:
    """`code` is the agency; `data.value` is the code of the next dossier."""

    def issue(portal: NationalPortal, call: Call) -> dict[str, str]:
        enter_by_token(portal, call, (code,))
        if not code:
            raise Refused("V04", Complaint("Thiếu tham số code", "code"))
        return {"value": portal.codes.next(code, portal.clock.now())}

    return await _answer(request, _call(request, "GetNextValue", {"code": code}, agency=code), issue)


@router.post("/tep-tin")
async def upload(request: Request) -> Response:
    """The answer is nested as it was seen: data[0].response.data[0]."""
    async with request.form() as form:
        files = [
            (each.filename or "", await each.read()) for each in form.getlist("files") if not isinstance(each, str)
        ]

    def keep(portal: NationalPortal, call: Call) -> list[dict[str, Any]]:
        enter_by_token(portal, call, ())
        if not files:
            raise Refused("V04", Complaint("Thiếu tệp (files)", "files"))
        kept = [portal.files.keep(name, content) for name, content in files]
        told = [{"IdTepTin": each.id, "HashTepTin": each.hash, "TenTepTin": each.name} for each in kept]
        return [{"response": {"data": told}}]

    return await _answer(request, _call(request, "tep-tin", {"files": [name for name, _ in files]}), keep)


@router.post("/ho-so")
async def create(request: Request) -> Response:
    return await _one(request, "ho-so.create", None, create_dossier)


@router.post("/ho-so/tien-trinh")
async def progress(request: Request) -> Response:
    return await _many(request, "tien-trinh", take_rows)


@router.post("/ho-so/trang-thai")
async def statuses(request: Request) -> Response:
    return await _many(request, "trang-thai", take_statuses)


@router.put("/ho-so/{code}")
async def update(request: Request, code: str) -> Response:
    return await _one(request, "ho-so.update", code, update_dossier)


@router.get("/ho-so/{code}")
async def show(request: Request, code: str) -> Response:
    return await _answer(request, _call(request, "ho-so.get", {}, dossiers=(code,)), show_dossier)


@router.get("/thu-tuc")
async def procedures(request: Request) -> Response:
    def tell(portal: NationalPortal, call: Call) -> list[dict[str, str]]:
        enter_by_token(portal, call, ())
        return [{"MATTHC": each.code, "TENTTHC": each.name} for each in portal.catalogue.in_force()]

    return await _answer(request, _call(request, "thu-tuc", {}), tell)


@router.get("/thu-tuc/{code}")
async def procedure(request: Request, code: str) -> Response:
    """The object of LayThuTuc: no other form is known."""

    def tell(portal: NationalPortal, call: Call) -> dict[str, Any]:
        enter_by_token(portal, call, ())
        found = portal.catalogue.find(code)
        if found is None:
            raise Refused("V08", Complaint("Thủ tục không có trong danh mục", "MaTTHC", status=404))
        return found.as_told()

    return await _answer(request, _call(request, "thu-tuc", {"MaTTHC": code}), tell)


async def _one(request: Request, service: str, code: str | None, handle: Handle) -> Response:
    sent = await _object_of(request)
    body = sent if code is None else {**sent, "MaHoSo": code}
    agency = str(sent.get("MaDonViTiepNhan") or "")
    call = _call(request, service, body, agency=agency, dossiers=(str(body.get("MaHoSo") or ""),))
    return await _answer(request, call, handle)


async def _many(request: Request, service: str, handle: Handle) -> Response:
    body = {"data": await json_of(request)}
    return await _answer(request, _call(request, service, body, dossiers=codes_of(body)), handle)


def _call(
    request: Request, service: str, body: dict[str, Any], *, agency: str = "", dossiers: tuple[str, ...] = ()
) -> Call:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return Call(service, agency, body, "gen_b", token if scheme.lower() == "bearer" else "", dossiers)


async def _answer(request: Request, call: Call, handle: Handle) -> Response:
    def work(portal: NationalPortal, call: Call) -> Reply:
        return Reply({"code": 200, "message": _DONE, "data": handle(portal, call)})

    return await answer(request, call, GEN_B, work)


async def _object_of(request: Request) -> dict[str, Any]:
    sent = await json_of(request)
    return sent if isinstance(sent, dict) else {}
