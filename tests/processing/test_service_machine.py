"""Random legal and illegal acts against the service over HTTP and against a small model written from the law by hand.

The model knows nothing of the table of transitions. After every act both must say the same, and what the service keeps
in four places (row, history, announced fact, answer) must be one truth.
"""

import asyncio
import json
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID

import httpx2
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from services.processing.app import create_app
from services.processing.subscriptions import listening_to_intake
from shared.clock import SetClock
from shared.contracts.terms import TermPart
from shared.db.database import PooledDatabase
from shared.ids import new_id
from shared.web.station import Station
from shared.worktime import LEGAL_ZONE, Term, Unit, legal_day, national_calendar, reckon
from tests.processing.conftest import Desk, applying
from tests.processing.made_up import Log
from tests.support.engines import as_role
from tests.support.people import Identity

T = TypeVar("T")
BEGIN = datetime(2026, 3, 2, 8, 30, tzinfo=LEGAL_ZONE)
CLERK, OFFICER, LEADER = {"clerk", "officer", "leader"}, {"officer", "leader"}, {"leader"}
AT_WORK = {"accepted", "handed_over", "in_process"}
WAITING = {"awaiting_supplement", "awaiting_payment"}
DECIDED = {"ready", "refused"}
ENDED = {"ready", "refused", "returned", "stopped", "withdrawn", "closed_unanswered"}
EVERY = AT_WORK | WAITING | ENDED | {"withdrawal_asked"}
# domain B.2, row by row: from where, to where (None: stays), who.
LAW: dict[str, tuple[set[str], str | None, set[str]]] = {
    "hand-over": ({"accepted"}, "handed_over", CLERK),
    "take-up": ({"accepted", "handed_over"}, "in_process", OFFICER),
    "supplement-request": ({"in_process"}, "awaiting_supplement", OFFICER),
    "supplement-notice": ({"awaiting_supplement"}, None, CLERK),
    "supplement-receipt": ({"awaiting_supplement"}, "in_process", CLERK),
    "closing": ({"awaiting_supplement"}, "closed_unanswered", CLERK),
    "payment-request": ({"in_process"}, "awaiting_payment", OFFICER),
    "payment-receipt": ({"awaiting_payment"}, "in_process", CLERK),
    "extension": (AT_WORK, None, LEADER),
    "finish": (AT_WORK, "ready", OFFICER),
    "refuse": ({"handed_over", "in_process"}, "refused", OFFICER),
    "return": (DECIDED, "returned", CLERK),
    "not-collected": (DECIDED, None, CLERK),
    "withdrawal-request": (AT_WORK | WAITING, "withdrawal_asked", CLERK),
    "withdrawal": ({"withdrawal_asked"}, "withdrawn", OFFICER),
    "stop": (AT_WORK | WAITING, "stopped", LEADER),
    "papers-lost": (EVERY, None, CLERK),
    "undo": (EVERY, None, CLERK),
}


_LAST_FACT = "select canon from processing.facts where stream = $1 order by seq desc limit 1"


@dataclass(frozen=True)
class Model:
    """What must be true of the dossier, and how it was before the last act."""

    state: str = "accepted"
    version: int = 1
    requests: int = 0
    letters: int = 0
    told_at: datetime | None = None
    dues: int = 1
    waits: int = 0
    before: "Model | None" = None
    actor: str | None = None
    acts: tuple[str, ...] = field(default=("opened",))

    def refusal(self, act: str, role: str, actor: str, now: datetime, due_on: date) -> str | None:
        """The code with which the law refuses, or None."""
        sources, _, roles = LAW[act]
        if self.state not in sources:
            return "act_not_allowed"
        if role not in roles:
            return "role_not_allowed"
        return self._limit(act, role, actor, now, due_on)

    def _limit(self, act: str, role: str, actor: str, now: datetime, due_on: date) -> str | None:
        if act == "supplement-request" and self.requests:
            return "supplement_already_requested"
        if act == "supplement-notice" and self.told_at:
            return "step_not_named"
        if act == "extension":
            return "term_already_extended" if self.letters else "letter_too_late" if legal_day(now) >= due_on else None
        if act == "closing":
            return self._closing(now)
        if act == "undo":
            return self._undo(role, actor)
        return None

    def _closing(self, now: datetime) -> str | None:
        if self.told_at is None:
            return "applicant_not_told"
        last = reckon(Term(Unit.DAY, 15), self.told_at, national_calendar()).due_on
        return "answer_time_not_over" if legal_day(now) <= last else None

    def _undo(self, role: str, actor: str) -> str | None:
        if self.before is None:
            return "nothing_to_undo"
        return None if role == "leader" or actor == self.actor else "act_of_another"

    def after(self, act: str, actor: str, now: datetime) -> "Model":
        if act == "undo":
            assert self.before
            return replace(self.before, version=self.version + 1, acts=(*self.acts, "undone"), before=None)
        done = replace(self, version=self.version + 1, state=LAW[act][1] or self.state, before=self, actor=actor)
        return replace(done, acts=(*self.acts, act), **self._counted(act, now))

    def _counted(self, act: str, now: datetime) -> dict[str, Any]:
        if act == "supplement-request":
            return {"requests": self.requests + 1, "waits": self.waits + 1, "told_at": None}
        if act == "payment-request":
            return {"waits": self.waits + 1}
        if act == "supplement-notice":
            return {"told_at": now}
        return {"letters": self.letters + 1} if act == "extension" else {}


