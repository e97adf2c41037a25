"""The counts of stats in words: their names, and what each counts (docs/figures.md)."""

from collections.abc import Mapping

NAMES: Mapping[str, str] = {
    "received": "Tiếp nhận",
    "resolved": "Đã giải quyết",
    "early": "Trả trước hạn",
    "on_time": "Trả đúng hạn",
    "late": "Quá hạn",
    "late_with_letter": "Quá hạn, có thư xin lỗi",
    "late_without_letter": "Quá hạn, không có thư xin lỗi",
    "overdue": "Đang giải quyết, quá hạn",
    "in_term": "Đang giải quyết, trong hạn",
    "waiting": "Chờ bổ sung hoặc nộp phí",
    "carried_over": "Từ kỳ trước",
    "online": "Tiếp nhận trực tuyến",
    "direct": "Tiếp nhận trực tiếp",
    "post": "Tiếp nhận qua bưu chính",
    "stopped": "Dừng giải quyết",
    "withdrawn": "Người nộp rút",
    "unclassed": "Không xếp loại được",
    "refusals": "Từ chối sau thẩm định",
    "late_by_reappointment": "Trễ cả ngày hẹn lại",
    "index_in_time": "Đúng hạn theo QĐ 766",
    "index_overdue": "Đang giải quyết, quá hạn theo QĐ 766",
    "ready_not_returned": "Có kết quả, chưa trả",
    "taken_in": "Bộ phận một cửa đã nhận",
    "moved_in": "Nhận từ đơn vị đã kết thúc",
    "moved_out": "Chuyển sang đơn vị kế thừa",
    "filed": "Nộp vào trong kỳ",
    "refused": "Từ chối tiếp nhận",
    "pending": "Chờ bộ phận một cửa trả lời",
    "pending_late": "Chờ trả lời quá 8 giờ làm việc",
}
OF_FILINGS = frozenset({"filed", "refused", "pending", "pending_late"})
CLASSES: Mapping[str | None, str] = {
    "early": "Trước hạn",
    "on_time": "Đúng hạn",
    "late": "Quá hạn",
    "stopped": "Dừng",
    "withdrawn": "Rút",
    "unclassed": "Không xếp loại được",
    None: "Đang giải quyết",
}
MEANINGS: Mapping[str, str] = {
    "received": "Hồ sơ được tiếp nhận trong kỳ, mỗi hồ sơ một lần, tính cho cơ quan có thẩm quyền giải quyết.",
    "resolved": "Hồ sơ có kết quả, bị từ chối sau thẩm định, dừng hoặc rút trong kỳ, tính theo ngày có kết quả.",
    "in_time": "Trả trước hạn và đúng hạn, chia cho đã giải quyết. Hạn là ngày hẹn đúng luật đang có hiệu lực.",
    "late": "Có kết quả sau hạn trả. Thư xin lỗi không biến quá hạn thành đúng hạn.",
    "overdue": "Đang giải quyết vào cuối kỳ (hoặc lúc này) và đã qua hạn trả, trừ hồ sơ chờ người nộp.",
    "online": "Tiếp nhận trực tuyến, chia cho tiếp nhận trong kỳ.",
    "digitised": "Hồ sơ được số hóa thành phần hồ sơ (QĐ 766, tiêu chí 4.2), theo số liệu đơn vị khai.",
    "satisfied": "Phiếu rất hài lòng và hài lòng, chia cho mọi phiếu trong kỳ.",
}
