"""Whom a paper is about: read from intake to print it, kept nowhere here."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """The owner of a dossier and what its papers repeat of the receipt. Telephone as stored (+84…)."""

    owner: str
    procedure_name: str
    filed_by: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
