"""VNI (fonts VNI-Times): a sign of Latin-1 behind the letter for its mark and tone; a few letters are one sign."""

import re
import unicodedata

_HAT, _BREVE = "\u0302", "\u0306"
_TONES = "\u0301\u0300\u0309\u0303\u0323"
_PLAIN = zip("ùøûõï", _TONES, strict=True)
_HATTED = zip("âáàåãä", ["", *_TONES], strict=True)
_CUPPED = zip("êéèúüë", ["", *_TONES], strict=True)
_ALONE = {"í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ô": "ơ", "ö": "ư", "ñ": "đ"}
_MARKS = {
    **{("aeouyôö", sign): tone for sign, tone in _PLAIN},
    **{("aeo", sign): _HAT + tone for sign, tone in _HATTED},
    **{("a", sign): _BREVE + tone for sign, tone in _CUPPED},
}
_TABLE = _ALONE | {
    base + sign: unicodedata.normalize("NFC", _ALONE.get(base, base) + mark)
    for (bases, sign), mark in _MARKS.items()
    for base in bases
}
_LETTER = re.compile("|".join(sorted(_TABLE, key=len, reverse=True)), re.IGNORECASE)


def from_vni(text: str) -> str:
    """Unicode; the case of a letter is that of its first sign."""
    return _LETTER.sub(lambda found: _letter(found[0]), text)


def _letter(signs: str) -> str:
    letter = _TABLE[signs.lower()]
    return letter.upper() if signs[0].isupper() else letter
