"""The words of a morning: an e-mail lists, Zalo and SMS count. No name of any applicant."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from services.processing.domain.warnings.digest import Digest, Line, OfficeView, Section, Share
from services.processing.domain.warnings.kinds import KIND_NAMES, Kind
from shared.notify.message import Medium
from shared.text import without_diacritics
from shared.worktime import day_in_words

_SHORT: Mapping[Kind, str] = {
    Kind.OVERDUE: "hồ sơ quá hạn",
    Kind.STEP_OVERDUE: "bước quá hạn",
    Kind.OPINION_OVERDUE: "ý kiến quá hạn",
    Kind.SUPPLEMENT_ANSWER_OVERDUE: "hết hạn bổ sung",
    Kind.NOTICE_DUE: "chưa báo bổ sung",
    Kind.DUE_TODAY: "đến hạn hôm nay",
    Kind.STEP_DUE_TODAY: "bước đến hạn hôm nay",
    Kind.DUE_SOON: "sắp đến hạn",
    Kind.LETTER_TODAY: "cần xét gửi thư xin lỗi",
    Kind.NOT_COLLECTED: "kết quả chưa trả",
}
_DAY_IS: Mapping[Kind, str] = {
    Kind.SUPPLEMENT_ANSWER_OVERDUE: "chờ đến hết",
    Kind.NOT_COLLECTED: "nhắc từ",
    Kind.NOTICE_DUE: "phải báo trước hết",
}
_HOW_TO_STOP = "Thư này gửi tự động. Đổi cách nhận tin: báo lãnh đạo đơn vị hoặc quản trị hệ thống."


@dataclass(frozen=True, slots=True)
class Words:
    """Subject and text of a message, and what they were made of."""

    subject: str
    text: str
    details: Mapping[str, str]


def words_for(medium: Medium, digest: Digest, desk: str | None) -> Words:
    """`desk` is the address of the screens; without it dossiers are named by their codes only."""
    counted = _counted(digest.counts) or "không có việc riêng"
    subject = f"{'Cần làm ngay' if digest.is_at_once else 'Việc'} {day_in_words(digest.day)}: {counted}"
    details = {"day": f"{digest.day:%d/%m/%Y}", "counts": counted}
    if medium is Medium.EMAIL:
        return Words(subject, "\n".join(_letter(digest, desk)) + "\n", details)
    parts = [f"Một cửa {digest.day:%d/%m}{', cần làm ngay' if digest.is_at_once else ''}: {counted}."]
    if digest.office and digest.office.counts:
        details["office"] = _counted(digest.office.counts)
        parts.append(f"Cả đơn vị: {details['office']}.")
    text = " ".join([*parts, desk] if desk else parts)
    return Words(subject, without_diacritics(text) if medium is Medium.SMS else text, details)


def _counted(counts: Mapping[Kind, int]) -> str:
    return ", ".join(f"{counts[kind]} {_SHORT[kind]}" for kind in Kind if counts.get(kind))


def _letter(digest: Digest, desk: str | None) -> Iterator[str]:
    yield f"Kính gửi ông/bà {digest.name},"
    for section in digest.sections:
        yield ""
        yield f"{KIND_NAMES[section.kind]} ({section.total})"
        for line in section.lines:
            yield _line(section, line, desk)
        if rest := section.total - len(section.lines):
            where = f": {desk}/warnings?kind={section.kind.value}" if desk else ""
            yield f"  … và {rest} việc nữa{where}"
    if digest.office and digest.office.counts:
        yield from _office(digest.office)
    yield ""
    yield _HOW_TO_STOP


def _line(section: Section, line: Line, desk: str | None) -> str:
    step = f", {line.step}" if line.step else ""
    day = f"{_DAY_IS.get(section.kind, 'hạn')} {day_in_words(line.due_on)}"
    link = f" {desk}/dossiers/{line.code}" if desk else ""
    return f"  - {line.code}{step}: {day}{link}"


def _office(office: OfficeView) -> Iterator[str]:
    yield ""
    yield f"Toàn đơn vị, gồm cả các đơn vị bên dưới ({sum(office.counts.values())})"
    for kind in Kind:
        if count := office.counts.get(kind):
            yield f"  - {KIND_NAMES[kind]}: {count}"
    if office.shares:
        yield "Nhiều việc quá hạn nhất:"
        yield from map(_share, office.shares)


def _share(share: Share) -> str:
    who = f"{share.name} ({share.account})" if share.name else share.account
    untold = "" if share.is_told else "; chưa có địa chỉ nhận tin"
    return f"  - {who}: {share.late} quá hạn trong {share.total} cảnh báo{untold}"
