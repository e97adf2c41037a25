"""Text as the old Vietnamese fonts stored it: TCVN3 by its code numbers, VNI by letter and sign. For tests only."""

LOWER = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ"
_TCVN3 = bytes.fromhex(
    "61 B5 B6 B7 B8 B9 A8 BB BC BD BE C6 A9 C7 C8 C9 CA CB 65 CC CE CF D0 D1 AA D2 D3 D4 D5 D6 69 D7 D8 DC DD DE"
    "6F DF E1 E2 E3 E4 AB E5 E6 E7 E8 E9 AC EA EB EC ED EE 75 EF F1 F2 F3 F4 AD F5 F6 F7 F8 F9 79 FA FB FC FD FE AE"
).decode("latin-1")
_VNI = """
    a aø aû aõ aù aï aê aè aú aü aé aë aâ aà aå aã aá aä e eø eû eõ eù eï eâ eà eå eã eá eä i ì æ ó í ò
    o oø oû oõ où oï oâ oà oå oã oá oä ô ôø ôû ôõ ôù ôï u uø uû uõ uù uï ö öø öû öõ öù öï y yø yû yõ yù î ñ
    """.split()  # noqa: SIM905  (a table to be read)
_TO_TCVN3 = str.maketrans(
    dict(zip(LOWER, _TCVN3, strict=True))
    | {upper: lower for upper, lower in zip(LOWER.upper(), _TCVN3, strict=True) if not lower.isascii()}
    | dict(zip("ĂÂÊÔƠƯĐ", "¡¢£¤¥¦§", strict=True))
)
_TO_VNI = str.maketrans(
    dict(zip(LOWER, _VNI, strict=True)) | dict(zip(LOWER.upper(), (signs.upper() for signs in _VNI), strict=True))
)


def to_tcvn3(text: str) -> str:
    """A capital with a tone becomes the small letter's code: only a capital font would show it as one."""
    return text.translate(_TO_TCVN3)


def to_vni(text: str) -> str:
    return text.translate(_TO_VNI)
