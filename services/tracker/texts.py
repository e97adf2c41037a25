"""What people read here stands in the one catalogue of all screens: Vietnamese is the source."""

from gettext import NullTranslations
from pathlib import Path

from babel.support import Translations

_LOCALE = Path(__file__).parents[1] / "desk" / "locale"
_spoken: NullTranslations = NullTranslations()


def speak(language: str) -> NullTranslations:
    """Chosen once, at the start of the program."""
    global _spoken  # noqa: PLW0603
    _spoken = Translations.load(_LOCALE, [language])
    return _spoken


def _(text: str) -> str:
    return _spoken.gettext(text)
