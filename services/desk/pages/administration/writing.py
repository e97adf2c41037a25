"""A write of the administrator's rooms: done once, told on the next page, or drawn again with what was typed."""

from collections.abc import Awaitable, Callable, Mapping

from starlette.responses import Response

from services.desk.dependencies import Visit, problems_of
from shared.errors import Refusal

Typed = dict[str, list[str]]
Problems = list[tuple[str, str]]
Draw = Callable[[Typed, Problems, int], Awaitable[Response]]
_WHOLE_PAGES = {401, 403, 503}


async def write(
    visit: Visit,
    act: Callable[[], Awaitable[str]],
    draw: Draw,
    *,
    leads_to: str,
    fields: Mapping[str, str] | None = None,
    problems: Problems | None = None,
) -> Response:
    """`act` returns what to say. `fields`: the service's field or refusal code → the form's box; `problems` found
    before asking are told without asking."""
    typed = visit.back_in_words()
    if problems:
        return await draw(typed, problems, 422)

    async def acted() -> str:
        visit.say(await act())
        return leads_to

    try:
        return await visit.once(acted)
    except Refusal as refusal:
        if refusal.status in _WHOLE_PAGES and not refusal.fields and refusal.code not in (fields or {}):
            raise
        return await draw(typed, _placed(refusal, fields or {}), refusal.status)


def _placed(refusal: Refusal, fields: Mapping[str, str]) -> Problems:
    return [
        (_box(name, fields) if name else fields.get(refusal.code, ""), sentence)
        for name, sentence in problems_of(refusal)
    ]


def _box(name: str, fields: Mapping[str, str]) -> str:
    """`content.term.amount` is the box named for the longest part of it that has one."""
    parts = name.split(".")
    wholes = (".".join(parts[:n]) for n in range(len(parts), 0, -1))
    return next((fields[whole] for whole in wholes if whole in fields), parts[0])
