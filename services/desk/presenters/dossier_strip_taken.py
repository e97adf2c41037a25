"""The strip of a dossier that only the counter knows at the moment: just accepted, or processing does not answer."""

from collections.abc import Mapping
from typing import Any

from services.desk.presenters.badge import NO_BADGE
from services.desk.presenters.dossier_strip import Strip, sentence


def strip_of_taken(taken: Mapping[str, Any]) -> Strip:
    standing = taken["standing"]
    return Strip(
        code=taken["code"],
        procedure=taken["procedure_name"],
        applicant=(taken["applicant"] or {}).get("name", ""),
        state=sentence(standing["state_name"]),
        badge=NO_BADGE,
        outcome="",
        due_at=standing["due_at"],
        holder="",
        since=None,
        version=0,
        next=None,
        others=(),
    )
