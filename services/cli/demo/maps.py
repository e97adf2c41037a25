"""Which communes a province or an old district has at a date, by the reference data that the suite ships."""

import csv
import gzip
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from services.cli.offices import PROJECT

TWO_LEVELS_FROM = date(2025, 7, 1)
_REFERENCE = PROJECT / "services" / "intake" / "reference"


@dataclass(frozen=True, slots=True)
class Territory:
    """A province (or one old district of it) as it was before the reform, and what stands there now.

    `communes` since July 2025 with the number of old communes in each; `number` is the province's statistics code.
    """

    name: str
    number: str
    citizen_code: str
    district: str | None
    communes: dict[str, tuple[str, int]]


def find_territory(name: str, start: date, district: str | None = None) -> Territory | None:
    """A province alive at that date by its name; else one that was merged away, at its old territory."""
    wanted = _plain(name)
    if start >= TWO_LEVELS_FROM:
        for row in _rows("admin_provinces_new34.csv"):
            if wanted == _plain(row["name_2025_07"]) and not district:
                return _territory(name, row["province_code"], "new_province_code", None)
    for row in _rows("admin_provinces_old63.csv"):
        if wanted == _plain(row["name"]):
            code = _district(row["province_code"], district) if district else None
            found = _territory(name, row["province_code"], "old_province_code", code)
            return found if start < TWO_LEVELS_FROM else _under(found, row["new_province_code"])
    return None


def _under(old: Territory, number: str) -> Territory:
    return Territory(old.name, number, old.citizen_code, old.district, old.communes)


def _territory(name: str, number: str, column: str, district: str | None) -> Territory:
    counts: Counter[str] = Counter()
    names: dict[str, str] = {}
    for row in _rows("map_commune_old_to_2025.csv.gz"):
        if row[column] == number and district in {None, row["old_district_code"]} and row["is_default"] == "1":
            code = f"{row['new_commune_code']}.2025"
            counts[code] += 1
            names[code] = row["new_name"]
    return Territory(
        name, number, f"0{number}", district, {code: (names[code], counts[code]) for code in sorted(names)}
    )


def _district(province: str, name: str | None) -> str | None:
    for row in _rows("admin_districts.csv"):
        if row["province_code"] == province and not row["seen_until"] and _plain(row["name"]) == _plain(name or ""):
            return row["district_code"]
    return "none"


def _plain(name: str) -> str:
    """Without its kind of unit, marks and case, so that `Hoà Bình` is `Tỉnh Hòa Bình`."""
    text = unicodedata.normalize("NFD", name.lower().replace("đ", "d")).encode("ascii", "ignore").decode()
    for kind in ("tinh ", "thanh pho ", "huyen ", "thi xa ", "quan "):
        text = text.removeprefix(kind)
    return text.strip()


def _rows(name: str) -> Iterator[dict[str, str]]:
    path = _REFERENCE / name
    content = path.read_bytes()
    text = (gzip.decompress(content) if name.endswith(".gz") else content).decode()
    yield from csv.DictReader(text.splitlines())
