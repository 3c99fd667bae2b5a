"""Text that people wrote, for a page."""

from markupsafe import Markup, escape

__all__ = ["paragraphs"]


def paragraphs(text: str) -> Markup:
    """Make an HTML paragraph of each block of text between empty lines."""
    blocks = [block.strip() for block in text.split("\n\n") if block.strip()]
    return Markup().join(Markup("<p>{}</p>").format(escape(block)) for block in blocks)
