"""Which strings are written as a Vietnamese syllable, with its tone on the right vowel. Not every one is a word."""

import unicodedata

_ONSETS = """
    ngh ch gh gi kh ng nh ph qu th tr b c d đ g h k l m n p r s t v x
    """.split()  # noqa: SIM905  (a table to be read)
_RHYMES = frozenset(
    """
    a ac ach ai am an ang anh ao ap at au ay ă ăc ăm ăn ăng ăp ăt â âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oem oen oeo oet oi om on ong ooc
    oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh ui um un ung uơ up ut
    uy uya uych uyên uyêt uynh uyt uyn uyu uôc uôi uôm uôn uông uôt ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương
    ươp ươt ươu y yêm yên yêng yêt yêu ynh yt ych yn
    """.split()  # noqa: SIM905
)
_TONES = dict.fromkeys("\u0300\u0309\u0303\u0301\u0323")
_STOPPED = ("c", "ch", "p", "t")  # such a rhyme takes only the sharp or the heavy tone
_MARKED = "ăâêơôư"


def is_syllable(word: str) -> bool:
    """One syllable in either case; `hòa` and `hoà` are both right, `leõ` is not."""
    letters, place, tone = _toneless(word.lower())
    if letters is None:
        return False
    for onset in (*_ONSETS, ""):
        rhyme = letters[len(onset) :]
        if letters.startswith(onset) and rhyme in _RHYMES:
            return _carries(rhyme, place - len(onset), tone) if tone else True
    return False


def _toneless(word: str) -> tuple[str | None, int, str]:
    """The letters without a tone, where it stood, and which; None for a word with two tones."""
    letters, place, tone = "", -1, ""
    for letter in word:
        parts = unicodedata.normalize("NFD", letter)
        found = [part for part in parts if part in _TONES]
        letters += unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES))
        if found and tone:
            return None, -1, ""
        if found:
            place, tone = len(letters) - 1, found[0]
    return letters, place, tone


def _carries(rhyme: str, place: int, tone: str) -> bool:
    if rhyme.endswith(_STOPPED) and tone not in "\u0301\u0323":
        return False
    marked = [at for at, letter in enumerate(rhyme) if letter in _MARKED]
    if marked:
        return place == marked[-1]  # ươ carries it on ơ
    vowels = len(rhyme.rstrip("cghmnpt"))
    if vowels == 3 or rhyme != rhyme[:vowels]:
        return place == min(vowels, 2) - 1
    return place in ((0, 1) if rhyme in {"oa", "oe", "uy"} else (0,))
