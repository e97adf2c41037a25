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
