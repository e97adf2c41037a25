"""Draws up what a desk told somebody whose filing it did not take in as it was: form 02 or form 03."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from services.intake.domain.filings.filed import Filed
from services.intake.domain.filings.filing_answers import REFUSAL_REASON_NAMES, RefusalReason
from services.intake.domain.filings.filing_state import FilingAct
from services.intake.domain.organisation.desk_hours import hours_of
from services.intake.domain.organisation.office import NATION
from services.intake.queries.filings.filings import ActRead, history_of
from services.intake.queries.organisation.offices import hours_acts, office_by_code, offices_by_codes
from shared.db.database import Connection
from shared.errors import Conflict
from shared.forms import filing_notices
from shared.forms.filing_notices import CompletionRequest, Lacking, RefusalNotice
from shared.forms.heading import moment_in_words
from shared.forms.sheet import Sheet
from shared.worktime import national_calendar
from shared.worktime.working_time import WorkingTime


async def draw_up_filing_notice(connection: Connection, filed: Filed, act: FilingAct) -> Sheet:
    """As it was said then. Refuses a paper that was never made, and one whose words retention has emptied."""
    said = next((each for each in await history_of(connection, filed.id) if each.act == act), None)
    if said is None or said.says is None:
        raise Conflict("notice_not_made", "Hồ sơ nộp này không có phiếu đó")
    desk = await office_by_code(connection, filed.matter.desk)
    path = list(desk.path) if desk else []
    offices = await offices_by_codes(connection, path)
    names = [offices[code].name for code in path if code != NATION]
    if act is FilingAct.REFUSED:
        return filing_notices.refusal_sheet(_refusal(filed, said, said.says), names)
    hours = hours_of(path, await hours_acts(connection, path, known_at=said.recorded_at))
    time = WorkingTime(national_calendar(), hours)
    return filing_notices.completion_request_sheet(_request(filed, said, said.says, time), names)


def _request(filed: Filed, said: ActRead, says: Mapping[str, Any], time: WorkingTime) -> CompletionRequest:
    return CompletionRequest(
        filing=_filing(filed, said),
        lacking=[Lacking(item["what"], item["why"]) for item in says["items"]],
        guide=said.actor,
        contact=says["contact"] or "",
        contact_phone=says["contact_phone"] or "",
        legal_basis=says["basis"],
        answer_by=moment_in_words(time.closes_at(date.fromisoformat(says["answer_by"]))),
    )


def _refusal(filed: Filed, said: ActRead, says: Mapping[str, Any]) -> RefusalNotice:
    return RefusalNotice(
        filing=_filing(filed, said),
        reasons=[_in_words(RefusalReason(reason["code"]), reason["text"]) for reason in says["reasons"]],
        guide=said.actor,
        legal_basis=says["basis"] or "",
        contact=says["contact"] or "",
        contact_phone=says["contact_phone"] or "",
    )


def _in_words(code: RefusalReason, text: str) -> str:
    name = REFUSAL_REASON_NAMES[code]
    return text if code is RefusalReason.OTHER else f"{name[0].upper()}{name[1:]}: {text}"


def _filing(filed: Filed, said: ActRead) -> filing_notices.Filing:
    """A filing has no number of ours before acceptance: the paper shows its sender's code."""
    owner, proxy = filed.matter.applicant, filed.matter.proxy
    return filing_notices.Filing(
        number="",
        code=filed.origin.code,
        made_at=said.recorded_at,
        owner=owner.name,
        procedure=filed.named.procedure_name,
        procedure_code=filed.matter.procedure,
        filed_by=proxy.name if proxy else "",
        address=owner.address or "",
        phone=owner.phone or "",
        email=owner.email or "",
    )
