"""Why something was late, as reports list it (forms 07g and 08a of earlier circulars, and what clerks meet)."""

from collections.abc import Mapping
from enum import StrEnum


class Cause(StrEnum):
    """One code a late step or dossier."""

    RULE_UNCLEAR = "rule_unclear"
    FACILITIES = "facilities"
    SYSTEM_OUTAGE = "system_outage"
    STAFF = "staff"
    COORDINATION = "coordination"
    APPLICANT = "applicant"
    LATE_ENTRY = "late_entry"
    OTHER = "other"


CAUSE_NAMES: Mapping[Cause, str] = {
    Cause.RULE_UNCLEAR: "quy định chưa rõ",
    Cause.FACILITIES: "cơ sở vật chất, trang thiết bị",
    Cause.SYSTEM_OUTAGE: "sự cố hệ thống",
    Cause.STAFF: "cán bộ, công chức",
    Cause.COORDINATION: "phối hợp giữa các cơ quan",
    Cause.APPLICANT: "từ phía người nộp",
    Cause.LATE_ENTRY: "đã trả kết quả nhưng cập nhật muộn",
    Cause.OTHER: "nguyên nhân khác",
}
