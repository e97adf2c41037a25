"""How the people of a dossier are stored: numbers sealed to the dossier, and the marks by which they are found."""

import base64
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from services.intake.domain.dossiers.applicant import Applicant, Proxy
from services.intake.domain.dossiers.marks import words_of
from services.intake.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class StoredPeople:
    """Applicant's number, proxy (JSON) and marks as they go into a row."""

    identity_sealed: bytes | None
    proxy: str | None
    marks: list[str]


def seal_people(vault: Vault, dossier: UUID, applicant: Applicant, proxy: Proxy | None) -> StoredPeople:
    stored = seal_proxy(vault, dossier, proxy)
    return StoredPeople(
        seal_number(vault, dossier, applicant.identity_number),
        json.dumps(stored, ensure_ascii=False) if stored else None,
        marks_of(vault, applicant, proxy),
    )


def seal_number(vault: Vault, dossier: UUID, number: str | None) -> bytes | None:
    return vault.seal(number, _about(dossier, "identity")) if number else None


def open_number(vault: Vault, dossier: UUID, sealed: bytes | None) -> str | None:
    return vault.open(sealed, _about(dossier, "identity")) if sealed else None


def seal_proxy(vault: Vault, dossier: UUID, proxy: Proxy | None) -> dict[str, Any] | None:
    """As it is stored: the identity number sealed, in base64."""
    if proxy is None:
        return None
    sealed = vault.seal(proxy.identity_number, _about(dossier, "proxy")) if proxy.identity_number else None
    return {
        "name": proxy.name,
        "identity_sealed": base64.b64encode(sealed).decode() if sealed else None,
        "phone": proxy.phone,
        "address": proxy.address,
        "basis": proxy.basis,
    }


def open_proxy(vault: Vault, dossier: UUID, stored: Mapping[str, Any] | None) -> Proxy | None:
    if stored is None:
        return None
    sealed = stored["identity_sealed"]
    number = vault.open(base64.b64decode(sealed), _about(dossier, "proxy")) if sealed else None
    return Proxy(stored["name"], number, stored["phone"], stored["address"], stored["basis"])


def is_under_key(vault: Vault, identity_sealed: bytes | None, proxy: Mapping[str, Any] | None) -> bool:
    """True where everything sealed of a row lies under the key that seals."""
    of_proxy = proxy.get("identity_sealed") if proxy else None
    return (identity_sealed is None or vault.is_current(identity_sealed)) and (
        of_proxy is None or vault.is_current(base64.b64decode(of_proxy))
    )


def marks_of(vault: Vault, applicant: Applicant, proxy: Proxy | None) -> list[str]:
    """Words of both names, telephone numbers in stored form, blind marks of identity numbers."""
    people = (applicant, proxy) if proxy else (applicant,)
    numbers = (person.identity_number for person in people)
    return [
        *words_of(person.name for person in people),
        *_known(person.phone for person in people),
        *(vault.mark(number) for number in _known(numbers)),
    ]


def _known(values: Iterable[str | None]) -> list[str]:
    return list(dict.fromkeys(value for value in values if value))


def _about(dossier: UUID, what: str) -> str:
    return f"dossier:{dossier}:{what}"
