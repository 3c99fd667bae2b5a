"""The short names of projects in addresses and accounts."""

import re
import unicodedata
from collections.abc import Container

__all__ = ["free_slug"]

_LONGEST = 40
# Words that stand in the same place as a slug in the addresses of pages.
_RESERVED = frozenset({"new", "start", "mine", "all", "search", "history", "import"})


def free_slug(title: str, taken: Container[str]) -> str:
    """Make a slug from a title, with a number at its end when the name is taken.

    Letters with accents lose them; a title with no Latin letter or digit gives `project`.
    """
    without_apostrophes = re.sub(r"['’]", "", title)
    folded = unicodedata.normalize("NFKD", without_apostrophes)
    plain = folded.encode("ascii", "ignore").decode().lower()
    base = _cut(re.sub(r"[^a-z0-9]+", "-", plain).strip("-"), _LONGEST) or "project"
    slug, number = base, 2
    while slug in taken or slug in _RESERVED:
        ending = f"-{number}"
        slug, number = _cut(base, _LONGEST - len(ending)) + ending, number + 1
    return slug


def _cut(slug: str, length: int) -> str:
    """Shorten at a word's end where there is one in the second half."""
    if len(slug) <= length:
        return slug
    whole_words = slug[: length + 1].rpartition("-")[0]
    return whole_words if len(whole_words) > length // 2 else slug[:length].strip("-")
