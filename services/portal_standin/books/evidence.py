"""What the portal itself knows to be true about people, payments and papers; the checks of honesty ask it."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Evidence:
    """Identity numbers looked up or served with papers, accounts issued, dossiers paid for."""

    accounts: set[str] = field(default_factory=set)
    looked_up: set[str] = field(default_factory=set)
    papers_fetched_for: set[str] = field(default_factory=set)
    paid: set[str] = field(default_factory=set)
