"""The words in which applicants are told: short, in Vietnamese, with no name of anybody.

An e-mail is a letter, Zalo has the sentence, SMS has it without diacritics: with them a message has room for 70 signs
instead of 160.
"""

from dataclasses import dataclass

from services.intake.domain.notices.news import News
from shared.contracts.processing import Standing
from shared.contracts.states import STATE_NAMES
from shared.notify.message import Medium
from shared.text import without_diacritics
from shared.worktime import day_in_words

_TITLES = {
    News.SUPPLEMENT_REQUESTED: "cần bổ sung giấy tờ",
    News.PAYMENT_REQUESTED: "cần thực hiện nghĩa vụ tài chính",
    News.EXTENDED: "xin lỗi và hẹn lại ngày trả kết quả",
    News.FINISHED: "đã có kết quả",
    News.REFUSED: "không được giải quyết",
    News.STOPPED: "đã dừng giải quyết",
    News.WITHDRAWN: "đã rút",
    News.CLOSED_UNANSWERED: "đã đóng",
    News.TAKEN_BACK: "đính chính tin đã gửi",
}
_SENTENCES = {
    News.SUPPLEMENT_REQUESTED: "Hồ sơ {code} cần bổ sung giấy tờ. Mời ông/bà liên hệ {desk} để nhận phiếu yêu cầu bổ "
    "sung; thời hạn ghi trong phiếu.",
    News.PAYMENT_REQUESTED: "Hồ sơ {code} cần thực hiện nghĩa vụ tài chính. Mời ông/bà liên hệ {desk} để nhận thông "
    "báo nộp; thời hạn ghi trong thông báo.",
    News.EXTENDED: "Hồ sơ {code} chưa có kết quả đúng hẹn. {desk} xin lỗi ông/bà và hẹn trả kết quả vào {until}.",
    News.FINISHED: "Hồ sơ {code} đã có kết quả. {way}",
    News.REFUSED: "Hồ sơ {code} không đủ điều kiện giải quyết. Mời ông/bà liên hệ {desk} để nhận văn bản nêu rõ lý do.",
    News.STOPPED: "Hồ sơ {code} đã dừng giải quyết. Mời ông/bà liên hệ {desk} để nhận thông báo nêu rõ lý do.",
    News.WITHDRAWN: "Hồ sơ {code} đã được rút theo yêu cầu. Mời ông/bà liên hệ {desk} để nhận lại giấy tờ.",
    News.CLOSED_UNANSWERED: "Hồ sơ {code} đã đóng vì quá hạn bổ sung giấy tờ. Mời ông/bà liên hệ {desk} để được hướng "
    "dẫn nộp lại.",
    News.TAKEN_BACK: "Tin vừa gửi về hồ sơ {code} là nhầm, {desk} xin lỗi ông/bà. Hồ sơ hiện ở trạng thái: {state}.",
}
_WAYS = {
    "post": "Kết quả được gửi qua bưu chính theo địa chỉ ông/bà đã đăng ký.",
    "online": "Kết quả được trả trực tuyến theo cách ông/bà đã đăng ký.",
}
_AT_THE_DESK = "Mời ông/bà mang giấy hẹn đến {desk} để nhận."
_NO_DAY = "ngày ghi trong văn bản xin lỗi"


@dataclass(frozen=True, slots=True)
class Words:
    """Subject and text of a message, and what they were made of."""

    subject: str
    text: str
    details: dict[str, str]


def words_for(
    medium: Medium, news: News, standing: Standing, *, desk: str, result_way: str | None, tracker: str | None
) -> Words:
    """`desk` is the name of the desk where the dossier is now, `tracker` the page to look dossiers up."""
    details = _details(news, standing, desk, result_way)
    sentence = _SENTENCES[news].format(**details)
    look = f"Tra cứu: {tracker}" if tracker else ""
    subject = f"Hồ sơ {standing.code}: {_TITLES[news]}"
    if medium is Medium.EMAIL:
        return Words(subject, _letter(sentence, look, desk), details)
    text = f"{sentence} {look}".strip()
    return Words(subject, without_diacritics(text) if medium is Medium.SMS else text, details)


def _details(news: News, standing: Standing, desk: str, result_way: str | None) -> dict[str, str]:
    until = day_in_words(standing.letters[-1].promised_on) if standing.letters else _NO_DAY
    all_details = {
        "code": standing.code,
        "desk": desk,
        "until": until,
        "way": _WAYS.get(result_way or "", _AT_THE_DESK).format(desk=desk),
        "state": STATE_NAMES.get(standing.state, standing.state),
    }
    return {name: value for name, value in all_details.items() if "{" + name + "}" in _SENTENCES[news]} | {"desk": desk}


def _letter(sentence: str, look: str, desk: str) -> str:
    parts = (
        "Kính gửi ông/bà,",
        sentence,
        look,
        f"Thư này gửi tự động vì ông/bà đã đồng ý nhận tin khi nộp hồ sơ; muốn ngừng, xin báo cho {desk}.",
    )
    return "\n\n".join(filter(None, parts)) + "\n"
