"""Lists of dossiers and filings behind a number: what each row shows, and the other numbers beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from services.desk.clients.monitoring import Names
from services.desk.presenters.monitoring.measures import CLASSES, NAMES
from services.desk.presenters.monitoring.view import CHANNELS, View
from services.desk.presenters.written import at, day
from services.desk.texts import _

_BESIDE = ("received", "resolved", "early", "on_time", "late", "overdue", "in_term", "waiting")


@dataclass(frozen=True, slots=True)
class Row:
    """One dossier; a filing that is no dossier yet has no address."""

    address: str
    code: str
    office: str
    procedure: str
    channel: str
    began: str
    due: str
    ended: str
    class_: str
    is_late: bool = False


def dossier_row(view: View, item: Mapping[str, Any], names: Names) -> Row:
    said = item.get("class")
    channel = item.get("channel", "")
    return Row(
        address=view.address(f"/giam-sat/ho-so/{item['code']}"),
        code=item["code"],
        office=names.office(item["office"]),
        procedure=names.procedure(item["procedure"]),
        channel=_(CHANNELS.get(channel, channel)),
        began=day(item["accepted_on"]),
        due=day(item["due_on"]),
        ended=day(item["ended_on"]),
        class_=_(CLASSES.get(said, str(said))),
        is_late=said == "late",
    )


def filing_row(view: View, item: Mapping[str, Any], names: Names) -> Row:
    return Row(
        address="",
        code=str(item["id"])[:8],
        office=names.office(item["desk"]),
        procedure=names.procedure(item["procedure"]),
        channel=_(CHANNELS.get(item["channel"], item["channel"])),
        began=day(item["filed_on"]),
        due=at(item["owed_until"]),
        ended=day(item["refused_on"]),
        class_=item["reason"] or "",
    )


def tabs_of(view: View, figures: Mapping[str, int], measures: Sequence[str]) -> list[tuple[str, int, str, bool]]:
    """The numbers that are open, and those that people compare them with."""
    shown = list(dict.fromkeys([*(name for name in measures if name not in _BESIDE), *_BESIDE]))
    return [(_(NAMES[name]), figures[name], view.dossiers(name), measures == [name]) for name in shown]


def title_of(measures: Sequence[str]) -> str:
    """A cell of a form is a sum of several counts."""
    return " + ".join(_(NAMES[name]) for name in measures)


def codes_of(items: Sequence[Mapping[str, Any]]) -> tuple[set[str], set[str]]:
    """Offices and procedures to be named."""
    offices = {str(item.get("office") or item["desk"]) for item in items} | {
        str(item["desk"]) for item in items if "desk" in item
    }
    return offices, {str(item["procedure"]) for item in items}
