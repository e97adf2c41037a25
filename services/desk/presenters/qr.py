"""QR codes as images in the page itself: an SVG in a data address, which the policy of the pages allows."""

import segno


def qr_of(text: str) -> str:
    """The address for `<img src>`; dark on white with its quiet zone."""
    made: str = segno.make(text, error="m").svg_data_uri(scale=4, border=4, light="#ffffff", dark="#000000")
    return made
