"""The dirt of real register books: rows that a clerk reads all the same, rows that cannot be right, lines between."""

from datetime import date, datetime, time
from typing import Any
from unicodedata import normalize

from tests.intake.books import Text

OPEN = {"result": None, "returned": None}
ENDED = {"returned": None}


def _excel(*parts: int) -> datetime:
    return datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001  (a cell has no zone)


# Rows to be taken, by what is odd about them.
GOOD: dict[str, dict[str, Any]] = {
    "nothing odd": {},
    "Excel dates": {
        "received": _excel(2024, 5, 8, 8, 0),
        "due": _excel(2024, 5, 13, 17, 0),
        "result": date(2024, 5, 9),
    },
    "hour before the day": {"received": "8h30 08/05/2024", "result": "10h15 09/05/2024"},
    "hour and the word day": {"received": "08:30 ngày 08/05/2024"},
    "hour in words behind": {"received": "08/05/2024 8 giờ 30", "returned": "10/05/2024 15 giờ"},
    "am and pm": {"received": "08/05/2024 8:30 AM", "returned": "10/05/2024 3:30 PM"},
    "morning and afternoon": {"received": "8:30 SA 08/05/2024", "returned": "3h30 chiều 10/05/2024"},
    "serials as numbers": {"received": 45420.354166666664, "due": 45425},
    "serials as text": {"received": "45420.354166666664", "due": "45425"},
    "two-digit year": {"received": "8/5/24 8:30"},
    "trailing stop": {"received": "08/05/2024 08:30.", "due": "13/05/2024."},
    "dots and dashes": {"received": "8.5.2024 8:30", "due": "13-05-2024"},
    "day in words": {"received": "ngày 08 tháng 5 năm 2024", "due": "13 tháng 5 năm 2024"},
    "ISO": {"received": "2024-05-08T08:30:00", "due": "2024-05-13"},
    "digits only": {"received": "08052024", "due": "20240513170000"},
    "digits only as numbers": {"received": 20240508, "due": 13052024, "result": 9052024.0, "returned": 20240510},
    "digits with the hour as a number": {"received": 202405080830, "due": 20240513170000},
    "quarters of an hour lost in a serial": {"received": 45420.0, "due": 45425.7083333333},
    "hard blanks": {"received": "08/05/2024\u00a008:30", "applicant": "Trần\u00a0Thị\u00a0Mẫu"},
    "line breaks": {"received": "08/05/2024\n08:30", "applicant": "Trần Thị Mẫu\nLê Văn Mẫu"},
    "decomposed headings of places": {"address": normalize("NFD", "Thôn Đồng Cả"), "lead": normalize("NFD", "Tư pháp")},
    "decomposed text": {"applicant": normalize("NFD", "Trần Thị Hường"), "status": normalize("NFD", "Đã trả kết quả")},
    "no marks": {"status": "Da tra ket qua", "channel": "Truc tiep"},
    "capitals": {"status": "ĐÃ TRẢ KẾT QUẢ", "channel": "TRỰC TUYẾN", "applicant": "TRẦN THỊ MẪU"},
    "returned": {"status": "Trả kết quả"},
    "completed": {"status": "Hoàn thành"},
    "resolved": {"status": "Đã giải quyết"},
    "abbreviated": {"status": "Đã trả KQ", "channel": "BCCI"},
    "how punctual besides": {"status": "Đã trả kết quả (đúng hạn)"},
    "how punctual only": {"status": "Quá hạn"},
    "in hand": {"status": "Đang xử lý", **OPEN},
    "not resolved": {"status": "Chưa giải quyết", **OPEN},
    "paused": {"status": "Tạm dừng", **OPEN},
    "in term": {"status": "Trong hạn", **OPEN},
    "stroke for nothing": {"status": "-", "result": "--", "returned": "10/05/2024", "phone": "-"},
    "no status, ended": {"status": None},
    "withdrawn": {"status": "Rút HS", **ENDED},
    "stopped": {"status": "Dừng", **ENDED},
    "refused with a result": {"status": "Từ chối giải quyết", **ENDED},
    "post": {"channel": "Bưu điện"},
    "by net": {"channel": "Qua mạng"},
    "public services": {"channel": "DVC trực tuyến"},
    "no channel": {"channel": None},
    "number for a number of a person": {"identity": 26187000123, "phone": 912000124},
    "numbers of people and phones as floats": {"identity": 26187000123.0, "phone": 912000124.0},
    "old card that lost its zero": {"identity": 12345678, "phone": "912000124"},
    "formula for a code": {"identity": Text('="026187000123"'), "phone": Text('="0912000123"')},
    "apostrophe": {"identity": "'026187000123", "phone": "'0912000123"},
    "formula for text": {"identity": Text('="026187000123"'), "note": Text("=1+1"), "stt": "=ROW()-5"},
    "odd number of a person": {"identity": "CMND 12/34", "phone": "không có"},
    "procedure as a number": {"procedure": 1.001612},
    "procedure with a comma": {"procedure": "1,001612"},
    "procedure with the agency": {"procedure": "1.001612.000.00.00.H62"},
    "procedure not in the catalogue": {"procedure": "9.999999", "name": "Việc lạ"},
    "no appointment": {"due": None},
    "very long text": {"note": "dài " * 3000, "address": "x" * 32_000},
    "failed formula in a side column": {"address": "#REF!", "note": Text("#N/A"), "phone": "#N/A"},
    "formula in the name": {"applicant": "+cmd|' /C calc'!A0"},
    "many sets": {"sets": "02 bộ"},
    "midnight for no hour": {"received": "08/05/2024 10:00", "result": "08/05/2024 00:00:00"},
    "VNI": {"applicant": "Nguyeãn Thò Höôøng", "lead": "Phoøng Tö phaùp"},
    "old font": {"applicant": "NguyÔn ThÞ H­êng", "lead": "Phßng T­ ph¸p"},
}

