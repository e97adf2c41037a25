"""The counts of stats in words: their names, and what each counts (docs/figures.md)."""

from collections.abc import Mapping

from services.desk.texts import N_

NAMES: Mapping[str, str] = {
    "received": N_("Tiếp nhận"),
    "resolved": N_("Đã giải quyết"),
    "early": N_("Trả trước hạn"),
    "on_time": N_("Trả đúng hạn"),
    "late": N_("Quá hạn"),
    "late_with_letter": N_("Quá hạn, có thư xin lỗi"),
    "late_without_letter": N_("Quá hạn, không có thư xin lỗi"),
    "overdue": N_("Đang giải quyết, quá hạn"),
    "in_term": N_("Đang giải quyết, trong hạn"),
    "waiting": N_("Chờ bổ sung hoặc nộp phí"),
    "carried_over": N_("Từ kỳ trước"),
    "online": N_("Tiếp nhận trực tuyến"),
    "direct": N_("Tiếp nhận trực tiếp"),
    "post": N_("Tiếp nhận qua bưu chính"),
    "stopped": N_("Dừng giải quyết"),
    "withdrawn": N_("Người nộp rút"),
    "unclassed": N_("Không xếp loại được"),
    "refusals": N_("Từ chối sau thẩm định"),
    "late_by_reappointment": N_("Trễ cả ngày hẹn lại"),
    "index_in_time": N_("Đúng hạn theo QĐ 766"),
    "index_overdue": N_("Đang giải quyết, quá hạn theo QĐ 766"),
    "ready_not_returned": N_("Có kết quả, chưa trả"),
    "taken_in": N_("Bộ phận một cửa đã nhận"),
    "moved_in": N_("Nhận từ đơn vị đã kết thúc"),
    "moved_out": N_("Chuyển sang đơn vị kế thừa"),
    "filed": N_("Nộp vào trong kỳ"),
    "refused": N_("Từ chối tiếp nhận"),
    "pending": N_("Chờ bộ phận một cửa trả lời"),
    "pending_late": N_("Chờ trả lời quá 8 giờ làm việc"),
}
OF_FILINGS = frozenset({"filed", "refused", "pending", "pending_late"})
CLASSES: Mapping[str | None, str] = {
    "early": N_("Trước hạn"),
    "on_time": N_("Đúng hạn"),
    "late": N_("Quá hạn"),
    "stopped": N_("Dừng"),
    "withdrawn": N_("Rút"),
    "unclassed": N_("Không xếp loại được"),
    None: N_("Đang giải quyết"),
}
MEANINGS: Mapping[str, str] = {
    "received": N_("Hồ sơ được tiếp nhận trong kỳ, mỗi hồ sơ một lần, tính cho cơ quan có thẩm quyền giải quyết."),
    "resolved": N_("Hồ sơ có kết quả, bị từ chối sau thẩm định, dừng hoặc rút trong kỳ, tính theo ngày có kết quả."),
    "in_time": N_("Trả trước hạn và đúng hạn, chia cho đã giải quyết. Hạn là ngày hẹn đúng luật đang có hiệu lực."),
    "late": N_("Có kết quả sau hạn trả. Thư xin lỗi không biến quá hạn thành đúng hạn."),
    "overdue": N_("Đang giải quyết vào cuối kỳ (hoặc lúc này) và đã qua hạn trả, trừ hồ sơ chờ người nộp."),
    "online": N_("Tiếp nhận trực tuyến, chia cho tiếp nhận trong kỳ."),
    "digitised": N_("Hồ sơ được số hóa thành phần hồ sơ (QĐ 766, tiêu chí 4.2), theo số liệu đơn vị khai."),
    "satisfied": N_("Phiếu rất hài lòng và hài lòng, chia cho mọi phiếu trong kỳ."),
}
