"""A filing that was not received at once: read, answered within eight working hours, its forms 02 and 03 printed."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from services.desk.clients import filings
from services.desk.dependencies import Visit, Visiting, problems_of
from services.desk.forms.answers import completion_of, refusal_of
from services.desk.forms.typed import Problem, Typed
from services.desk.pages.received import framed
from services.desk.presenters.filing import (
    ACTS,
    ANSWER_FIELDS,
    WAYS,
    acts_of,
    deeds_of,
    forms_of,
    lines_to_complete,
    papers_of,
    reasons,
)
from services.desk.presenters.queue import answer_badge
from services.desk.texts import _
from shared.errors import NotFound, Refusal

router = APIRouter()
PLACE = "/quay/ho-so-nop/{filing}"
_SEGMENTS = {
    "tiep-nhan": "accept",
    "yeu-cau-hoan-thien": "request-completion",
    "da-hoan-thien": "complete",
    "tu-choi": "refuse",
    "rut": "withdraw",
    "dong": "close-unanswered",
}
_PAPERS = {"phieu-bo-sung": "completion-request", "phieu-tu-choi": "refusal"}


@router.get(PLACE)
async def read(visit: Visiting, filing: str) -> Response:
    found = await filings.filing(visit.intake, filing)
    forms = forms_of(found)
    return visit.page(
        "filing.html",
        filing=found,
        badge_=answer_badge(found),
        papers=papers_of(found),
        way=_(WAYS[found["result_way"]]),
        deeds=deeds_of(found),
        forms=forms,
        acts=acts_of(found),
    )


@router.get(f"{PLACE}/{{name}}.pdf")
async def paper(visit: Visiting, filing: str, name: str) -> Response:
    """Form 02 or 03, fetched with the clerk's own token."""
    if name not in _PAPERS:
        raise NotFound("no_such_page", _("Không có giấy này"))
    return framed(await filings.paper(visit.intake, filing, _PAPERS[name]), name)


@router.get(f"{PLACE}/{{act}}")
async def before(visit: Visiting, filing: str, act: str) -> Response:
    """What follows from the act, and the box for its words."""
    found = await filings.filing(visit.intake, _known(filing, act))
    return await _draw(visit, found, act, [], visit.typed_before())


@router.post(f"{PLACE}/{{act}}")
async def do(visit: Visiting, filing: str, act: str) -> Response:
    """Refuses what is not said, and a filing that another clerk has answered meanwhile."""
    typed = Typed({name: visit.typed_all(name) for name in visit.form})
    body = _said(_known(filing, act) and act, typed)
    problems = typed.problems
    if not problems:
        try:
            return await visit.once(lambda: _act(visit, filing, act, typed.one("version"), body))
        except Refusal as refusal:
            if refusal.status in (404, 503):
                raise
            problems = problems_of(refusal, ANSWER_FIELDS)
    found = await filings.filing(visit.intake, filing)
    return await _draw(visit, found, act, problems, typed.values)


async def _act(visit: Visit, filing: str, act: str, version: str, body: Mapping[str, Any] | None) -> str:
    told = await filings.act_on(visit.intake, filing, _SEGMENTS[act], version, body)
    if act == "tiep-nhan":
        return f"/quay/da-tiep-nhan/{told['code']}"
    visit.say(_("Đã ghi: {state}").format(state=told["state_name"]))
    return f"/quay/ho-so-nop/{filing}"


def _known(filing: str, act: str) -> str:
    if act not in _SEGMENTS:
        raise NotFound("no_such_page", _("Không có trang này. Kiểm tra lại địa chỉ, hoặc đi từ thanh trên cùng."))
    return filing


def _said(act: str, typed: Typed) -> dict[str, Any] | None:
    """The body of the act, from what was typed."""
    if act == "yeu-cau-hoan-thien":
        return completion_of(typed)
    if act == "tu-choi":
        return refusal_of(typed)
    if act == "da-hoan-thien":
        return _completed(typed)
    if act == "rut":
        return {"note": typed.must("note", _("Ghi người nộp đã xin rút bằng cách nào"))}
    return None


def _completed(typed: Typed) -> dict[str, Any]:
    names = [line.strip() for line in typed.one("papers").splitlines() if line.strip()]
    if not names and not typed.has("note"):
        typed.problems.append(("papers", _("Ghi giấy tờ hoặc nội dung người nộp đã hoàn thiện")))
    return {"papers": [{"name": name[:500]} for name in names], "note": typed.one("note") or None}


async def _draw(
    visit: Visit, filing: Mapping[str, Any], act: str, problems: list[Problem], typed: Mapping[str, Any]
) -> Response:
    status = 422 if problems else 200
    words = next(words for segment, words in ACTS.values() if segment == act)
    return visit.page(
        "filing_act.html",
        status,
        filing=filing,
        act=act,
        words=_(words),
        is_allowed=any(address.endswith(f"/{act}") for _act, address, _words in acts_of(filing)),
        problems=problems,
        typed=typed,
        lines=lines_to_complete(typed, ()),
        basis=_("Điều 17 Nghị định 118/2025/NĐ-CP"),
        reasons=reasons(),
    )
