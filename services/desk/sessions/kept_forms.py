"""What was typed when the session was over: sealed under a cookie of its own, for half an hour.

Only the person who typed it gets it back, and only on the page of that form.
"""

import json
import secrets
from collections.abc import Mapping
from datetime import datetime

from services.desk.sessions.sealing import open_text, seal_text
from services.desk.sessions.session import Person
from services.desk.sessions.sessions import Sessions

LARGEST = 256 * 1024


def keep_typed(sessions: Sessions, person: Person, page: str, typed: Mapping[str, list[str]]) -> str | None:
    """The cookie that gives it back; None where there is too much."""
    text = json.dumps(typed)
    if len(text) > LARGEST:
        return None
    cookie = secrets.token_urlsafe(32)
    sessions.keep_form(cookie, _whose(person, page), seal_text(cookie, text))
    return cookie


def take_kept(
    sessions: Sessions, cookie: str, person: Person, page: str
) -> tuple[dict[str, list[str]], datetime] | None:
    """Once; None for anybody else and any other page."""
    row = sessions.take_form(cookie, _whose(person, page)) if cookie else None
    return (json.loads(open_text(cookie, row[0])), row[1]) if row else None


def _whose(person: Person, page: str) -> str:
    return f"{person.key} {page.partition('?')[0]}"
