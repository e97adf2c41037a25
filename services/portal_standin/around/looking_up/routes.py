"""`/_admin/people` and `/_admin/papers`: who has an account, and what lies in the paper store."""

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter, Request

from services.portal_standin.answering.answer import portal_of
from services.portal_standin.around.looking_up.paper_store import Paper, PaperStore
from services.portal_standin.around.people import People, Person

router = APIRouter(prefix="/_admin")


@router.get("/people")
async def people(request: Request) -> Any:
    """With their passwords: they are made up, and whoever tests must be able to sign in."""
    return [asdict(person) for person in portal_of(request).book(People).all()]


@router.put("/people")
async def add_people(request: Request, sent: list[Person]) -> dict[str, int]:
    """Accounts are added or, by their name, replaced."""
    known = portal_of(request).book(People)
    for person in sent:
        known.add(person)
    return {"added": len(sent)}


@router.put("/papers")
async def add_papers(request: Request, sent: list[Paper]) -> dict[str, int]:
    store = portal_of(request).book(PaperStore)
    for paper in sent:
        store.put(paper)
    return {"added": len(sent)}
