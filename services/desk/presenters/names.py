"""Accounts and codes of offices by their names, as far as they are known."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from services.desk.texts import N_, _

_ROLES = {"clerk": N_("bộ phận một cửa"), "officer": N_("công chức thụ lý"), "leader": N_("lãnh đạo")}


@dataclass(frozen=True, slots=True)
class Names:
    """What nobody named is shown as it is."""

    people: Mapping[str, str] = field(default_factory=dict)
    offices: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, told: Mapping[str, Any] | None) -> "Names":
        return cls(told["people"], told["offices"]) if told else cls()

    def person(self, account: str | None) -> str:
        return self.people.get(account, account) if account else ""

    def office(self, code: str | None) -> str:
        return self.offices.get(code, code) if code else ""


def role_name(role: str) -> str:
    return _(_ROLES.get(role, role))
