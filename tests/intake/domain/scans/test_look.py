"""A scan is known by what is in it: type, wholeness, locks, actions, pages, however its bytes arrive."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.intake.domain.scans.kind import ScanType
from services.intake.domain.scans.look import Look, Seen
from shared.errors import Invalid
from tests.intake.scans import JPEG_HEAD, a_jpeg, a_pdf, a_png, a_tiff, a_written_pdf, noise

GOOD = {
    "pdf": (a_pdf(3), ScanType.PDF, 3),
    "pdf with noise": (a_pdf(40, padding=200_000), ScanType.PDF, 40),
    "pdf of a library": (a_written_pdf(), ScanType.PDF, 1),
    "pdf with packed objects": (a_pdf().replace(b"/Count", b"/ObjStm"), ScanType.PDF, None),
    "pdf with an addition": (a_pdf(1) + a_pdf(1)[9:], ScanType.PDF, None),
    "png": (a_png(), ScanType.PNG, None),
    "jpeg": (a_jpeg(5000), ScanType.JPEG, None),
    "jpeg of a telephone": (a_jpeg(5000) + b"SEFT" + bytes(300), ScanType.JPEG, None),
    "tiff": (a_tiff(), ScanType.TIFF, 1),
    "tiff of the other order": (a_tiff(7, ">"), ScanType.TIFF, 7),
    "tiff of many pages": (a_tiff(300), ScanType.TIFF, 300),
}
BACKWARDS = a_tiff(2)
BACKWARDS = BACKWARDS[:-4] + BACKWARDS[4:8]  # the last directory points at the first
FAR = a_tiff().replace((64).to_bytes(4, "little"), (65_000).to_bytes(4, "little"))
BAD = {
    "nothing": (b"", "scan_not_whole"),
    "a few bytes of a PDF": (b"%PDF-1.4\n", "scan_not_whole"),
    "a few bytes of nothing": (b"hello", "scan_type_not_taken"),
    "text": ("Kính gửi uỷ ban\n".encode().ljust(100), "scan_type_not_taken"),
    "an archive": (b"PK\x03\x04" + noise(200), "scan_type_not_taken"),
    "a page for a browser": (b"<html><script>alert(1)</script>".ljust(80) + a_pdf(), "scan_type_not_taken"),
    "a drawing": (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "scan_type_not_taken"),
    "GIF": (b"GIF89a" + noise(100), "scan_type_not_taken"),
    "a PDF behind something": (b"\n" + a_pdf(), "scan_type_not_taken"),
    "half a PDF": (a_pdf(2, 5000)[:3000], "scan_not_whole"),
    "a PDF without its end": (a_pdf()[:-7], "scan_not_whole"),
    "a PDF and much behind it": (a_pdf() + bytes(5000), "scan_not_whole"),
    "a locked PDF": (a_written_pdf(password="mot"), "scan_is_locked"),
    "a PDF with a script": (a_written_pdf(script="app.alert('1')"), "scan_has_actions"),
    "a PDF that starts a program": (
        a_pdf().replace(b"/Pages 2 0 R", b"/OpenAction << /S /Launch /F (a) >>"),
        "scan_has_actions",
    ),
    "a PNG with a wrong checksum": (a_png()[:30] + b"\x00\x00\x00" + a_png()[33:], "scan_type_not_taken"),
    "a PNG without its end": (a_png()[:-1], "scan_not_whole"),
    "a PNG with something behind": (a_png() + b"PK", "scan_not_whole"),
    "half a JPEG": (a_jpeg(20_000)[:12_000], "scan_not_whole"),
    "a JPEG with nothing in it": (b"\xff\xd8\xff\xd9" + bytes(60), "scan_type_not_taken"),
    "a TIFF without its directory": (a_tiff()[:70], "scan_not_whole"),
    "a TIFF whose last page is missing": (a_tiff(3)[:-60], "scan_not_whole"),
    "a TIFF whose strip is cut": (FAR, "scan_not_whole"),
    "a TIFF that points into its head": (a_tiff()[:4] + b"\x02\x00\x00\x00" + a_tiff()[8:], "scan_type_not_taken"),
    "a TIFF of no entries": (b"II*\x00\x08\x00\x00\x00" + bytes(60), "scan_type_not_taken"),
}


def look_at(content: bytes, cut: int) -> Seen:
    look = Look()
    for at in range(0, len(content), cut):
        look.add(content[at : at + cut])
    return look.end()


@pytest.mark.parametrize("name", GOOD)
@pytest.mark.parametrize("cut", [7, 1000, 1 << 20])
def test_a_good_scan_is_known_by_its_content(name: str, cut: int) -> None:
    content, kind, pages = GOOD[name]
    assert look_at(content, cut) == Seen(kind, len(content), pages)


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("cut", [7, 1 << 20])
def test_what_is_no_whole_harmless_scan_is_refused(name: str, cut: int) -> None:
    content, code = BAD[name]
    with pytest.raises(Invalid) as refusal:
        look_at(content, cut)
    assert refusal.value.code == code


def test_a_tiff_whose_pages_run_in_a_ring_is_not_followed_for_ever() -> None:
    assert look_at(BACKWARDS, 1000) == Seen(ScanType.TIFF, len(BACKWARDS), None)
    assert look_at(BACKWARDS, 7) == Seen(ScanType.TIFF, len(BACKWARDS), None)


@settings(max_examples=100, deadline=None)
@given(
    content=st.binary(max_size=3000),
    magic=st.sampled_from([b"%PDF-1.7", b"\x89PNG\r\n\x1a\n", JPEG_HEAD, b"II*\x00", b"MM\x00*", b""]),
    cut=st.integers(1, 500),
)
def test_any_bytes_are_taken_or_refused_and_never_a_fault(content: bytes, magic: bytes, cut: int) -> None:
    try:
        look_at(magic + content, cut)
    except Invalid as refusal:
        assert refusal.code.startswith("scan_")


@pytest.mark.parametrize("word", [b"/Encrypt ", b"/JavaScript ", b"/Launch "])
@settings(max_examples=20, deadline=None)
@given(cut=st.integers(1, 200))
def test_a_word_on_the_edge_of_two_chunks_is_seen(word: bytes, cut: int) -> None:
    content = a_pdf(1, padding=300).replace(b"trailer\n<< ", b"trailer\n<< " + word)
    with pytest.raises(Invalid) as refusal:
        look_at(content, cut)
    assert refusal.value.code in ("scan_is_locked", "scan_has_actions")
