"""Where communes of 2025 lie: latitude and longitude of their seats."""

from collections.abc import Mapping
from functools import cache

from services.intake.reference.files import rows_of


@cache
def places() -> Mapping[str, tuple[float, float]]:
    """By office code; a few are not known."""
    return {
        f"{row['commune_code']}.2025": (float(row["lat"]), float(row["lon"]))
        for row in rows_of("admin_communes_2025")
        if row["lat"] and row["lon"]
    }