# How a code is spoilt without being lost; `{}` is the whole right code.
CODES = ("{}", " {} ", "{}.", "'{}", "{}\n", "{}\u200b")

# Rows to be rejected, with words that the reason holds.
BAD: dict[str, tuple[dict[str, Any], str]] = {
    "no code": ({"code": None}, "Thiếu mã hồ sơ"),
    "no code for a company": ({"code": None, "stt": None, "applicant": "Tổng công ty Mẫu"}, "Thiếu mã hồ sơ"),
    "code is a number": ({"code": 12}, "Mã hồ sơ “12” sai dạng"),
    "code of no day": ({"code": "000.00.19.H62-241332-0001"}, "sai dạng"),
    "code without its unit": ({"code": "240508-0001"}, "sai dạng"),
    "code is a failed formula": ({"code": "#REF!"}, "Mã hồ sơ “#N/A” sai dạng"),
    "code is the text of a failed formula": ({"code": Text("#REF!")}, "Mã hồ sơ “#REF!” sai dạng"),
    "no procedure": ({"procedure": None}, "Thiếu mã thủ tục"),
    "procedure is a word": ({"procedure": "Khai sinh"}, "Mã thủ tục “KHAISINH” sai dạng"),
    "procedure too short": ({"procedure": "1.0016"}, "sai dạng"),
    "no name": ({"applicant": None}, "Thiếu tên người nộp"),
    "name is a failed formula": ({"applicant": "#N/A"}, "Thiếu tên người nộp"),
    "no day of receipt": ({"received": None}, "Thiếu ngày tiếp nhận"),
    "day of receipt is a failed formula": ({"received": "#VALUE!"}, "Không đọc được ngày tiếp nhận"),
    "no such day": ({"received": "31/02/2024"}, "Không đọc được ngày tiếp nhận “31/02/2024”"),
    "month first": ({"received": "05/28/2024"}, "Không đọc được ngày tiếp nhận"),
    "a word for a day": ({"received": "hôm qua"}, "Không đọc được ngày tiếp nhận"),
    "receipt in the future": ({"received": "08/05/2044"}, "Ngày tiếp nhận ở tương lai"),
    "appointment before receipt": ({"due": "07/05/2024 17:00"}, "Ngày hẹn trả trước ngày tiếp nhận"),
    "appointment is a failed formula": ({"due": "#REF!"}, "Không đọc được ngày hẹn trả"),
    "appointment is the text of a failed formula": ({"due": Text("#N/A")}, "Không đọc được ngày hẹn trả “#N/A”"),
    "appointment was never computed": ({"due": "=L6+5"}, "Không đọc được ngày hẹn trả"),
    "digits of no day": ({"received": 20241308}, "Không đọc được ngày tiếp nhận “20241308”"),
    "a number that is no serial": ({"received": 45}, "Không đọc được ngày tiếp nhận “45”"),
    "an hour for a day": ({"due": time(8, 30)}, "Không đọc được ngày hẹn trả"),
    "two appointments": ({"due": "13/05/2024 gia hạn 20/05/2024"}, "Không đọc được ngày hẹn trả"),
    "result before receipt": ({"result": "07/05/2024 08:00"}, "Ngày có kết quả trước ngày tiếp nhận"),
    "result before receipt by a year": ({"result": _excel(2023, 5, 10, 8, 0)}, "Ngày có kết quả trước ngày tiếp nhận"),
    "returned before the result": ({"returned": "09/05/2024"}, "Ngày trả kết quả trước ngày có kết quả"),
    "returned in the future": ({"returned": "10/05/2044"}, "Ngày trả kết quả ở tương lai"),
    "ended without a day": ({"result": None, "returned": None}, "không có ngày kết quả"),
    "withdrawn without a day": ({"status": "Rút hồ sơ", **OPEN}, "không có ngày kết quả"),
    "on time without a day": ({"status": "Đúng hạn", **OPEN}, "không có ngày kết quả"),
    "in hand with a result": ({"status": "Đang giải quyết"}, "nhưng có ngày kết quả"),
    "not received": ({"status": "Từ chối tiếp nhận", **OPEN}, "không ghi vào sổ"),
    "standing not known": ({"status": "Bay lên trời"}, "Không hiểu tình trạng “Bay lên trời”"),
    "standing is a failed formula": ({"status": "#N/A"}, "Không hiểu tình trạng “#N/A”"),
    "channel not known": ({"channel": "Bồ câu"}, "Không hiểu hình thức nộp “Bồ câu”"),
    "channel that may mean two": ({"channel": "TT"}, "Không hiểu hình thức nộp “TT”"),
}

