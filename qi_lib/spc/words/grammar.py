"""Whether a measure's name is one thing or several, so that a sentence says "is" or "are"."""

from __future__ import annotations

import re

__all__ = ["is_plural"]

# Verbs that may follow the plural noun of a measure's name: "Patients seen", "Hours lost".
_PARTICIPLES = ("ed", "seen", "lost", "made", "given", "held", "sent", "taken", "found", "done")
_LINKS = frozenset(
    (
        *("on", "in", "at", "of", "for", "per", "from", "with", "without", "to", "by", "within"),
        *("between", "until", "since", "after", "before", "during", "over", "under", "above"),
        *("below", "against", "across", "among", "through", "when", "where", "while", "as"),
    )
)
# What may follow a plural noun and say more of it: "Patients home by noon", "Babies who …".
_AFTER_A_NOUN = frozenset(
    (
        *("who", "that", "which", "whose", "not", "home", "back", "away", "ready", "a", "the"),
        *(",", "–", "—", "-", ":"),
    )
)
_IRREGULAR = frozenset(("people", "staff", "children", "women", "men"))


def is_plural(subject: str) -> bool:
    """Guess whether "are" or "is" follows a measure's name, from its leading noun."""
    head: list[str] = []
    words = re.sub(r"\(.*?\)", "", subject.lower()).replace(",", " , ").split()
    for word in words:
        says_more = word in _AFTER_A_NOUN or word.endswith(("ing", *_PARTICIPLES))
        if head and (word in _LINKS or (says_more and _is_plural_noun(head[-1]))):
            break
        head.append(word)
    while len(head) > 1 and head[-1].endswith(_PARTICIPLES):
        head.pop()
    # "Pain and comfort" are two things; a "Friends and Family Test score" is one.
    if "and" in head[1:] and head.index("and", 1) == len(head) - 2:
        return True
    return bool(head) and _is_plural_noun(head[-1])


def _is_plural_noun(word: str) -> bool:
    return (word.endswith("s") and not word.endswith(("ss", "is", "us"))) or word in _IRREGULAR
