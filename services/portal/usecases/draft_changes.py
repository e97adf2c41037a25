"""Puts accepted changes into a draft publishing decision at intake, in the name of the registrar who accepted them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from services.portal.clients.our_catalogue import read_our_procedures
from services.portal.domain.catalogue.diff_procedures import Change, ChangeKind
from services.portal.domain.catalogue.draft_decision import Draft, LeftOut, draft_decision
from services.portal.repository.catalogue_changes import ChangeState, Decided
from services.portal.unit_of_work.works import Works
from services.portal.usecases.reject_changes import must_all_wait
from shared.errors import Invalid
from shared.web.service_client import BoundClient, ServiceRefusal
from shared.worktime import legal_day


@dataclass(frozen=True, slots=True)
class Accepted:
    """`decision` is a draft to go on with; without it a new one of `issuer` is opened."""

    connection: str
    numbers: Sequence[int]
    issuer: str
    decision: UUID | None = None


@dataclass(frozen=True, slots=True)
class Drafted:
    """`decision` is None where nothing could be drafted."""

    decision: UUID | None
    procedures: int
    left_out: Sequence[LeftOut]


async def draft_changes(works: Works, intake: BoundClient, accepted: Accepted, actor: str) -> Drafted:
    """Intake says whether the registrar may, and whether a version hangs together: what it refuses is left out.

    Asked again after a failure, with the decision that was opened, it puts the same items once more. Refuses
    `catalogue_changes_moved_on` and what intake refuses of the decision itself.
    """
    async with works.alone() as work:
        changes = await work.changes.undecided(accepted.connection, accepted.numbers)
        theirs, _ = await work.procedures.published(accepted.connection)
    must_all_wait(changes, accepted.numbers)
    known = sorted({c.procedure for c in changes.values() if c.kind not in (ChangeKind.NEW, ChangeKind.WITHDRAWN)})
    ours = await read_our_procedures(intake, known)
    today = legal_day(works.clock.now())
    draft = draft_decision(accepted.issuer, today, changes.values(), ours, {p.code: p for p in theirs})
    decision, refused = await _put(intake, draft, accepted.decision)
    left_out = [*draft.left_out, *(LeftOut(c.procedure, c.kind, why) for c, why in _of_refused(changes, refused))]
    held = draft.items.keys() - refused.keys()
    await _settle(works, decision, {n: _why(c, held, left_out) for n, c in changes.items()}, actor)
    return Drafted(decision, len(held), left_out)


async def _put(intake: BoundClient, draft: Draft, decision: UUID | None) -> tuple[UUID | None, dict[str, str]]:
    """The decision, and of each procedure that intake would not take, why."""
    refused: dict[str, str] = {}
    if not draft.items:
        return decision, refused
    opened = decision or UUID((await intake.post("/publishing-decisions", draft.heading))["id"])
    for code, body in draft.items.items():
        try:
            await intake.put(f"/publishing-decisions/{opened}/items/{code}", body)
        except ServiceRefusal as refusal:
            if refusal.status != Invalid.status:
                raise
            refused[code] = f"Thủ tục {code}: {refusal.message}"
    return opened, refused


def _of_refused(changes: Mapping[int, Change], refused: Mapping[str, str]) -> Iterator[tuple[Change, str]]:
    return ((change, refused[change.procedure]) for change in changes.values() if change.procedure in refused)


def _why(change: Change, held: Collection[str], left_out: Sequence[LeftOut]) -> str | None:
    """Why a change is not in the draft. Parts of a new procedure are left out one by one: then it is in it."""
    about = [left for left in left_out if left.procedure == change.procedure]
    own = [left.sentence for left in about if left.kind is change.kind]
    if own:
        return own[0]
    return None if change.procedure in held else "; ".join(left.sentence for left in about)


async def _settle(works: Works, decision: UUID | None, reasons: Mapping[int, str | None], actor: str) -> None:
    """A change that was left out waits on, with the reason."""
    async with works.begin() as work:
        held = [number for number, reason in reasons.items() if reason is None]
        await work.changes.decide(held, Decided(ChangeState.DRAFTED, actor, work.now, decision=decision))
        for number, reason in reasons.items():
            if reason is not None:
                await work.changes.decide([number], Decided(ChangeState.BY_HAND, actor, work.now, reason))
