"""The four kinds of refusal, each with a stable code and a Vietnamese sentence for the person at the screen."""

from collections.abc import Mapping


class Refusal(Exception):
    """Something the suite will not do; `code` is stable, `message` is for people (Vietnamese)."""

    status = 400

    def __init__(self, code: str, message: str, *, fields: Mapping[str, str] | None = None) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message
        self.fields = dict(fields or {})


class Invalid(Refusal):
    """What was sent cannot be right, whatever the state of the books."""

    status = 422


class NotFound(Refusal):
    """There is no such thing, or the caller may not know of it."""

    status = 404


class Forbidden(Refusal):
    """The caller is known, but this is not theirs to do."""

    status = 403


class Conflict(Refusal):
    """Right in itself, but not in the present state (lost race, act not allowed from here)."""

    status = 409


class Unauthorized(Refusal):
    """No caller could be made out from the token."""

    status = 401


class Unavailable(Refusal):
    """An engine behind the service does not answer; the same request may be sent again."""

    status = 503
