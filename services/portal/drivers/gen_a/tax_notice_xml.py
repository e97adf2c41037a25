"""Reads a tax notice out of its XML, without what makes XML dangerous: no document type, no entities, no depth."""

from xml.parsers import expat

from shared.errors import Invalid

LARGEST = 2 * 1024 * 1024
_DEEPEST = 50
_CODES = ("mahoso", "mahs", "ma_ho_so", "sohoso")
_NUMBERS = ("mathongbaothue", "mathongbao", "sothongbao", "ma_thong_bao")
_AMOUNTS = ("tongsotien", "sotien", "so_tien")


class _Leaves:
    """The first text of each element, by its name without prefix, in small letters."""

    def __init__(self) -> None:
        self.found: dict[str, str] = {}
        self._path: list[str] = []
        self._text: list[str] = []

    def start(self, name: str, _: dict[str, str]) -> None:
        if len(self._path) >= _DEEPEST:
            raise _not_readable()
        self._path.append(name.rpartition(":")[2].lower())
        self._text = []

    def text(self, part: str) -> None:
        self._text.append(part)

    def end(self, _: str) -> None:
        name, text = self._path.pop(), "".join(self._text).strip()
        self._text = []
        if text:
            self.found.setdefault(name, text)


def read_tax_notice(document: bytes) -> tuple[str, str, int | None]:
    """Dossier code, number of the notice, amount in đồng. Refuses what is not plain XML or names no dossier."""
    if len(document) > LARGEST:
        raise _not_readable()
    leaves = _Leaves()
    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = leaves.start, leaves.end
    parser.CharacterDataHandler = leaves.text
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = _refuse
    try:
        parser.Parse(document, True)
    except expat.ExpatError:
        raise _not_readable() from None
    code = _first(leaves, _CODES)
    if not code:
        raise _not_readable()
    amount = _first(leaves, _AMOUNTS)
    return code, _first(leaves, _NUMBERS), int(amount) if amount.isascii() and amount.isdigit() else None


def _first(leaves: _Leaves, names: tuple[str, ...]) -> str:
    return next((leaves.found[name][:100] for name in names if name in leaves.found), "")


def _refuse(*_: object) -> None:
    raise _not_readable()


def _not_readable() -> Invalid:
    return Invalid("inbound_not_readable", "Thông báo thuế không phải XML thường, hoặc không nêu mã hồ sơ")
