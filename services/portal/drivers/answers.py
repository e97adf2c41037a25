"""Reads what a portal of either generation answered into what is to be done: HTTP status, code, then words."""

import json
from collections.abc import Callable, Mapping
from typing import Any

import httpx2

from services.portal.domain.official_text import Said, is_success, read_error_code, what_is_said
from services.portal.domain.outbound.answer import Answer, Answered
from services.portal.domain.outbound.driver import PortalAway

_BY_STATUS = {
    401: Answered.SESSION,
    403: Answered.RIGHTS,
    429: Answered.AWAY,
}
_BY_WORDS = (
    (Said.SESSION, Answered.SESSION),
    (Said.EXISTS, Answered.DUPLICATE),
    (Said.ORDER, Answered.ORDER),
    (Said.INTERRUPTED, Answered.AWAY),
    (Said.NOT_FOUND, Answered.MISSING),
    (Said.FAILURE, Answered.UNKNOWN),
    (Said.NO_RIGHT, Answered.RIGHTS),
)
_UNREADABLE = "trả lời không đọc được"


def read_act(answer: httpx2.Response, code_of: Callable[[Mapping[str, Any]], object]) -> Answer:
    """Of an act. Success needs a code: words alone, an error page or a body cut short leave the outcome unknown."""
    said = body_of(answer)
    text = text_of(said)
    code = read_error_code(code_of(said)) if said else ""
    if answer.status_code in _BY_STATUS:
        return Answer(_BY_STATUS[answer.status_code], code or str(answer.status_code), text)
    if answer.status_code >= 500 or said is None:
        return Answer(Answered.UNKNOWN, str(answer.status_code), text or _UNREADABLE)
    return Answer(_class(code, text), code, text)


def read_question(answer: httpx2.Response, code_of: Callable[[Mapping[str, Any]], object]) -> dict[str, Any] | None:
    """What was asked for; None where we are not signed in any more. Anything but a plain success raises PortalAway.

    An answer that only looks like one must not be taken for "there is no such thing".
    """
    said = body_of(answer)
    read = read_act(answer, code_of)
    if read.answered is Answered.SESSION:
        return None
    if said is None or read.answered is not Answered.OK:
        raise PortalAway(read.text[:200] or read.code)
    return said


def _class(code: str, text: str) -> Answered:
    words = what_is_said(text)
    for word, answered in _BY_WORDS:
        if word in words and not (Said.SUCCESS in words and is_success(code)):
            return answered
    if is_success(code) or code == "200":
        return Answered.OK
    return Answered.INVALID if code else Answered.UNKNOWN


def body_of(answer: httpx2.Response) -> dict[str, Any] | None:
    """A JSON object; None where it is none. A relay puts the portal's own answer as text into `message`."""
    try:
        said = answer.json()
    except ValueError:
        return None
    return said if isinstance(said, dict) else None


def nested(said: Mapping[str, Any]) -> dict[str, Any]:
    """What a relay wrapped into `message`; empty where it did not."""
    message = said.get("message")
    if not isinstance(message, str) or not message.lstrip().startswith(("{", "[")):
        return {}
    try:
        inner = json.loads(message)
    except ValueError:
        return {}
    return inner if isinstance(inner, dict) else {"result": inner}


def text_of(said: Mapping[str, Any] | None) -> str:
    """The words; of a wrapped answer those inside."""
    if said is None:
        return ""
    inner = nested(said)
    return str(inner.get("message") or ("" if inner else said.get("message")) or "")


def lost(trouble: httpx2.HTTPError) -> Answer:
    """No connection: certainly not taken. Anything later: nobody knows."""
    if isinstance(trouble, httpx2.ConnectError | httpx2.ConnectTimeout | httpx2.PoolTimeout):
        return Answer(Answered.AWAY, type(trouble).__name__)
    return Answer(Answered.UNKNOWN, type(trouble).__name__)
