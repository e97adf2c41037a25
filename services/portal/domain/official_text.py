"""What the portal's answers say: its code first, its Vietnamese words as a second signal, in whatever Unicode form.

No list of codes or texts is public. The texts on sessions and on unknown dossiers are guesses (portal contract 7.4).
"""

import re
import unicodedata
from enum import StrEnum

_BLANKS = re.compile(r"\s+")
_CLAUSES = re.compile(r"[.,;:!?]\s|[.!?]$")
SUCCESS_CODE = "0"


class Said(StrEnum):
    """What a text of the portal tells."""

    SUCCESS = "success"
    EXISTS = "exists"
    NOT_FOUND = "not_found"
    SESSION = "session"
    ORDER = "order"
    INTERRUPTED = "interrupted"
    FAILURE = "failure"
    NO_RIGHT = "no_right"


_SUCCESS = re.compile(r"(?<!không )(?<!chưa )thành công")
_ORDER = re.compile(r"không thể cập nhật lên trạng thái")
_INTERRUPTED = re.compile(r"gián đoạn")
_FAILURE = re.compile(r"thất bại|(không|chưa) thành công")
_NO_RIGHT = re.compile(r"(không|chưa) (có|được cấp|được phân) quyền")
_SESSION = re.compile(
    r"(phiên làm việc|phiên đăng nhập|session|token)\b.*"
    r"(không hợp lệ|không đúng|không tồn tại|hết hạn|hết hiệu lực|invalid|expired)"
    r"|(invalid|expired) (session|token)|(đăng nhập lại|chưa đăng nhập)"
)
_EXISTS = re.compile(r"đã tồn tại")
_NOT_FOUND = re.compile(r"(không|chưa) tồn tại|không tìm thấy")
# What else can be unknown: creating the dossier would not mend that.
_NO_DOSSIER = re.compile(
    r"thủ tục|tthc|lĩnh vực|thành phần|kết quả|đơn vị|cơ quan|giấy tờ|tệp|tài khoản|dịch vụ|service"
)


def official_form(text: str) -> str:
    """As two texts of the portal are compared: NFC, small letters, single blanks."""
    return _BLANKS.sub(" ", unicodedata.normalize("NFC", text).lower()).strip()


def read_error_code(value: object) -> str:
    """`0`, `"0"` and `"00"` are all `0`; any other code as written, without value the empty text, never a success.

    `"03"` stays apart from `"3"`: a sister interface means something else by it.
    """
    if isinstance(value, bool) or not isinstance(value, int | str):
        return ""
    code = str(value).strip()
    return SUCCESS_CODE if code in ("0", "00") else code


def is_success(value: object) -> bool:
    return read_error_code(value) == SUCCESS_CODE


def what_is_said(text: str) -> frozenset[Said]:
    """All that the text tells; who reads it decides what weighs more. A text about the session tells nothing else."""
    form = official_form(text)
    if _SESSION.search(form):
        return frozenset({Said.SESSION})
    simple = {
        Said.SUCCESS: _SUCCESS,
        Said.EXISTS: _EXISTS,
        Said.ORDER: _ORDER,
        Said.INTERRUPTED: _INTERRUPTED,
        Said.FAILURE: _FAILURE,
        Said.NO_RIGHT: _NO_RIGHT,
    }
    said = {meaning for meaning, words in simple.items() if words.search(form)}
    return frozenset(said | ({Said.NOT_FOUND} if _is_dossier_unknown(form) else set()))


def _is_dossier_unknown(form: str) -> bool:
    clauses = [clause for clause in _CLAUSES.split(form) if _NOT_FOUND.search(clause)]
    return any(not _NO_DOSSIER.search(clause) for clause in clauses)
