"""What is looked at: office, period, level, field, channel, procedure. It stands in the address, to be mailed."""

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from services.desk.texts import N_, _

BOARD = "/giam-sat"
DOSSIERS = "/giam-sat/ho-so"
LEVELS = {
    "province": N_("Cấp tỉnh"),
    "department": N_("Sở, ngành"),
    "district": N_("Cấp huyện"),
    "commune": N_("Cấp xã"),
}
CHANNELS = {"direct": N_("Trực tiếp"), "online": N_("Trực tuyến"), "post": N_("Bưu chính")}


@dataclass(frozen=True, slots=True)
class View:
    """`period` is a reporting period's name; `from_on` and `to_on` are days of one's own choice instead (ISO)."""

    office: str
    period: str | None = None
    from_on: str | None = None
    to_on: str | None = None
    level: str | None = None
    field: str | None = None
    channel: str | None = None
    procedure: str | None = None

    @property
    def period_asked(self) -> dict[str, str | None]:
        """As `/periods` and `/reports` of stats take it."""
        return {"period": self.period, "from": self.from_on, "to": self.to_on}

    @property
    def only(self) -> dict[str, str | None]:
        """As `/figures` of stats takes it."""
        return {"level": self.level, "field": self.field, "channel": self.channel, "procedure": self.procedure}

    @property
    def is_whole(self) -> bool:
        """All dossiers of the office: some figures are told of no part."""
        return not any(self.only.values())

    @property
    def is_of_kinds(self) -> bool:
        """The channel is not told together with fields and procedures."""
        return bool(self.field or self.procedure)

    def query(self, **more: Any) -> str:
        """In the order in which people read it; what is empty is left out."""
        own = {
            "don-vi": self.office,
            "ky": self.period,
            "tu": self.from_on,
            "den": self.to_on,
            "cap": self.level,
            "linh-vuc": self.field,
            "kenh": self.channel,
            "thu-tuc": self.procedure,
        }
        asked = own | {name.replace("_", "-"): value for name, value in more.items()}
        return urlencode({name: value for name, value in asked.items() if value})

    def address(self, path: str = BOARD, **more: Any) -> str:
        return f"{path}?{self.query(**more)}"

    def dossiers(self, measure: str, **more: Any) -> str:
        """The list behind a number."""
        return self.address(DOSSIERS, so=measure, **more)

    def of_period(self, name: str) -> "View":
        return replace(self, period=name, from_on=None, to_on=None)

    def of_days(self, from_on: str, to_on: str) -> "View":
        return replace(self, period=None, from_on=from_on, to_on=to_on)

    def of_office(self, code: str) -> "View":
        return replace(self, office=code)


def filters_in_words(view: View, procedure_name: str | None = None) -> list[tuple[str, str]]:
    """What narrows the view, each with the address of the view without it."""
    said: list[tuple[str, str]] = []
    if view.level:
        said.append(
            (_(LEVELS[view.level]) if view.level in LEVELS else view.level, replace(view, level=None).address())
        )
    if view.field:
        said.append((view.field, replace(view, field=None, procedure=None).address()))
    if view.procedure:
        said.append((procedure_name or view.procedure, replace(view, procedure=None).address()))
    if view.channel:
        said.append((_(CHANNELS.get(view.channel, view.channel)), replace(view, channel=None).address()))
    return said
