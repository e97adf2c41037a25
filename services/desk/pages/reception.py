"""B2: receiving a dossier at the counter. Looking writes nothing; the three exits receive, ask for more, or refuse."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.desk.clients import reception as intake
from services.desk.clients.offices import office
from services.desk.clients.reception import Look, Sight
from services.desk.dependencies import Visit, Visiting, problems_of
from services.desk.forms.reception import FIELDS, code_in, dossier_of, with_cards_read
from services.desk.forms.typed import Problem, Typed
from services.desk.pages.counter import AtCounter
from services.desk.presenters.reception import (
    FORMS,
    KINDS,
    filled_from,
    known_in_words,
    matter_of,
    of_same_person,
    repeated_papers,
    suggestions_of,
)
from services.desk.sessions.session import Counter
from services.desk.texts import _
from shared.callers import Role
from shared.errors import Refusal

router = APIRouter()
PLACE = "/quay/tiep-nhan"
_OF_MATTER = (
    "paper-",
    "form-",
    "quantity-",
    "scanned-",
    "others",
    "case",
    "fee",
    "paid_by",
    "way",
    "summary",
    "notify",
)
Values = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Seen:
    """The form as far as it is filled in, and what can be said of it."""

    values: dict[str, list[str]]
    sight: Sight
    filled: frozenset[str]
    level: str

    @property
    def papers(self) -> Sequence[Mapping[str, Any]]:
        return self.sight.procedure["papers"] if self.sight.procedure else ()


@router.get(PLACE)
async def form(
    visit: Visiting, counter: AtCounter, thu_tuc: Annotated[str, Query(alias="thu-tuc", max_length=20)] = ""
) -> Response:
    visit.must_be(Role.CLERK)
    values = visit.typed_before() or ({"q": [thu_tuc]} if thu_tuc else {})
    return await draw_form(visit, counter, await see(visit, counter, values), [])


@router.post(f"{PLACE}/xem")
async def look(visit: Visiting, counter: AtCounter) -> Response:
    """Draws the form with what can be said of it: who it is, when it is due, which papers. Writes nothing."""
    return await draw_form(visit, counter, await see(visit, counter, _typed(visit)), [])


@router.post(f"{PLACE}/cung-nguoi")
async def same_person(visit: Visiting, counter: AtCounter) -> Response:
    """The form for another matter of the applicant of a dossier: by POST, so that nothing of him is in an address."""
    dossier = await intake.dossier(visit.intake, visit.typed("dossier"))
    return await draw_form(visit, counter, await see(visit, counter, of_same_person(dossier)), [])


@router.get("/quay/thu-tuc")
async def suggest(visit: Visiting, counter: AtCounter, q: Annotated[str, Query(max_length=200)] = "") -> Response:
    """The options of the box while somebody types."""
    asked = intake.suggest(visit.intake, counter.code, q)
    found, here = await asyncio.gather(asked, office(visit.intake, counter.code))
    return visit.page("procedure_options.html", q=q, suggested=suggestions_of(found, here["level"]))


@router.post(PLACE)
async def receive(visit: Visiting, counter: AtCounter) -> Response:
    """The receipt; the same form again leads to the same receipt."""
    seen, away = await see_to_send(visit, counter)
    typed = Typed(seen.values)
    try:
        if away:
            raise away
        await take_scans(visit, counter, seen)
        body = dossier_of(typed, counter.code, seen.papers)
        if typed.problems:
            return await draw_form(visit, counter, seen, typed.problems)
        return await visit.once(lambda: _receive(visit, body))
    except Refusal as refusal:
        return await draw_form(visit, counter, seen, problems_of(refusal, FIELDS), refusal)


async def _receive(visit: Visit, body: Mapping[str, Any]) -> str:
    receipt = await intake.receive(visit.intake, body, visit.form_key)
    for warning in receipt["warnings"]:
        visit.say(warning["message"])
    return f"/quay/da-tiep-nhan/{receipt['code']}"


def _typed(visit: Visit) -> dict[str, list[str]]:
    """All fields in clean text; a suggestion that was pressed is the procedure."""
    values = {name: visit.typed_all(name) for name in visit.form if not name.startswith("_")}
    picked = values.pop("pick", None)
    return values | ({"q": picked} if picked else {})


async def see(visit: Visit, counter: Counter, values: Values, *, fills: bool = True) -> Seen:
    """Cards are read, and what an earlier dossier tells of the person fills what is empty."""
    read = with_cards_read(values)
    typed = Typed(read)
    wanted = Look(
        desk=counter.code,
        words=typed.one("q"),
        code=code_in(typed.one("q")),
        case=typed.one("case") or None,
        channel=typed.one("channel") or "direct",
        number=typed.one("identity"),
        name=typed.one("name"),
    )
    sight, here = await asyncio.gather(intake.look(visit.intake, wanted), office(visit.intake, counter.code))
    filled = filled_from(sight.earlier, read) if fills else {}
    named = {"q": [f"{sight.procedure['code']} {sight.procedure['name']}"]} if sight.procedure else {}
    return Seen(read | filled | named, sight, frozenset(filled), str(here["level"]))


async def see_to_send(visit: Visit, counter: Counter) -> tuple[Seen, Refusal | None]:
    """As it stands, for writing; where intake is away everything typed is kept all the same."""
    values = _typed(visit)
    try:
        return await see(visit, counter, values, fills=False), None
    except Refusal as refusal:
        return Seen(dict(values), Sight(), frozenset(), ""), refusal


async def take_scans(visit: Visit, counter: Counter, seen: Seen) -> None:
    """Files go to intake first; their digests stay in the form, so that they need not be chosen again."""
    for paper in seen.papers:
        file = visit.file(f"scan-{paper['number']}")
        if file is not None:
            digest = await intake.take_scan(visit.intake, counter.code, await file.read())
            seen.values[f"scanned-{paper['number']}"] = [digest]


async def draw_form(
    visit: Visit, counter: Counter, seen: Seen, problems: Sequence[Problem], refusal: Refusal | None = None
) -> Response:
    """With everything typed. Where the service was away the form keeps its key: it may have been received."""
    status = refusal.status if refusal else 422 if problems else 200
    same = {"form_token": lambda: visit.form["_token"]} if refusal and refusal.status >= 500 else {}
    return visit.page(
        "reception.html",
        status,
        typed=seen.values,
        problems=problems,
        filled=seen.filled,
        matter=matter_of(seen.sight, seen.values, seen.level),
        suggested=suggestions_of(seen.sight.suggested, seen.level),
        kept=[(name, each) for name, each in seen.values.items() if name.startswith(_OF_MATTER)],
        kinds=[(value, _(words)) for value, words in KINDS],
        known=known_in_words(seen.sight.earlier),
        similar=seen.sight.similar,
        repeated=repeated_papers(seen.values),
        paper_forms=[(value, _(words)) for value, words in FORMS],
        **same,
    )
