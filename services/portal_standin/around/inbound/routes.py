"""`/_admin/inbound/…`: what a citizen or another office does; answered with what the province replied."""

from typing import Any

from fastapi import APIRouter, Request, Response

from services.portal_standin.answering.answer import portal_of
from services.portal_standin.around.inbound import wire
from services.portal_standin.around.inbound.asked import (
    Again,
    DossierAsked,
    DownloadAsked,
    LookupAsked,
    SupplementAsked,
    TaxNoticeAsked,
    TaxReceiptAsked,
    WithdrawalAsked,
)
from services.portal_standin.around.inbound.deliveries import Deliveries
from services.portal_standin.around.inbound.given_files import PATH, GivenFiles
from services.portal_standin.around.inbound.send import look_up, post, send, send_again
from services.portal_standin.around.people import People, Person
from services.portal_standin.portal import NationalPortal
from shared.errors import NotFound

_FILED = {"TrangThaiHoSo": "1", "KenhThucHien": "2", "NoiNopHoSo": "1"}
_ALSO_KEPT = ("MaHoSo", "MaTTHC", "NgayNopHoSo", "ChuHoSo", "LoaiDoiTuong", "MaDoiTuong", "SoGiayToChuHoSo")
router = APIRouter(prefix="/_admin/inbound")
files = APIRouter()


@router.get("")
async def delivered(request: Request, after: int = 0, service: str | None = None, dossier: str | None = None) -> Any:
    return [each.as_json() for each in portal_of(request).book(Deliveries).found(after, service, dossier)]


@router.post("/dossier")
async def file_dossier(request: Request, asked: DossierAsked) -> Any:
    """A citizen files at the portal: the dossier stands there, with a code of the portal's own unless one is given."""
    portal = portal_of(request)
    at = portal.clock.now()
    asked = asked.model_copy(update={"agency": asked.agency or next(iter(portal.config.agencies))})
    code = asked.code or portal.codes.next(asked.agency, at)
    owner = _person(portal, asked.account)
    filer = _person(portal, asked.filer) if asked.filer else owner
    portal.evidence.accounts.add(filer.tech_id)
    papers = wire.submitted(asked.papers, code, at, portal.book(GivenFiles), _here(request))
    data = wire.dossier(asked, code, owner, filer, at, papers)
    if portal.dossiers.find(code) is None:
        portal.codes.use(code)
        portal.dossiers.open(_FILED | {name: data[name] for name in _ALSO_KEPT}, "portal", portal.clock.text())
    return await send(portal, "GuiHoSo", code, data, asked)


@router.post("/supplement")
async def supplement(request: Request, asked: SupplementAsked) -> Any:
    portal = portal_of(request)
    at = portal.clock.now()
    papers = wire.submitted(asked.papers, asked.code, at, portal.book(GivenFiles), _here(request))
    return await send(portal, "GuiBoSungHoSo", asked.code, wire.supplement(asked, at, papers), asked)


@router.post("/withdrawal")
async def withdraw(request: Request, asked: WithdrawalAsked) -> Any:
    portal = portal_of(request)
    data = wire.withdrawal(asked, portal.clock.now())
    return await send(portal, "GuiYeuCauRutHoSo", asked.code, data, asked)


@router.post("/tax-notice")
async def tax_notice(request: Request, asked: TaxNoticeAsked) -> Any:
    portal = portal_of(request)
    data = wire.tax_notice(asked, _person(portal, asked.account), portal.clock.now())
    return await send(portal, "NhanThongBaoThueDat", asked.code, data, asked)


@router.post("/tax-receipt")
async def tax_receipt(request: Request, asked: TaxReceiptAsked) -> Any:
    portal = portal_of(request)
    payer, at = _person(portal, asked.account), portal.clock.now()
    name = f"chung-tu-{asked.notice}.pdf"
    link = portal.book(GivenFiles).give(name, wire.voucher(asked, payer, at), _here(request))
    data = wire.tax_receipt(asked, payer, at, link)
    return await send(portal, "NhanChungTuThueDat", asked.code, data, asked)


@router.post("/lookup")
async def look_up_dossier(request: Request, asked: LookupAsked) -> Any:
    return await look_up(portal_of(request), asked.code, asked)


@router.post("/download")
async def download(request: Request, asked: DownloadAsked) -> Any:
    return await post(portal_of(request), "TaiTep", "", f"/files/{asked.token}", [None])


@router.post("/again")
async def deliver_again(request: Request, asked: Again) -> Any:
    return await send_again(portal_of(request), asked)


@files.get(PATH + "/{token}")
async def given_file(request: Request, token: str) -> Response:
    """What the portal published for the province to fetch."""
    file = portal_of(request).book(GivenFiles).of(token)
    if file is None:
        raise NotFound("no_such_file", "Không có tệp này")
    return Response(file.content, media_type=file.media_type)


def _person(portal: NationalPortal, account: str) -> Person:
    person = portal.book(People).of_account(account)
    if person is None:
        raise NotFound("no_such_account", f"Không có tài khoản {account}")
    return person


def _here(request: Request) -> str:
    return str(request.base_url).rstrip("/")
