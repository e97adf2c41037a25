"""Figures for who oversees: of an office and a period, before it, over thirteen months, by parts; with names."""

import asyncio
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from shared.errors import Refusal
from shared.web.service_client import Answer, BoundClient

NOT_MODIFIED = 304
DIGITISED = "4.2"  # of QĐ 766
Told = Mapping[str, Any]
Asked = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Names:
    """Offices and procedures by code."""

    offices: Mapping[str, Mapping[str, Any]]
    procedures: Mapping[str, str]

    def office(self, code: str) -> str:
        return str(self.offices[code]["name"]) if code in self.offices else code

    def procedure(self, code: str) -> str:
        return self.procedures.get(code, code)

    def place(self, code: str) -> tuple[float, float] | None:
        found = self.offices.get(code, {}).get("place")
        return (found[0], found[1]) if found else None


async def period_of(stats: BoundClient, asked: Asked) -> Told:
    """With the one before and the one after. Refuses what is no period."""
    told: Told = await stats.get("/periods", **asked)
    return told


async def office_of(intake: BoundClient, code: str) -> Told:
    told: Told = await intake.get(f"/offices/{code}")
    return told


async def ask_figures(stats: BoundClient, office: str, span: Told, only: Asked, known: str = "") -> Answer:
    """Of the office alone; 304 where `known` is still the tag of its figures."""
    params = {"office": office, "from": span["from"], "to": span["to"], **only}
    headers = {"If-None-Match": known} if known else {}
    return await stats.client.ask("GET", "/figures", stats.token, params=params, headers=headers)


async def figures_of(stats: BoundClient, office: str, span: Told, only: Asked, by: str | None = None) -> Told:
    told: Told = await stats.get(
        "/figures", office=office, **{"from": span["from"], "to": span["to"]}, **only, breakdown=by
    )
    return told


async def votes_of(stats: BoundClient, office: str, span: Told) -> Told:
    told: Told = await stats.get("/satisfaction", office=office, **{"from": span["from"], "to": span["to"]})
    return told


async def digitised_of(stats: BoundClient, office: str, span: Told) -> Told | None:
    """What the office stated last for the period, if anything."""
    try:
        told = await stats.get("/index/766/inputs", office=office, **{"from": span["from"], "to": span["to"]})
    except Refusal:
        return None
    stated = [each for each in told["items"] if each["item"] == DIGITISED and each["kind"] == "stated"]
    return max(stated, key=lambda each: each["number"], default=None)


async def board_of(
    stats: BoundClient, office: str, period: Told, only: Asked, by: str, *, with_whole: bool
) -> tuple[Told, Told, Told, Told, Told | None]:
    """Parts, the period before, the trend, the units below, what the office stated: asked together."""
    trend = {"from": period["thirteen_months_from"], "to": period["to"]}
    parts = figures_of(stats, office, period, only, by)
    before = figures_of(stats, office, period["before"], only)
    months = figures_of(stats, office, trend, only, "official")
    digitised = digitised_of(stats, office, period) if with_whole else _nothing()
    if by == "office":
        told = await asyncio.gather(parts, before, months, digitised)
        return told[0], told[1], told[2], told[0], told[3]
    units = figures_of(stats, office, period, only, "office")
    return await asyncio.gather(parts, before, months, units, digitised)


async def _nothing() -> None:
    return None


async def names_of(intake: BoundClient, offices: Collection[str], procedures: Collection[str]) -> Names:
    """One question for a whole page; none where there is nothing to name."""
    if not offices and not procedures:
        return Names({}, {})
    found = await intake.post("/names", {"offices": sorted(set(offices)), "procedures": sorted(set(procedures))})
    return Names(found["offices"], found["procedures"])


async def dossiers_of(
    stats: BoundClient,
    office: str,
    span: Told,
    only: Asked,
    measure: str,
    *,
    own: bool,
    cursor: str | None,
    kind: str,
    limit: int,
) -> Told:
    """A page of what a figure counts; `kind` is dossiers or filings."""
    told: Told = await stats.get(
        f"/figures/{kind}",
        office=office,
        **{"from": span["from"], "to": span["to"]},
        **only,
        measure=measure,
        below="false" if own else None,
        cursor=cursor,
        limit=limit,
    )
    return told
