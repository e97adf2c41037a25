"""What states of lanes, entries and circuits are called, and the ten statuses of the portal."""

from services.desk.texts import N_

CIRCUITS = {
    "closed": N_("đang gửi"),
    "open": N_("tạm ngừng: Cổng không trả lời"),
    "trying": N_("đang thử lại"),
}
KINDS = {
    "gen_a": N_("thế hệ A, kết nối thẳng"),
    "gen_a_relay": N_("thế hệ A, qua trục của tỉnh"),
    "gen_b": N_("thế hệ B"),
}
LANES = {
    "idle": N_("Đã gửi hết"),
    "ready": N_("Đang chờ gửi"),
    "blocked": N_("Thiếu dữ liệu"),
    "held": N_("Chờ người xử lý"),
    "ministry": N_("Bộ, ngành theo dõi"),
}
ENTRIES = {
    "pending": N_("Chờ gửi"),
    "sending": N_("Đang gửi"),
    "unknown": N_("Không rõ kết quả"),
    "blocked": N_("Thiếu dữ liệu"),
    "dead": N_("Cổng từ chối"),
    "merged": N_("Gộp vào mục sau"),
    "acked": N_("Cổng đã nhận"),
    "skipped": N_("Bỏ qua"),
}
STATUSES = {
    1: N_("Mới đăng ký"),
    2: N_("Được tiếp nhận"),
    3: N_("Không được tiếp nhận"),
    4: N_("Đang xử lý"),
    5: N_("Yêu cầu bổ sung giấy tờ"),
    6: N_("Yêu cầu thực hiện nghĩa vụ tài chính"),
    7: N_("Công dân yêu cầu rút hồ sơ"),
    8: N_("Dừng xử lý"),
    9: N_("Đã xử lý xong"),
    10: N_("Đã trả kết quả"),
}
DECISIONS = {
    "retry": N_("Gửi lại"),
    "skip": N_("Bỏ qua, không gửi"),
    "is_there": N_("Cổng đã có mục này"),
    "retell": N_("Gửi lại bản ghi"),
    "retell_all": N_("Gửi lại toàn bộ"),
}
DIFFERENCES = {
    "missing": N_("Cổng không có hồ sơ"),
    "status": N_("Trạng thái"),
    "due": N_("Ngày hẹn trả"),
    "ended": N_("Ngày kết thúc xử lý"),
    "returned": N_("Ngày trả"),
    "rows": N_("Số dòng tiến độ"),
}
INBOUND = {
    "stored": N_("Đã lưu, sắp xử lý"),
    "applied": N_("Đã chuyển vào hệ thống"),
    "quarantined": N_("Hàng chờ cách ly"),
    "refused": N_("Từ chối"),
}
INBOUND_KINDS = {
    "dossier": N_("Hồ sơ nộp"),
    "supplement": N_("Bổ sung"),
    "withdrawal": N_("Yêu cầu rút"),
    "tax_notice": N_("Thông báo thuế"),
    "tax_receipt": N_("Chứng từ nộp thuế"),
}
INBOUND_DECISIONS = {"retry": N_("Xử lý lại"), "refuse": N_("Từ chối, không nhận")}
CHANGES = {
    "open": N_("chờ quyết định"),
    "by_hand": N_("phải nhập tay"),
    "drafted": N_("đã vào dự thảo"),
    "rejected": N_("đã từ chối"),
    "gone": N_("không còn khác"),
}
