"""F2 Đánh giá: one question, five buttons, then with what; also on the tablet of a counter."""

from fastapi import APIRouter
from starlette.responses import Response

from services.tracker.clients.lookups import read_story
from services.tracker.clients.votes import cast_vote
from services.tracker.dependencies import Visit, Visiting
from services.tracker.forms.asked import Asked, Problems, read_asked, tidy_code
from services.tracker.forms.vote import Vote, read_vote, reasons, steps
from services.tracker.gate.tickets import Ticket
from services.tracker.pages.lookup import not_found
from services.tracker.pages.proving import prove
from services.tracker.texts import _
from shared.contracts.states import ENDED
from shared.errors import Refusal

router = APIRouter()


@router.get("/danh-gia")
async def start(visit: Visiting) -> Response:
    """Where the tablet stands and waits."""
    return visit.page("ask_vote.html")


@router.get("/danh-gia/{code}")
async def ask(visit: Visiting, code: str) -> Response:
    return visit.page("ask_vote.html", code=tidy_code(code))


@router.post("/danh-gia")
async def prove_and_vote(visit: Visiting) -> Response:
    """The code comes out of the form; a link out of the QR will do."""
    return await _prove(visit, read_asked(visit.form))


@router.post("/danh-gia/{code}")
async def vote(visit: Visiting, code: str) -> Response:
    """With a ticket from a page that proved it already, else with the proof."""
    ticket = visit.tracker.tickets.read(visit.form.get("phieu", ""), code)
    if ticket is None:
        return await _prove(visit, read_asked({**visit.form, "ma": code}))
    given = read_vote(visit.form, visit.ticked)
    if given is None:
        return _choose(visit, ticket)
    return await _cast(visit, ticket, given)


async def _prove(visit: Visit, asked: Asked) -> Response:
    if asked.problems:
        return _again(visit, asked, asked.problems, 422)
    found = await prove(visit, asked)
    if found is None:
        return _again(visit, asked, not_found(), 404)
    story = await read_story(visit.tracker.services, found["id"])
    if (story or found)["state"] not in ENDED:
        sentence = _("Hồ sơ chưa có kết quả: ông/bà đánh giá sau khi nhận kết quả")
        return _again(visit, asked, [("", sentence)], 409)
    return _choose(visit, Ticket(found["code"], found["ballot"]))


def _choose(visit: Visit, ticket: Ticket) -> Response:
    return visit.page("vote.html", code=ticket.code, ticket=visit.tracker.tickets.issue(ticket), steps=steps())


async def _cast(visit: Visit, ticket: Ticket, given: Vote) -> Response:
    tracker = visit.tracker
    try:
        await cast_vote(tracker.services, ticket.code, ticket.ballot, given.scores, tracker.clock.now(), visit.tablet)
    except Refusal as refusal:
        if refusal.code != "rating_settled":
            raise
        return visit.page("refused.html", 409, message=_("Đã quá 7 ngày, phiếu đánh giá không sửa được nữa."))
    words = next(words for score, _shape, words in steps() if score == given.whole)
    return visit.page(
        "thanks.html",
        code=ticket.code,
        ticket=tracker.tickets.issue(ticket),
        given=given,
        words=words,
        reasons=reasons(),
    )


def _again(visit: Visit, asked: Asked, problems: Problems, status: int) -> Response:
    """On a tablet nothing stays for the next person."""
    code = "" if visit.tablet else asked.code
    return visit.page("ask_vote.html", status, code=code, problems=problems)
