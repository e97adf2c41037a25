"""After the receipt: the code, the due date and the paper in its print frame; printed again it is the same bytes."""

from fastapi import APIRouter
from starlette.responses import Response

from services.desk.clients import reception as intake
from services.desk.dependencies import Visiting
from services.desk.presenters.received import label_of, receipt_of
from shared.web.pages.security_headers import FRAMED_PDF
from shared.web.service_client import Answer

router = APIRouter()


@router.get("/quay/da-tiep-nhan/{code}")
async def received(visit: Visiting, code: str) -> Response:
    return visit.page("received.html", receipt=receipt_of(await intake.dossier(visit.intake, code)))


@router.get("/quay/giay-hen/{code}.pdf")
async def receipt_paper(visit: Visiting, code: str) -> Response:
    """Form 01, fetched with the clerk's own token."""
    return framed(await intake.receipt_paper(visit.intake, code), code)


@router.get("/quay/nhan/{code}")
async def label(visit: Visiting, code: str) -> Response:
    """A label for the folder: the code as bars and square, whose it is and when it is due."""
    return visit.page("label.html", label=label_of(await intake.dossier(visit.intake, code)))


def framed(paper: Answer, name: str) -> Response:
    """A paper that our own pages may show in a frame."""
    headers = {"Content-Security-Policy": FRAMED_PDF, "Content-Disposition": f'inline; filename="{name}.pdf"'}
    return Response(paper.content, media_type="application/pdf", headers=headers)
