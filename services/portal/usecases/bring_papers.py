"""Papers that an applicant brings over the portal after he was asked: before acceptance to intake, then to processing.

A dossier that is accepted takes no scans from the portal: its papers are corrected by people. What came stays with the
message, and the operator sees how many files wait there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from services.portal.clients.handing_in import HandingIn
from services.portal.clients.inbound_door import InboundDoor
from services.portal.domain.inbound.inbound_state import PAPERS_KEPT, InboundState, SetAside
from services.portal.domain.inbound.messages import SentFile
from services.portal.domain.inbound.next_step import Step, step_for_papers
from services.portal.repository.inbound import LeasedInbound, Outcome
from services.portal.usecases.find_subject import Subject
from services.portal.usecases.gather_papers import Whither, gather_papers

_BACKDATING = timedelta(hours=23)  # processing lets nobody but a head enter what happened a day ago
_NO_WAY_IN = "dossier_takes_no_files"


@dataclass(frozen=True, slots=True)
class Brought:
    """What is brought, what the applicant writes, and why it is set aside where nobody asked for it."""

    files: Sequence[SentFile]
    note: str
    otherwise: SetAside


async def bring_papers(
    door: InboundDoor, hand: HandingIn, leased: LeasedInbound, subject: Subject, brought: Brought
) -> Outcome:
    """Done once, whatever was cut off before. Sets aside what nobody asked for."""
    if leased.tries > 1 and (step := _done(leased, subject)):
        return _outcome(step, subject, len(brought.files), _kept(step, brought))
    step = step_for_papers(subject.standing, brought.otherwise)
    if step is Step.SUPPLEMENT_RECEIPT and subject.dossier:
        await hand.act_on_dossier(subject.dossier, step, act_body(leased, subject.dossier, door.works.clock.now()))
        return _outcome(step, subject, len(brought.files), _kept(step, brought))
    filing = subject.filing or {}
    whither = Whither(filing["desk"], filing["procedure"])
    gathered = await gather_papers(door, hand, leased, whither, brought.files)
    await hand.act_on_filing(filing, step, {"papers": gathered.papers, "note": _note(leased, brought)})
    return _outcome(step, subject, len(brought.files), gathered.kept)


def act_body(leased: LeasedInbound, dossier: Any, now: datetime) -> dict[str, Any]:
    """The act happened when its message came, if nothing was done since; its reason leads back to the message."""
    at = max(leased.received_at, _last_act_at(dossier))
    when = {"happened_at": at.isoformat()} if now - at < _BACKDATING else {}
    return {"reason_code": reason_of(leased), **when}


def reason_of(leased: LeasedInbound) -> str:
    return f"portal.{leased.id}"


def is_done(leased: LeasedInbound, dossier: Any) -> bool:
    """Whether a try before this one reached processing."""
    return any(act["reason_code"] == reason_of(leased) for act in dossier["history"])


def _last_act_at(dossier: Any) -> datetime:
    return max(datetime.fromisoformat(act["happened_at"]) for act in dossier["history"])


def _done(leased: LeasedInbound, subject: Subject) -> Step | None:
    if subject.dossier and is_done(leased, subject.dossier):
        return Step.SUPPLEMENT_RECEIPT
    acts = subject.filing["history"] if subject.filing else ()
    return Step.COMPLETE_FILING if any(str(leased.id) in (act["reason"] or "") for act in acts) else None


def _note(leased: LeasedInbound, brought: Brought) -> str:
    return f"Bổ sung qua Cổng, lần nhận {leased.id}. {brought.note}".strip()


def _kept(step: Step, brought: Brought) -> list[dict[str, Any]]:
    if step is not Step.SUPPLEMENT_RECEIPT:
        return []
    return [
        {"number": number, "component": file.component, "reason": _NO_WAY_IN}
        for number, file in enumerate(brought.files, 1)
    ]


def _outcome(step: Step, subject: Subject, files: int, kept: list[dict[str, Any]]) -> Outcome:
    reason = PAPERS_KEPT if kept else None
    result = {"step": step.value, "files": files, "kept": kept}
    return Outcome(InboundState.APPLIED, reason, filing=subject.filing_id, dossier=subject.dossier_id, result=result)
