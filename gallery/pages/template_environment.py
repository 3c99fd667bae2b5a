"""The templates, and what every one of them may use."""

import hashlib
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from qi_lib.wording.paragraphs import paragraphs

__all__ = ["STATIC", "make_environment", "static_address"]

_HERE = Path(__file__).parent
STATIC = _HERE / "static"


def make_environment() -> Environment:
    """Make the template environment; everything is escaped unless it is `Markup`."""
    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["initials"] = _initials
    environment.filters["paragraphs"] = paragraphs
    environment.globals["static"] = static_address
    return environment


@cache
def static_address(name: str) -> str:
    """Give a static file's address, which changes when the file does, so that it may be kept."""
    file = STATIC / name
    if not file.is_file():
        return f"/static/{name}"
    return f"/static/{name}?v={hashlib.sha256(file.read_bytes()).hexdigest()[:8]}"


def _initials(name: str) -> str:
    words = [word for word in name.split() if word[0].isalpha()]
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()
