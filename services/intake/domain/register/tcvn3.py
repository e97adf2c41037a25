"""TCVN3 (ABC, fonts .VnTime): each letter is one sign of Latin-1; capitals with a tone exist only as capital fonts."""

import re

# The codes of TCVN 5712 as Latin-1 shows them, in the order of the letters.
_SIGNS = "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ"
_LETTERS = "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
_TABLE = dict(zip(map(ord, _SIGNS), _LETTERS, strict=True))
_WORD = re.compile(r"[A-Za-z\u00a1-\u00ff]+")


def from_tcvn3(text: str) -> str:
    """Unicode. In a capital font only the plain letters show the case: `NGUYÔN` was NGUYỄN."""
    if _is_capital(text):
        return text.translate(_TABLE).upper()
    return _WORD.sub(lambda found: _word(found[0]), text)


def _word(word: str) -> str:
    letters = word.translate(_TABLE)
    return letters.upper() if _is_capital(word) else letters


def _is_capital(text: str) -> bool:
    plain = [sign for sign in text if sign.isascii() and sign.isalpha()]
    return len(plain) > 1 and all(map(str.isupper, plain))
