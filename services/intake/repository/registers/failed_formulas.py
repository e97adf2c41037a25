"""Finds the cells of an XLSX file whose formula failed or was never computed: the reader shows them as if empty.

An appointment lost to `#REF!` must not pass for a dossier without one, so the sheets' own XML is searched for them.
"""

import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from html import unescape

FAULT = "#N/A"
_CHUNK = 1 << 20
_LONGEST_CELL = 40_000  # a cell cut by the end of a chunk is seen whole with the next one
_SHEET = re.compile(r"<(?:\w+:)?sheet\s[^>]*>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\s[^>]*>")
_ATTRIBUTE = re.compile(r'([\w:]+)\s*=\s*"([^"]*)"')
_FAILED = re.compile(
    rb'<c r="([A-Z]{1,3})(\d{1,7})"(?:[^>]*\st="e"'
    rb'|(?![^>]*\st="str")[^>]*><f[^>]*>[^<]{0,8192}</f>(?:<v\s*/>|<v></v>|</c>))'
)
Cells = dict[int, list[int]]  # row → columns, both counted from 0


def failed_formulas(path: str) -> dict[str, Cells]:
    """By the sheet's name; nothing for files of other kinds."""
    if not zipfile.is_zipfile(path):
        return {}
    with zipfile.ZipFile(path) as archive:
        if "xl/workbook.xml" not in archive.namelist():
            return {}
        return {name: _failed_in(archive, member) for name, member in _sheets(archive)}


def _sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Name and member of each sheet."""
    book = archive.read("xl/workbook.xml").decode(errors="replace")
    links = archive.read("xl/_rels/workbook.xml.rels").decode(errors="replace")
    relations = (dict(_ATTRIBUTE.findall(link)) for link in _RELATION.findall(links))
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    for sheet in _SHEET.findall(book):
        attributes = dict(_ATTRIBUTE.findall(sheet))
        target = targets.get(next((value for key, value in attributes.items() if key.endswith(":id")), None), "")
        member = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if member in archive.namelist():
            yield unescape(attributes.get("name", "")), member


def _failed_in(archive: zipfile.ZipFile, member: str) -> Cells:
    failed: defaultdict[int, list[int]] = defaultdict(list)
    with archive.open(member) as file:
        held = b""
        while chunk := file.read(_CHUNK):
            held += chunk
            end = 0
            for found in _FAILED.finditer(held):
                failed[int(found[2]) - 1].append(_column(found[1]))
                end = found.end()
            held = held[max(end, len(held) - _LONGEST_CELL) :]
    return dict(failed)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1
