"""How a filing lies in its row: people sealed, lists as JSON."""

import json
from collections.abc import Mapping
from typing import Any

from services.intake.domain.dossiers.applicant import Applicant, ApplicantKind
from services.intake.domain.dossiers.filing import Filing
from services.intake.domain.dossiers.receipt import Fee, PaidBy, Paper, PaperForm, Return, ReturnWay
from services.intake.domain.filings.filed import Filed, Named
from services.intake.domain.filings.filing_origin import Origin
from services.intake.domain.filings.filing_state import FilingState
from services.intake.vault.people import open_number, open_proxy, seal_people
from services.intake.vault.vault import Vault
from shared.contracts.terms import Channel, Level

# What an act may change; the rest stays as it was filed.
MOVING = (
    *("version", "state", "last_act_at", "answer_due_at", "answered_at", "is_late", "completion_due_on"),
    *("reason_code", "dossier", "dossier_code", "papers"),
)
FIXED = (
    *("id", "source", "source_code", "slip", "desk", "office", "procedure", "procedure_version"),
    *("procedure_name", "field", "level", "channel", "filed_at", "filed_by", "recorded_at"),
    *("applicant_name", "applicant_kind", "identity_sealed", "phone", "address", "email", "born_on", "proxy"),
    *("summary", "case_name", "sets", "fees", "result_way", "result_address"),
)


def moving_values(filed: Filed) -> tuple[object, ...]:
    return (
        *(filed.version, filed.state.value, filed.last_act_at, filed.answer_due_at, filed.answered_at, filed.is_late),
        *(filed.completion_due_on, filed.reason_code, filed.dossier, filed.dossier_code),
        [paper.as_json() for paper in filed.matter.papers],
    )


def fixed_values(filed: Filed, vault: Vault) -> tuple[tuple[object, ...], list[str]]:
    """In the order of `FIXED`; and the marks by which the filing is found."""
    matter, origin, named, applicant = filed.matter, filed.origin, filed.named, filed.matter.applicant
    people = seal_people(vault, filed.id, applicant, matter.proxy)
    values = (
        *(filed.id, origin.source, origin.code, origin.slip, matter.desk, matter.office, matter.procedure),
        *(named.procedure_version, named.procedure_name, named.field, named.level.value, matter.channel.value),
        *(origin.filed_at, filed.filed_by, filed.recorded_at, applicant.name, applicant.kind.value),
        *(people.identity_sealed, applicant.phone, applicant.address, applicant.email, applicant.born_on),
        *(json.loads(people.proxy) if people.proxy else None, matter.summary, matter.case, matter.sets),
        *([fee.as_json() for fee in matter.fees], matter.result.way.value, matter.result.address),
    )
    return values, people.marks


def filed_of(row: Mapping[str, Any], vault: Vault) -> Filed:
    named = Named(row["procedure_version"], row["procedure_name"], row["field"], Level(row["level"]))
    same = "answer_due_at answered_at is_late completion_due_on reason_code dossier dossier_code"
    return Filed(
        id=row["id"],
        version=row["version"],
        state=FilingState(row["state"]),
        matter=_matter(row, vault),
        named=named,
        origin=Origin(row["source"], row["source_code"], row["slip"], row["filed_at"]),
        filed_by=row["filed_by"],
        recorded_at=row["recorded_at"],
        last_act_at=row["last_act_at"],
        **{name: row[name] for name in same.split()},
    )


def _matter(row: Mapping[str, Any], vault: Vault) -> Filing:
    number = open_number(vault, row["id"], row["identity_sealed"])
    return Filing(
        desk=row["desk"],
        office=row["office"],
        procedure=row["procedure"],
        channel=Channel(row["channel"]),
        applicant=Applicant(
            row["applicant_name"],
            ApplicantKind(row["applicant_kind"]),
            number,
            *(row["phone"], row["address"], row["email"], row["born_on"]),
        ),
        summary=row["summary"],
        papers=tuple(read_paper(paper) for paper in row["papers"]),
        sets=row["sets"],
        proxy=open_proxy(vault, row["id"], row["proxy"]),
        case=row["case_name"],
        fees=tuple(_fee(fee) for fee in row["fees"]),
        result=Return(ReturnWay(row["result_way"]), row["result_address"]),
        filing=row["id"],
    )


def read_paper(document: Mapping[str, Any]) -> Paper:
    return Paper(**{**document, "form": PaperForm(document["form"])})


def _fee(document: Mapping[str, Any]) -> Fee:
    paid_by = document["paid_by"]
    return Fee(document["name"], document["amount"], PaidBy(paid_by) if paid_by else None)
