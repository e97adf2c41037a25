"""Runs checks at the level in force: the first that refuses ends the call, the others are written down."""

from collections.abc import Sequence
from typing import Any

from services.portal_standin.books.received import Violation
from services.portal_standin.checks.check import Check
from services.portal_standin.domain.complaint import Complaint, Refused
from services.portal_standin.portal import NationalPortal

NOISE = "V25"  # counted, not written down: it breaks no rule


def examine(portal: NationalPortal, checks: Sequence[Check], seen: Any, service: str, dossier: str = "") -> None:
    """Raises `Refused`."""
    level = portal.level
    borne: list[tuple[Check, Complaint]] = []
    for check in checks:
        if not check.is_on(level):
            continue
        complaint = check.look(seen)
        if complaint is None:
            continue
        if check.refuses_at(level):
            raise Refused(check.id, complaint)
        borne.append((check, complaint))
    for check, complaint in borne:
        write_down(portal, check, complaint, service, dossier)


def write_down(portal: NationalPortal, check: Check, complaint: Complaint, service: str, dossier: str) -> None:
    if check.id == NOISE:
        portal.log.counts["noise"] += 1
        return
    at = portal.clock.text()
    portal.log.find_wrong(Violation(at, check.id, False, service, dossier, complaint.field, complaint.text))
