"""Writes the table of transitions as a page: every row, then every state against every act."""

from collections.abc import Iterable

from services.processing.domain.state import ACT_NAMES, NATIONAL_CODES, Act
from services.processing.domain.status import ND61, ND118, TABLE, Law, Limit, Transition
from shared.contracts.states import STATE_NAMES, State

_LIMITS = {
    Limit.ONCE: "once",
    Limit.DAY_BEFORE_DUE: "at the latest the day before the due date",
    Limit.ANSWER_TIME_OVER: "15 days after the request",
    Limit.REASON: "with reason",
    Limit.THREE_WORKING_DAYS: "warns after 3 working days",
    Limit.HAND_OVER_TIME: "warns after the working day (15:00 rule)",
}
_NOBODY = "the service itself"
_HEAD = """# Transitions of a dossier

Written by `python -m services.processing transitions` from `services/processing/domain/status.py`; a test keeps it
current. A dossier keeps the rules of the day it was accepted. `registrar` rows are late entries out of register books.

## States

"""


def transitions_page() -> str:
    """Markdown, complete: a pair of state and act that is not in a matrix does not exist."""
    states = [[f"`{s}`", STATE_NAMES[s], str(NATIONAL_CODES[s])] for s in State]
    return "\n".join(
        [
            _HEAD + _table(["state", "Vietnamese", "national code"], states),
            "",
            "## Rows",
            "",
            _table(["act", "Vietnamese", "from", "to", "who", "clock", "limits", "form", "basis"], map(_row, TABLE)),
            *(_matrix(law) for law in (ND61, ND118)),
            "",
        ]
    )


def _row(row: Transition) -> list[str]:
    return [
        f"`{row.act}`",
        ACT_NAMES[row.act],
        ", ".join(s for s in State if s in row.from_states) or "–",
        row.to_state or "(stays)",
        ", ".join(sorted(row.roles)) or _NOBODY,
        row.clock,
        "; ".join(_LIMITS[limit] for limit in Limit if limit in row.limits) or "–",
        row.form or "–",
        row.basis,
    ]


def _matrix(law: Law) -> str:
    since = f"from {law.valid_from:%d/%m/%Y}" if law.valid_from else ""
    until = f"until {law.valid_to:%d/%m/%Y}" if law.valid_to else ""
    acts = [act for act in Act if act is not Act.OPENED]
    rows = [[f"`{state}`", *(_cell(law, state, act) for act in acts)] for state in State]
    return f"\n## Every state and act: {law.name}, accepted {since}{until}\n\n" + _table(["", *acts], rows)


def _cell(law: Law, state: State, act: Act) -> str:
    rows = [row for row in TABLE if row.law is law and row.act is act and state in row.from_states]
    if not rows:
        return "–"
    who = sorted({role.value for row in rows for role in row.roles})
    return f"{rows[0].to_state or 'stays'} ({', '.join(who) or _NOBODY})"


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    names = list(head)
    lines = [names, ["---"] * len(names), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
