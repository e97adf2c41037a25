"""By what a dossier is found again: the words of the names on it, without diacritics, each once."""

import re
from collections.abc import Iterable

from shared.text import fold

_WORD = re.compile(r"[a-z0-9]+")
_MOST = 40  # words of one dossier: names of organisations can be very long


def words_of(names: Iterable[str]) -> list[str]:
    """Folded words in the order of the names."""
    words = dict.fromkeys(word for name in names for word in _WORD.findall(fold(name)))
    return list(words)[:_MOST]


def pair_mark(one: str, other: str) -> str:
    """The mark of two words on one dossier, in either order: cards have it for each pair of their words.

    Two common words together are far less common than each; PostgreSQL knows their share and keeps their list.
    """
    return "=" + ".".join(sorted((one, other)))


def procedure_mark(procedure: str) -> str:
    """Cards have it, so that a name is held against a procedure list by list."""
    return "@" + procedure
