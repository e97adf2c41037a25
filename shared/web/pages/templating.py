"""Jinja2 with everything escaped and every missing name an error; texts pass through gettext.

The source language is Vietnamese: without a catalogue the texts stand as they are written.
"""

from collections.abc import Callable, Mapping
from gettext import NullTranslations
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined


class Templates:
    """The templates of one program."""

    def __init__(self, folder: Path, *, filters: Mapping[str, Callable[..., Any]], names: Mapping[str, Any]) -> None:
        self._environment = Environment(
            loader=FileSystemLoader(folder),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=["jinja2.ext.i18n"],
            auto_reload=False,
        )
        self._environment.filters.update(filters)
        self._environment.globals.update(names)
        self.speak(NullTranslations())

    def speak(self, texts: NullTranslations) -> None:
        """Take the texts from a catalogue."""
        self._environment.install_gettext_translations(texts, newstyle=True)  # type: ignore[attr-defined]

    def render(self, name: str, context: Mapping[str, Any]) -> str:
        return self._environment.get_template(name).render(context)
