"""A printed paper read back: its words, its pages, its symbols as a scanner sees them."""

import io

import pypdf
import pypdfium2
import zxingcpp


def text_of(pdf: bytes) -> str:
    """Words of all pages with single blanks."""
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def pages_of(pdf: bytes) -> int:
    with pypdfium2.PdfDocument(pdf) as document:
        return len(document)


def scanned(pdf: bytes, dpi: int = 200) -> dict[str, str]:
    """What a scanner reads on the first page, by kind of symbol."""
    with pypdfium2.PdfDocument(pdf) as document:
        bitmap = document[0].render(scale=dpi / 72, grayscale=True)
        rows = memoryview(bytes(bitmap.buffer)).cast("B", (bitmap.height, bitmap.stride))
        found = zxingcpp.read_barcodes(rows)
        return {str(symbol.format).rpartition(".")[2]: symbol.text for symbol in found}