class Bench:
    """The service in this thread, driven to the end of each request."""

    def __init__(self, runner: asyncio.Runner, url: str, identity: Identity, station: Callable[..., Station]) -> None:
        self.runner = runner
        self.clock = SetClock(BEGIN)
        self.database = self.run(PooledDatabase.open(as_role(url, "processing")))
        self.apply = applying(self.database, self.clock)
        place = station("processing", self.database, clock=self.clock, listens=(listening_to_intake(self.clock),))
        app = create_app(place)
        app.state.practice = replace(app.state.practice, undoing=timedelta(days=3650))
        transport = httpx2.ASGITransport(app=app, raise_app_exceptions=False)
        self.desk = Desk(httpx2.AsyncClient(transport=transport, base_url="http://test"), identity)
        self.log = Log(datetime(2026, 3, 1, tzinfo=UTC))
        self.run(self.apply(self.log.town()))

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(work)

    def kept(self, id: UUID) -> tuple[Any, ...]:
        """Row, acts and last announced standing as they lie in the database."""

        async def look() -> tuple[Any, ...]:
            async with self.database.reading() as connection:
                row = await connection.fetchrow("select * from processing.dossiers where id = $1", id)
                acts = await connection.fetch(
                    "select * from processing.transitions where dossier = $1 order by version", id
                )
                fact = await connection.fetchval(_LAST_FACT, f"dossier:{id}")
                steps = await connection.fetchval("select count(*) from processing.steps where dossier = $1", id)
                return row, acts, json.loads(fact), steps

        return self.run(look())

    def close(self) -> None:
        self.run(self.desk.client.aclose())
        self.run(self.database.close())


class AService(RuleBasedStateMachine):
    """Time goes on; clerks, officers and leaders do what they may and what they may not."""

    bench: Bench

    @initialize()
    def accept(self) -> None:
        self.id, self.model, self.now = new_id(), Model(), BEGIN
        self.bench.clock.turn_to(BEGIN)
        due_at = datetime(2026, 3, 16, 17, tzinfo=LEGAL_ZONE)
        term = TermPart(unit="working_day", amount=10)
        said = {"accepted_at": BEGIN, "term": term, "due_at": due_at, "due_on": due_at.date()}
        self.bench.run(self.bench.apply([self.bench.log.received(self.id, **said)]))
        self.told = self.read()

    def read(self) -> dict[str, Any]:
        told: dict[str, Any] = self.bench.run(self.bench.desk.get(f"/dossiers/{self.id}")).json()
        return told

    @rule(minutes=st.integers(0, 60 * 24 * 9))
    def time_goes_on(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)
        self.bench.clock.turn_to(self.now)

    @rule(
        act=st.sampled_from(sorted(LAW)),
        role=st.sampled_from(sorted(CLERK)),
        actor=st.sampled_from(["cb.a", "cb.b"]),
        is_stale=st.integers(0, 9).map(lambda n: n == 0),
    )
    def somebody_acts(self, act: str, role: str, actor: str, is_stale: bool) -> None:
        due_on = date.fromisoformat(self.told["due"]["due_on"])
        body = {"note": "lý do"}
        if act == "extension":
            body["promised_on"] = (due_on + timedelta(days=5)).isoformat()
        version = self.model.version - is_stale
        answer = self.bench.run(self.bench.desk.act(self.id, act, version, role, body=body, subject=actor))
        refusal = "version_conflict" if is_stale else self.model.refusal(act, role, actor, self.now, due_on)
        if refusal:
            assert (answer.status_code, answer.json()["code"]) != (200, None)
            assert answer.json()["code"] == refusal, (act, self.model)
            return
        assert answer.status_code == 200, (act, answer.text, self.model)
        self.model = self.model.after(act, actor, self.now)
        before, self.told = self.told, self.read()
        assert self.told["history"][: len(before["history"])] == before["history"]

    @invariant()
    def service_and_model_say_the_same(self) -> None:
        told, model = self.told, self.model
        assert (told["state"], told["version"]) == (model.state, model.version)
        standing = told["standing"]
        assert (len(standing["waits"]), len(standing["letters"])) == (model.waits, model.letters)
        assert (standing["outcome"] is None) is (model.state not in ENDED)
        assert len(told["history"]) == model.version

    @invariant()
    def there_is_one_truth(self) -> None:
        row, acts, fact, steps = self.bench.kept(self.id)
        assert (row["state"], row["version"]) == (self.told["state"], self.told["version"])
        assert [(act["version"], act["act"]) for act in acts] == [
            (h["version"], h["act"]) for h in self.told["history"]
        ]
        assert acts[-1]["to_state"] == row["state"]
        assert fact["body"]["standing"] == self.told["standing"]
        assert steps == len(self.told["steps"])
        assert all(act["happened_at"] <= act["recorded_at"] for act in acts)

    @invariant()
    def no_time_left_is_negative(self) -> None:
        for left in (self.told["remaining"], *(step["remaining"] for step in self.told["steps"])):
            if left and left["left"] is not None:
                assert min(left["left"], left["over"]) == 0 <= max(left["left"], left["over"])

    @invariant()
    def due_dates_only_move_away_and_with_an_end_of_waiting(self) -> None:
        dues = self.told["standing"]["dues"]
        assert [due["due_at"] for due in dues] == sorted({due["due_at"] for due in dues})
        ended = [wait for wait in self.told["standing"]["waits"] if wait["until_at"]]
        assert len(dues) <= 1 + len(ended)


def test_the_service_and_the_model_never_differ(
    fresh_url: str, identity: Identity, station: Callable[..., Station], is_long: bool
) -> None:
    examples, steps = (1_000, 40) if is_long else (60, 25)
    with asyncio.Runner() as runner:
        AService.bench = Bench(runner, fresh_url, identity, station)
        try:
            run_state_machine_as_test(
                AService,
                settings=settings(
                    max_examples=examples,
                    stateful_step_count=steps,
                    deadline=None,
                    suppress_health_check=list(HealthCheck),
                ),
            )
        finally:
            AService.bench.close()
