"""Builds a living province in a running suite, or goes on where an earlier start was stopped."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from functools import partial
from typing import Any

from services.cli.demo.area import Area, Staff, make_staff
from services.cli.demo.asking import Asking, demo_caller
from services.cli.demo.doing import Doer
from services.cli.demo.journal import Journal, Order
from services.cli.demo.model import COMMUNE, load_model
from services.cli.demo.planning import make_plan
from services.cli.demo.resolving import register_departments, resolve_area
from services.cli.demo.tally import refusals, tally
from services.cli.demo.turning import must_be_turnable
from services.cli.demo.walk import Told, Walk
from shared.callers import Role
from shared.local.demo_clock import reset_clock, turn_clock
from shared.local.home import Home
from shared.worktime import LEGAL_ZONE

_LEADER = demo_caller(Role.LEADER)
ACCOUNTS = {Role.CLERK: "mot.cua", Role.OFFICER: "chuyen.vien", Role.LEADER: "lanh.dao"}


@dataclass(frozen=True)
class Builder:
    """Where to build and whom to tell: `begun` how many dossiers there will be, `told` each round."""

    home: Home
    addresses: Mapping[str, str]
    begun: Callable[[int], None] = lambda _: None
    told: Told = lambda _, __: None
    model: Any = field(default_factory=load_model)

    @property
    def journal(self) -> Journal:
        return Journal(self.home.demo / "province.jsonl")

    async def build(self, order: Order) -> dict[str, Any]:
        """What the figures say at the end. Built before: says it again and does nothing."""
        journal, asking = self.journal, Asking(self.home, self.addresses)
        try:
            if journal.order is None:
                await must_be_turnable(asking, datetime.combine(order.recipe.start, time(0), LEGAL_ZONE))
            order = journal.begin(order)
            if journal.end is None:
                journal.finish(await self._walk(asking, journal, order))
                self._let_clock_go(order)
            return journal.end or {}
        finally:
            journal.close()
            await asking.close()

    async def _walk(self, asking: Asking, journal: Journal, order: Order) -> dict[str, Any]:
        recipe = order.recipe
        if not journal.rounds:
            turn_clock(self.home.demo_clock, datetime.combine(recipe.start, time(0), LEGAL_ZONE), stands=True)
        area = await resolve_area(asking, self.model, order.name, recipe.start, recipe.until.date(), order.district)
        staff = make_staff(area, _named(area), recipe.seed)
        if not journal.rounds:
            await register_departments(asking, area)
            await _enter_staff(asking, staff)
        plan = make_plan(recipe, area, self.model)
        self.begun(len(plan.dossiers))
        walk = Walk(plan, Doer(asking, area, staff, recipe.seed), journal, self.home.demo_clock)
        walk.may_begin = partial(must_be_turnable, asking)
        await walk.go(self.told)
        standings = walk.standings.values()
        first = busiest(area)
        return {
            "root": area.root,
            "root_name": area.root_name,
            "desk": {"code": first.code, "name": first.name},
            "from": recipe.start.isoformat(),
            "to": recipe.until.date().isoformat(),
            "figures": tally(standings, recipe.until),
            "refused": refusals(standings),
            "officials": len(staff.officials),
            "desks": len(area.desks),
        }

    def _let_clock_go(self, order: Order) -> None:
        if order.is_until_now:
            reset_clock(self.home.demo_clock)
        else:
            turn_clock(self.home.demo_clock, order.recipe.until)


def busiest(area: Area) -> Any:
    """The commune desk that has most to do: where the demo accounts work."""
    return max(area.desks_of(COMMUNE), key=lambda desk: desk.size)


def _named(area: Area) -> dict[tuple[str, Role], str]:
    return {(busiest(area).code, role): account for role, account in ACCOUNTS.items()}


async def _enter_staff(asking: Asking, staff: Staff) -> None:
    """So that screens can say who somebody is; nobody is told by messages."""
    await asyncio.gather(
        *(
            asking.put(
                _LEADER,
                "processing",
                f"/officials/{one.account}",
                {"name": one.name, "offices": [one.office], "roles": [one.role.value]},
            )
            for one in staff.officials
        )
    )
