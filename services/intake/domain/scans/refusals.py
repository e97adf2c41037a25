"""Why a file is not taken as a scan."""

from shared.errors import Invalid


def type_not_taken() -> Invalid:
    return Invalid("scan_type_not_taken", "Chỉ nhận bản quét dạng PDF, JPEG, PNG hoặc TIFF: hãy quét hoặc lưu lại")


def not_whole() -> Invalid:
    return Invalid("scan_not_whole", "Tệp bản quét trống hoặc bị cắt cụt: hãy quét lại hoặc gửi lại cả tệp")


def locked() -> Invalid:
    return Invalid("scan_is_locked", "Tệp PDF có mật khẩu hoặc bị khoá: hãy gửi bản không khoá")


def has_actions() -> Invalid:
    return Invalid("scan_has_actions", "Tệp PDF có mã lệnh chạy kèm: hãy in ra rồi quét lại, hoặc lưu lại dạng PDF/A")
