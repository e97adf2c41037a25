"""The dossier code as QR and as Code 128, for scanners of both kinds (old counters have laser scanners)."""

import io
from dataclasses import dataclass

import segno
from barcode.codex import Code128

_QUIET = 10  # modules of white that Code 128 needs on either side (ISO/IEC 15417)


@dataclass(frozen=True, slots=True)
class Bars:
    """A Code 128 one unit high; `modules` is its width with the quiet zones, so that the printer can size it."""

    svg: str
    modules: int


def qr_svg(code: str) -> str:
    """Level M: a folded or stained receipt still reads."""
    out = io.BytesIO()
    segno.make(code, error="m", micro=False).save(out, kind="svg", xmldecl=False, svgns=True, border=4)
    return out.getvalue().decode()


def code128(code: str) -> Bars:
    (modules,) = Code128(code).build()
    width = len(modules) + 2 * _QUIET
    bars = "".join(f"M{start} 0h{length}v1h-{length}z" for start, length in _runs(modules))
    box = f'viewBox="0 0 {width} 1" preserveAspectRatio="none"'
    return Bars(f'<svg xmlns="http://www.w3.org/2000/svg" {box}><path d="{bars}"/></svg>', width)


def _runs(modules: str) -> list[tuple[int, int]]:
    """Where each bar begins and how many modules wide it is."""
    runs, at = [], _QUIET
    for bar in modules.replace("01", "0 1").replace("10", "1 0").split():
        if bar[0] == "1":
            runs.append((at, len(bar)))
        at += len(bar)
    return runs
