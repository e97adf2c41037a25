"""The one catalogue of what people read: Vietnamese is the source; another language is a compiled catalogue."""

from gettext import NullTranslations
from pathlib import Path

from babel.support import Translations

LOCALE = Path(__file__).parent / "locale"
_spoken: NullTranslations = NullTranslations()


def speak(language: str) -> NullTranslations:
    """Chosen once, at the start of the program."""
    global _spoken  # noqa: PLW0603
    _spoken = Translations.load(LOCALE, [language])
    return _spoken


def _(text: str) -> str:
    return _spoken.gettext(text)


def N_(text: str) -> str:  # noqa: N802
    """Marks a sentence of a table for the catalogue; `_` says it where it is shown."""
    return text
