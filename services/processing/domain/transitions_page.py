"""Writes the table of transitions as a page: every row, then every state against every act."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from services.processing.domain.laws import LAWS, Law
from services.processing.domain.state import ACT_NAMES, NATIONAL_CODES, Act
from services.processing.domain.status import TABLE
from services.processing.domain.transition import Limit, Transition
from shared.contracts.states import STATE_NAMES, State

_LIMITS = {
    Limit.ONCE: "once",
    Limit.DAY_BEFORE_DUE: "at the latest the day before the due date",
    Limit.ANSWER_TIME_OVER: "15 days after the desk told the applicant",
    Limit.REASON: "with reason",
    Limit.OWN_STEP: "the own step",
    Limit.LATE_ONLY: "where it is late, with a cause",
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
            _table(["act", "Vietnamese", "from", "to", "who", "clock", "limits", "form", "basis"], _lines()),
            *(_matrix(law) for law in LAWS),
            "",
        ]
    )


def _lines() -> Iterable[list[str]]:
    """Rows of the table, those that differ in nothing but the version of the decree on one line."""
    for _, same in groupby(TABLE, key=lambda row: replace(row, law=LAWS[0], article="", form=None)):
        rows = list(same)
        forms = "; ".join(dict.fromkeys(row.form or "–" for row in rows))
        yield [
            *_row(rows[0]),
            forms,
            "; ".join(dict.fromkeys(f"{row.law.name.split(' (')[0]}, {row.article}" for row in rows)),
        ]


def _row(row: Transition) -> list[str]:
    return [
        f"`{row.act}`",
        ACT_NAMES[row.act],
        _states(row.from_states),
        row.to_state or "(stays)",
        ", ".join(sorted(row.roles)) or _NOBODY,
        row.clock,
        "; ".join(_LIMITS[limit] for limit in Limit if limit in row.limits) or "–",
    ]


def _states(states: frozenset[State]) -> str:
    return "any" if states == frozenset(State) else ", ".join(s for s in State if s in states) or "–"


def _matrix(law: Law) -> str:
    since = f"from {law.valid_from:%d/%m/%Y}" if law.valid_from else ""
    until = f" until {law.valid_to:%d/%m/%Y}" if law.valid_to else ""
    acts = [act for act in Act if act is not Act.OPENED]
    rows = [[f"`{act}`", *(_cell(law, state, act) for state in State)] for act in acts]
    head = f"\n## Every act and state: {law.name}, accepted {since}{until}\n\n"
    return head.replace("accepted  until", "accepted until") + _table(["", *State], rows)


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
