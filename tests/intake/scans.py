"""Made-up scans of every type, whole and right, of any size, with nothing on them."""

import io
import random
import struct
import zlib

from pypdf import PdfWriter
from pypdf.actions import JavaScript

JPEG_HEAD = bytes.fromhex("ffd8 ffe0 0010 4a46494600 0101 00 0001 0001 00 00 ffda 0008 01 0100 003f00")


def noise(size: int, seed: int = 1) -> bytes:
    return random.Random(seed).randbytes(size)


def a_pdf(pages: int = 2, padding: int = 0, seed: int = 1) -> bytes:
    """Written by hand: one object a page, and a stream of noise as a scanner would put its picture in."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [] /Count %d >>" % pages,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (padding, noise(padding, seed)),
        *(b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>" for _ in range(pages)),
    ]
    body = b"%PDF-1.7\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % (n, text) for n, text in enumerate(objects, 1))
    return body + b"trailer\n<< /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(body)


def a_written_pdf(*, password: str = "", script: str = "") -> bytes:
    """By a PDF library: locked or with a script."""
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    if script:
        writer.add_open_action(JavaScript(script))
    if password:
        writer.encrypt(password, algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def a_png(padding: int = 0, seed: int = 1) -> bytes:
    head = struct.pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"".join(b"\x00" + bytes(8) for _ in range(8)))
    parts = ((b"IHDR", head), (b"scAn", noise(padding, seed)), (b"IDAT", rows), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(png_chunk(kind, body) for kind, body in parts)


def png_chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def a_jpeg(padding: int = 100, seed: int = 1) -> bytes:
    """Compressed data of a JPEG hold no 0xFF without a zero behind it."""
    return JPEG_HEAD + noise(padding, seed).replace(b"\xff", b"\xff\x00") + b"\xff\xd9"


def a_tiff(pages: int = 1, order: str = "<", padding: int = 64) -> bytes:
    """Each page: its strip, then its directory, as scanners write them."""
    file = (b"II*\x00" if order == "<" else b"MM\x00*") + b"\x00" * 4
    pointer = 4
    for page in range(pages):
        strip, file = len(file), file + noise(padding, page)
        file += b"\x00" * (len(file) % 2)
        here = len(file)
        entries = [(256, 3, 1, 8), (257, 3, 1, 8), (273, 4, 1, strip), (279, 4, 1, padding)]
        file += struct.pack(order + "H", len(entries))
        for tag, kind, count, value in entries:
            shown = struct.pack(order + "H", value) + b"\x00\x00" if kind == 3 else struct.pack(order + "I", value)
            file += struct.pack(order + "HHI", tag, kind, count) + shown
        file = file[:pointer] + struct.pack(order + "I", here) + file[pointer + 4 :]
        pointer = len(file)
        file += b"\x00" * 4
    return file