# Lines between the rows, to be passed over.
BETWEEN: tuple[list[Any], ...] = (
    [],
    [None, None, None, "   "],
    ["II. Lĩnh vực đất đai"],
    [None, "Lĩnh vực Hộ tịch"],
    ["Tháng 5/2024"],
    ["Ngày 08/05/2024"],
    ["Cộng", None, None, None, 25],
    [None, "Tổng cộng:", None, None, 1880, None, None, None, None, None, None, 1880],
    ["Cộng mang sang trang sau", None, None, None, 40],
    ["Trang 2/40", None, None, None, None, None, None, None, "Ngày in: 05/11/2024"],
    [f"({n})" for n in range(1, 19)],
    list(range(1, 19)),
    [17, *[None] * 9, "Trực tiếp"],  # a line numbered beforehand, its lists preset
    [18],
)

# What stands below the last row.
SIGNATURES: tuple[list[Any], ...] = (
    ["Tổng số hồ sơ tiếp nhận: 120 hồ sơ"],
    ["Trong đó:", None, None, "- Đúng hạn: 100", None, "- Quá hạn: 20"],
    ["STT", "Lĩnh vực", None, "Số hồ sơ", None, "Tỷ lệ"],
    [1, "Hộ tịch", None, 80, None, 0.8],
    [2, "Đất đai", None, 40, None, 0.2],
    [None, None, None, None, None, None, None, None, None, None, None, "Mẫu, ngày 31 tháng 12 năm 2024"],
    [None, "NGƯỜI LẬP BIỂU", None, None, None, "TRƯỞNG BỘ PHẬN", None, None, None, None, None, "GIÁM ĐỐC"],
    [
        None,
        "(Ký, ghi rõ họ tên)",
        None,
        None,
        None,
        "(Ký, ghi rõ họ tên)",
        None,
        None,
        None,
        None,
        None,
        "(Ký, đóng dấu)",
    ],
    [],
    [None, "Nguyễn Thị Mẫu", None, None, None, "Trần Văn Mẫu", None, None, None, None, None, "Lê Thị Mẫu"],
)
