"""Queues what applicants are to be told of a run of processing's facts, by what they agreed to."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from services.intake.domain.notices.consent import address_for
from services.intake.domain.notices.news import BOOK, CONCERNING, Happened, News, Told, what_to_tell
from services.intake.domain.notices.wording import words_for
from services.intake.repository.notices.consents import Addressee, Consents
from services.intake.unit_of_work.work import Work
from shared.contracts.envelope import Fact
from shared.contracts.processing import DossierActed
from shared.ids import as_uuid
from shared.notify.message import Medium, Message
from shared.notify.notify_settings import Practice
from shared.notify.outbox import Outbox


async def tell_applicants(work: Work, facts: Sequence[Fact], practice: Practice) -> None:
    """To be called before the run's standings are noted: they tell a fact that comes again, or late, which is not told.

    Neither is one that was recorded longer ago than the practice says, or one of a register book. News of a dossier
    make older news of it stale: what still waits is withdrawn. Nothing is asked of the database where no act of the
    run concerns an applicant.
    """
    told = _to_tell([fact for fact in facts if fact.recorded_at >= work.now - practice.oldest])
    if not told:
        return
    addressees = await Consents(work.connection).addressees(told)
    if not addressees:
        return
    outbox = Outbox(work.connection, "intake")
    await outbox.withdraw(list(addressees), work.now, "superseded")
    sent = await outbox.sent_among([key for id_ in addressees for key in _taken_back_keys(id_, told[id_])])
    messages = [
        message
        for id_, addressee in addressees.items()
        for message in _messages(addressee, told[id_], sent, practice.tracker)
    ]
    await outbox.queue(messages, work.now, practice.delay)


def _to_tell(facts: Sequence[Fact]) -> Mapping[UUID, Told]:
    by_dossier: dict[UUID, list[Happened]] = {}
    for fact in facts:
        if DossierActed.is_type(fact.type) and (act := fact.type.split(".")[-2]) in CONCERNING:
            standing = DossierActed.of(fact).standing
            dossier = as_uuid(standing.dossier)
            if dossier and standing.origin != BOOK:
                by_dossier.setdefault(dossier, []).append(Happened(act, standing))
    return {dossier: what_to_tell(acts) for dossier, acts in by_dossier.items()}


def _messages(addressee: Addressee, told: Told, sent: set[str], tracker: str | None) -> list[Message]:
    if told.news:
        return [
            message
            for medium in addressee.media
            if (message := _message(addressee, told, told.news, medium, tracker)) is not None
        ]
    return [
        message
        for medium, key in zip(Medium, _taken_back_keys(addressee.dossier, told), strict=False)
        if key in sent
        and medium in addressee.media
        and (message := _message(addressee, told, News.TAKEN_BACK, medium, tracker)) is not None
    ]


def _message(addressee: Addressee, told: Told, news: News, medium: Medium, tracker: str | None) -> Message | None:
    """None where a correction took the address away."""
    address = address_for(medium, addressee.phone, addressee.email)
    if address is None:
        return None
    words = words_for(
        medium, news, told.standing, desk=addressee.desk, result_way=addressee.result_way, tracker=tracker
    )
    return Message(
        key=_key(addressee.dossier, told.standing.version, medium),
        medium=medium,
        kind=news.value,
        about=addressee.dossier,
        address=address,
        subject=words.subject,
        text=words.text,
        details=words.details,
    )


def _taken_back_keys(dossier: UUID, told: Told) -> list[str]:
    """Of the messages that may have told what was undone, in the order of the media."""
    return [_key(dossier, told.taken_back, medium) for medium in Medium] if told.taken_back is not None else []


def _key(dossier: UUID, version: int, medium: Medium) -> str:
    return f"{dossier}:{version}:{medium.value}"
