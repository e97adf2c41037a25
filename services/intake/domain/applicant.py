"""Who hands a dossier in. Personal data: it lives in intake and nowhere else."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from services.intake.domain.person_number import person_number, tax_number
from services.intake.domain.phone import phone_number
from shared.errors import Invalid


class ApplicantKind(StrEnum):
    """Kinds of applicant, as the national portal's list has them."""

    CITIZEN = "citizen"
    FOREIGNER = "foreigner"
    BUSINESS = "business"
    ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class Applicant:
    """Name and, where given, number, phone (E.164 once checked) and address."""

    name: str
    kind: ApplicantKind = ApplicantKind.CITIZEN
    identity_number: str | None = None
    phone: str | None = None
    address: str | None = None


def check_applicant(applicant: Applicant, on: date) -> Applicant:
    """The applicant with numbers in stored form; refuses with the fields that are wrong."""
    wrong: dict[str, Invalid] = {}
    number, phone = applicant.identity_number, applicant.phone
    try:
        number = _checked_number(applicant.kind, number, on) if number else None
    except Invalid as refusal:
        wrong["applicant.identity_number"] = refusal
    try:
        phone = phone_number(phone) if phone else None
    except Invalid as refusal:
        wrong["applicant.phone"] = refusal
    if wrong:
        messages = {field: refusal.message for field, refusal in wrong.items()}
        code = next(iter(wrong.values())).code
        raise Invalid(code, "; ".join(messages.values()), fields=messages)
    return replace(applicant, identity_number=number, phone=phone)


def _checked_number(kind: ApplicantKind, number: str, on: date) -> str:
    if kind in (ApplicantKind.CITIZEN, ApplicantKind.FOREIGNER):
        return person_number(number, on)
    digits = "".join(number.split())
    # From 01/07/2025 a household business is known by its owner's 12-digit identifier.
    return person_number(digits, on) if len(digits) == 12 and digits.isdigit() else tax_number(number)
