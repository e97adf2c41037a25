"""From which portal status to which a dossier may go."""

ALLOWED: dict[str, frozenset[str]] = {
    "1": frozenset({"2", "3", "5", "7"}),
    "2": frozenset({"4", "5", "6", "7", "8", "9"}),
    "3": frozenset(),
    "4": frozenset({"5", "6", "7", "8", "9"}),
    "5": frozenset({"1", "2", "4", "7", "8"}),
    "6": frozenset({"2", "4", "7", "8", "9"}),
    "7": frozenset({"4", "8"}),
    "8": frozenset({"10"}),
    "9": frozenset({"10"}),
    "10": frozenset(),
}
STATUSES = frozenset(ALLOWED)


def may_go(before: str, after: str) -> bool:
    """The same status again is always fine."""
    return before == after or after in ALLOWED.get(before, STATUSES)


def is_correction(before: str, after: str) -> bool:
    """Backwards out of a finished dossier: borne and written down, never refused."""
    return (before == "9" and after == "4") or (before == "10" and after != "10")
