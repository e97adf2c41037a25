"""The facts that processing would announce of a dossier, act by act, as lines of a run."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from services.stats.domain.dossier import Dossier
from shared.contracts.envelope import Announcement
from shared.contracts.processing import DossierActed, DuePart, LetterPart, Standing, StepPart, WaitingPart
from shared.contracts.terms import Channel, CountsBy, Level, Outcome

_STAGES = ("Tiếp nhận, chuyển hồ sơ", "Thẩm định, giải quyết", "Ký duyệt", "Trả kết quả")


def facts_of(dossier: Dossier) -> Iterator[Announcement]:
    """Seven acts: accepted, passed on twice, taken up, decided, returned; steps grow from act to act."""
    ended_at = dossier.ended_at or dossier.accepted_at + timedelta(days=1)
    last = 7 if dossier.ended_at else 5
    for version in range(1, last + 1):
        is_over, is_back = version >= 6, version == 7
        standing = Standing(
            dossier=str(dossier.id),
            code=dossier.code,
            version=version,
            office=dossier.office,
            desk=dossier.desk,
            procedure=dossier.procedure,
            field=dossier.field,
            level=Level(dossier.level),
            channel=Channel(dossier.channel),
            origin=dossier.origin,
            state="returned" if is_back else "ready" if is_over else "in_process",
            accepted_at=dossier.accepted_at,
            accepted_on=dossier.accepted_on,
            term=None,
            counts_by=CountsBy(dossier.counts_by),
            dues=tuple(DuePart(from_at=d.from_at, due_at=d.due_at, due_on=d.due_on) for d in dossier.dues),
            waits=tuple(WaitingPart(reason=w.reason, from_at=w.from_at, until_at=w.until_at) for w in dossier.waits),
            letters=tuple(LetterPart(sent_on=x.sent_on, promised_on=x.promised_on) for x in dossier.letters),
            outcome=Outcome(dossier.outcome) if dossier.outcome and is_over else None,
            ended_at=dossier.ended_at if is_over else None,
            ended_on=dossier.ended_on if is_over else None,
            returned_at=dossier.returned_at if is_back else None,
            cause=dossier.cause if is_over else None,
            steps=tuple(_step(dossier, n, n < version - 1, ended_at) for n in range(min(version, len(_STAGES)))),
        )
        body = DossierActed(act="acted", standing=standing)
        yield body.announce(
            stream=f"dossier:{dossier.id}", office=dossier.office, actor="canbo.a", happened_at=dossier.accepted_at
        )


def _step(dossier: Dossier, number: int, is_done: bool, ended_at: datetime) -> StepPart:
    due = dossier.dues[0]
    return StepPart(
        number=number + 1,
        kind="stage",
        stage=number + 1,
        name=_STAGES[number],
        office=dossier.office,
        assignee=f"cb.{dossier.office}.{number}",
        begun_at=dossier.accepted_at,
        due_at=due.due_at,
        due_on=due.due_on,
        counts_by=CountsBy(dossier.counts_by),
        ended_at=ended_at if is_done else None,
        ended_by=f"cb.{dossier.office}.{number}" if is_done else None,
        end="done" if is_done else None,
        cause=None,
    )
