"""Keeps dossiers and catalogue in a file between two runs: written at an orderly end, read at the start."""

from pathlib import Path
from typing import Any

import orjson

from services.portal_standin.books.dossiers import Dossier
from services.portal_standin.portal import NationalPortal


def save(portal: NationalPortal, path: Path) -> None:
    """Sessions, faults, evidence and the log end with the program."""
    kept = {
        "dossiers": [_saved(dossier) for dossier in portal.dossiers.all()],
        "procedures": [procedure.wire for procedure in portal.catalogue.in_force()],
    }
    beside = path.with_name(f"{path.name}.new")
    beside.write_bytes(orjson.dumps(kept))
    beside.replace(path)


def load(portal: NationalPortal, path: Path) -> None:
    """Nothing happens where there is no file yet."""
    if not path.exists():
        return
    kept = orjson.loads(path.read_bytes())
    portal.catalogue.publish(kept["procedures"], replace=True)
    for told in kept["dossiers"]:
        _restore(portal, told)


def _saved(dossier: Dossier) -> dict[str, Any]:
    return {
        "record": dossier.record,
        "created_by": dossier.created_by,
        "created_at": dossier.created_at,
        "pushes": dossier.pushes,
        "noise": dossier.noise,
        "statuses": dossier.statuses,
        "progress": [[dict(row.sent), row.received_at] for row in dossier.progress],
    }


def _restore(portal: NationalPortal, told: dict[str, Any]) -> None:
    dossier = portal.dossiers.open(told["record"], told["created_by"], told["created_at"])
    dossier.pushes, dossier.noise, dossier.statuses = told["pushes"], told["noise"], told["statuses"]
    for sent, received_at in told["progress"]:
        dossier.append(sent, received_at)
