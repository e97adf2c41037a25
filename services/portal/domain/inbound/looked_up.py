"""A dossier as a portal that asks may see it: the public subset, without the person."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LookedUp:
    """`applicant_kind` and `return_way` are intake's words; empty where it could not be asked."""

    code: str
    procedure: str
    procedure_name: str
    field: str
    field_name: str
    applicant_kind: str | None
    status: int
    return_way: str | None
    unit: str
