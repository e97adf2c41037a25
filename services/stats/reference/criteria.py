"""The criteria of indices, read once from their files; what a file says wrongly stops the service at its start."""

import json
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any

from services.stats.domain.indices.criteria import CriteriaSet, Criterion, Facts, Group
from services.stats.domain.indices.score_criteria import Grade, ScoreFacts, ScoreItem, ScoreSet
from services.stats.domain.satisfaction.petition import PetitionLimits


@cache
def index_766() -> tuple[CriteriaSet, ...]:
    """The index of QĐ 766/QĐ-TTg, one set for each span of days on which it had these weights."""
    return tuple(map(_set, _read("index_766.json")["sets"]))


def _read(name: str) -> dict[str, Any]:
    text = resources.files("services.stats.reference").joinpath(name).read_text(encoding="utf-8")
    read: dict[str, Any] = json.loads(text)
    return read


def _set(written: dict[str, Any]) -> CriteriaSet:
    return CriteriaSet(
        criteria=written["criteria"],
        name=written["name"],
        decision=written["decision"],
        valid_from=date.fromisoformat(written["from"]),
        valid_to=date.fromisoformat(written["to"]) if written["to"] else None,
        groups=tuple(Group(**group) for group in written["groups"]),
        items=tuple(_item(item) for item in written["items"]),
    )


def _item(written: dict[str, Any]) -> Criterion:
    return Criterion(**{**written, "facts": Facts(written["facts"]) if written["facts"] else None})


@cache
def index_tt01() -> tuple[ScoreSet, ...]:
    """The scores of TT 01/2018/TT-VPCP."""
    return tuple(map(_score_set, _read("index_tt01.json")["sets"]))


def _score_set(written: dict[str, Any]) -> ScoreSet:
    return ScoreSet(
        criteria=written["criteria"],
        name=written["name"],
        decision=written["decision"],
        valid_from=date.fromisoformat(written["from"]),
        valid_to=date.fromisoformat(written["to"]) if written["to"] else None,
        scores=tuple(_score(each) for each in written["scores"]),
        agency_grades=tuple(map(_grade, written["agency_grades"])),
        officer_grades=tuple(map(_grade, written["officer_grades"])),
        officer_scores=tuple(written["officer_scores"]),
    )


def _score(written: dict[str, Any]) -> ScoreItem:
    return ScoreItem(**{**written, "facts": ScoreFacts(written["facts"]) if written["facts"] else None})


def _grade(written: dict[str, str]) -> Grade:
    return Grade(Decimal(written["from"]), written["code"], written["name"])


@cache
def petition_limits() -> tuple[PetitionLimits, ...]:
    """Working days for each step of a petition, by the day on which it was received."""
    return tuple(
        PetitionLimits(
            decision=each["decision"],
            valid_from=date.fromisoformat(each["from"]),
            valid_to=date.fromisoformat(each["to"]) if each["to"] else None,
            refuse=each["refuse"],
            ask_to_complete=each["ask_to_complete"],
            answer=each["answer"],
            publish=each["publish"],
        )
        for each in _read("petition_limits.json")["limits"]
    )
