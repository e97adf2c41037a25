"""Who calls: subject, roles and the offices whose subtrees they may see or act for."""

from dataclasses import dataclass
from enum import StrEnum

from shared.errors import Forbidden

AUDIENCE = "motcua"
EMBEDDED_ISSUER = "urn:motcua:embedded"
LONGEST_TOKEN_SECONDS = 600


class Role(StrEnum):
    """Roles a token may carry. Administrators see no dossiers, auditors only who saw them.

    A portal and the tracker are programs: no person has these roles.
    """

    CLERK = "clerk"
    OFFICER = "officer"
    LEADER = "leader"
    MONITOR = "monitor"
    REGISTRAR = "registrar"
    OPERATOR = "operator"
    ADMINISTRATOR = "administrator"
    PORTAL = "portal"
    AUDITOR = "auditor"
    TRACKER = "tracker"


@dataclass(frozen=True, slots=True)
class Caller:
    """The person or program behind a request. `offices` are the roots of what they may reach."""

    subject: str
    roles: frozenset[Role]
    offices: frozenset[str]

    def must_be(self, *allowed: Role) -> None:
        """Refuses a caller who has none of the roles."""
        if self.roles.isdisjoint(allowed):
            raise Forbidden("role_not_allowed", "Tài khoản này không có quyền làm việc đó")

    def reaches(self, path: tuple[str, ...]) -> bool:
        """True where an office (given by its path, root first, itself last) lies under one of the caller's."""
        return not self.offices.isdisjoint(path)
