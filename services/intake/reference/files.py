"""Opens the reference files that lie beside this module, plain or compressed."""

import csv
import gzip
from importlib import resources


def rows_of(name: str) -> list[dict[str, str]]:
    """The rows of `name`.csv or `name`.csv.gz."""
    folder = resources.files("services.intake.reference")
    plain = folder.joinpath(f"{name}.csv")
    text = plain.read_bytes() if plain.is_file() else gzip.decompress(folder.joinpath(f"{name}.csv.gz").read_bytes())
    return list(csv.DictReader(text.decode("utf-8").splitlines()))
