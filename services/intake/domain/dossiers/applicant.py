"""Whose dossier it is and who hands it in for them. Personal data: it lives in intake and nowhere else."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from services.intake.domain.dossiers.person_number import Sex, must_fit_birth, person_number, tax_number
from services.intake.domain.dossiers.phone import phone_number
from shared.errors import Invalid


class ApplicantKind(StrEnum):
    """Kinds of applicant, as the national portal's lists have them."""

    CITIZEN = "citizen"
    FOREIGNER = "foreigner"
    BUSINESS = "business"
    HOUSEHOLD = "household"
    ORGANISATION = "organisation"


PERSONS = frozenset({ApplicantKind.CITIZEN, ApplicantKind.FOREIGNER})


@dataclass(frozen=True, slots=True)
class Applicant:
    """The owner of the dossier (chủ hồ sơ). Numbers and phone are in stored form once checked; `sex` only checks."""

    name: str
    kind: ApplicantKind = ApplicantKind.CITIZEN
    identity_number: str | None = None
    phone: str | None = None
    address: str | None = None
    email: str | None = None
    born_on: date | None = None
    sex: Sex | None = None


@dataclass(frozen=True, slots=True)
class Proxy:
    """Who hands it in for the owner, and by which authorisation (NĐ 118/2025 art. 6.2, 15)."""

    name: str
    identity_number: str | None = None
    phone: str | None = None
    address: str | None = None
    basis: str | None = None


def check_people(applicant: Applicant, proxy: Proxy | None, on: date) -> tuple[Applicant, Proxy | None]:
    """Both with numbers in stored form; refuses with all the fields that are wrong."""
    wrong: dict[str, Invalid] = {}
    owner = replace(
        applicant,
        identity_number=_try(wrong, "applicant.identity_number", _owners_number(applicant, on)),
        phone=_try(wrong, "applicant.phone", _phone(applicant.phone)),
    )
    by = proxy and replace(
        proxy,
        identity_number=_try(wrong, "proxy.identity_number", _number(proxy.identity_number, on)),
        phone=_try(wrong, "proxy.phone", _phone(proxy.phone)),
    )
    if applicant.born_on and applicant.born_on > on:
        wrong["applicant.born_on"] = Invalid("birth_in_future", "Ngày sinh phải trước hôm nay")
    if wrong:
        messages = {field: refusal.message for field, refusal in wrong.items()}
        raise Invalid(next(iter(wrong.values())).code, "; ".join(messages.values()), fields=messages)
    return owner, by


def _try(wrong: dict[str, Invalid], field: str, check: Callable[[], str | None]) -> str | None:
    try:
        return check()
    except Invalid as refusal:
        wrong[field] = refusal
        return None


def _phone(raw: str | None) -> Callable[[], str | None]:
    return lambda: phone_number(raw) if raw else None


def _number(raw: str | None, on: date) -> Callable[[], str | None]:
    return lambda: person_number(raw, on) if raw else None


def _owners_number(applicant: Applicant, on: date) -> Callable[[], str | None]:
    def check() -> str | None:
        if not applicant.identity_number:
            return None
        number = _checked_number(applicant.kind, applicant.identity_number, on)
        must_fit_birth(number, applicant.born_on, applicant.sex)
        return number

    return check


def _checked_number(kind: ApplicantKind, number: str, on: date) -> str:
    if kind in PERSONS:
        return person_number(number, on)
    digits = "".join(number.split())
    # From 01/07/2025 a household business is known by its owner's 12-digit identifier.
    return person_number(digits, on) if len(digits) == 12 and digits.isdigit() else tax_number(number)
