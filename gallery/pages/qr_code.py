"""QR codes, drawn as SVG."""

import segno

__all__ = ["qr_code"]


def qr_code(address: str) -> str:
    """Draw the QR code of an address; black on white, as every telephone reads it."""
    code = segno.make(address, error="m", micro=False)
    svg = code.svg_inline(border=0, omitsize=True, svgclass=None, lineclass=None)
    return str(svg).replace("<svg ", '<svg role="img" aria-label="QR code" ', 1)
