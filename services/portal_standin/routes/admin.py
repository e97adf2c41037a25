"""Sets the stand-in up: reset, level, clock, configuration, catalogue, faults, evidence."""

from dataclasses import fields
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Body, Request

from services.portal_standin.answering.answer import portal_of
from services.portal_standin.books.config import Config
from services.portal_standin.domain.level import Level
from services.portal_standin.following import follow_links
from services.portal_standin.portal import NationalPortal
from shared.errors import Invalid

router = APIRouter(prefix="/_admin")
Sent = Annotated[dict[str, Any], Body(default_factory=dict)]


@router.post("/reset")
async def reset(request: Request, sent: Sent) -> dict[str, Any]:
    """Everything as on the first day; `level` and `now` may be set at once."""
    portal = portal_of(request)
    portal.reset(_level(sent["level"]) if sent.get("level") else portal.level)
    if sent.get("now"):
        _turn(portal, sent)
    return _state(portal)


@router.put("/level")
async def set_level(request: Request, sent: Sent) -> dict[str, Any]:
    portal = portal_of(request)
    portal.level = _level(sent.get("level"))
    return _state(portal)


@router.put("/clock")
async def set_clock(request: Request, sent: Sent) -> dict[str, Any]:
    """`now` null: the machine's clock again. A clock that is set stands, unless `going` is true."""
    portal = portal_of(request)
    _turn(portal, sent)
    return _state(portal)


@router.put("/config")
async def configure(request: Request, sent: Sent) -> dict[str, Any]:
    """The named parts are replaced, the others stay."""
    config = portal_of(request).config
    known = {each.name for each in fields(Config)}
    if unknown := sorted(sent.keys() - known):
        raise Invalid("unknown_setting", f"Không có cấu hình {', '.join(unknown)}")
    for name, value in sent.items():
        setattr(config, name, value)
    return {"set": sorted(sent)}


@router.put("/catalogue")
async def set_catalogue(request: Request, sent: Sent) -> dict[str, Any]:
    """`procedures` (as LayThuTuc gives them; `replace` true: no others), `withdraw` (codes), `rename` {code: name}."""
    catalogue = portal_of(request).catalogue
    catalogue.publish(sent.get("procedures") or (), replace=bool(sent.get("replace")))
    for code in sent.get("withdraw") or ():
        catalogue.get(code).is_withdrawn = True
    for code, name in (sent.get("rename") or {}).items():
        catalogue.get(code).rename(name)
    return {"procedures": len(catalogue.in_force())}


@router.post("/faults")
async def set_fault(request: Request, sent: Sent) -> dict[str, Any]:
    return {"id": portal_of(request).faults.set(sent).id}


@router.get("/faults")
async def list_faults(request: Request) -> list[dict[str, Any]]:
    return portal_of(request).faults.listed()


@router.delete("/faults")
async def clear_faults(request: Request, id: int | None = None) -> dict[str, Any]:
    """All of them, or the one with this id."""
    faults = portal_of(request).faults
    faults.clear(id)
    return {"left": len(faults.listed())}


@router.put("/evidence")
async def add_evidence(request: Request, sent: Sent) -> dict[str, Any]:
    """What a test says the portal knows: accounts, looked_up, papers_fetched_for, paid (lists of texts)."""
    evidence = portal_of(request).evidence
    for name, known in (
        ("accounts", evidence.accounts),
        ("looked_up", evidence.looked_up),
        ("papers_fetched_for", evidence.papers_fetched_for),
        ("paid", evidence.paid),
    ):
        known.update(map(str, sent.get(name) or ()))
    return {"added": sorted(sent)}


@router.post("/files/follow")
async def follow_files(request: Request, sent: Sent) -> dict[str, int]:
    """Follows the links that wait; with `again` true every link once more."""
    portal = portal_of(request)
    if sent.get("again"):
        portal.files.to_fetch.extend(portal.files.links.values())
    return {"followed": await follow_links(portal, request.app.state.outside)}


def _level(name: object) -> Level:
    try:
        return Level.named(str(name))
    except KeyError:
        raise Invalid("unknown_level", "Mức kiểm tra là lenient, normal hoặc strict") from None


def _turn(portal: NationalPortal, sent: dict[str, Any]) -> None:
    try:
        at = datetime.fromisoformat(sent["now"]) if sent.get("now") else None
    except (TypeError, ValueError):
        raise Invalid("not_an_instant", "now phải là thời điểm ISO 8601") from None
    portal.clock.turn_to(at, going=bool(sent.get("going")))


def _state(portal: NationalPortal) -> dict[str, Any]:
    return {"level": portal.level.name.lower(), "now": portal.clock.now().isoformat()}
