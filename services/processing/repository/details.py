"""What an act settled besides its reason, as a document in its row of the history."""

import json

from services.processing.domain.deed import Deed


def write_details(deed: Deed) -> str:
    """Only what the act has: most have nothing."""
    said = {
        "promised_on": deed.promised_on and deed.promised_on.isoformat(),
        "legal_basis": deed.legal_basis,
        "step": deed.step,
        "to_stage": deed.to_stage,
        "assignee": deed.assignee,
        "office": deed.office,
        "until_at": deed.until_at and deed.until_at.isoformat(),
        **deed.details,
    }
    return json.dumps({name: value for name, value in said.items() if value is not None}, ensure_ascii=False)
