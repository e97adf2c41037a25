"""A name as a page without log-in may show it: who knows the person recognises it, nobody else learns it."""


def masked_name(name: str, *, is_person: bool) -> str:
    """`N. T. Q. Hương` of a person; of an organisation the first word alone (`Công …`)."""
    words = name.split()
    if not is_person:
        return f"{words[0]} …" if words else "…"
    if len(words) < 2:
        return f"{name[:1]}…"
    return " ".join([*(f"{word[0].upper()}." for word in words[:-1]), words[-1]])
