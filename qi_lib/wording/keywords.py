"""The telling words of a text, so that texts on the same thing can be found."""

import re

__all__ = ["keywords"]

_COMMON = """
a about above after again all also always an and any are arrive arrives as at back be because
been before being but by can come could come comes cut day days did do does done down each either
end every everyone few fewer find first five for four from get given go got had has have help her
here him his home hospital how i if improve in increase into is it its just keep keeps less let
like long lot make many may me month months more most much must my need needs never new no nobody
not nothing now of off often old on once one only or other our out over own patient patients
people per place pts put raise reduce residents same say see seen set she should since six so
some staff take takes ten than that the their them then there these they this those time times to
too two under unit until up us use very want ward was way we week weeks well were what when where
which while who why will with within without work would year years yet you your
"""
_WORD = re.compile(r"[a-z]{3,}")
_ENDINGS = ("ings", "ing", "ies", "es", "ed", "s")


def keywords(text: str) -> frozenset[str]:
    """Give the stems of the words of a text that say what it is about.

    Args:
        text: what somebody wrote.

    Returns:
        The stems, so that “falls”, “falling” and “fall” are one; common words are left out.

    Example:
        >>> sorted(keywords("Our patients fall at night"))
        ['fal', 'night']
    """
    words = _WORD.findall(text.casefold())
    return frozenset(_stem(word) for word in words if word not in _COMMON_WORDS)


def _stem(word: str) -> str:
    ending = next((e for e in _ENDINGS if word.endswith(e) and len(word) - len(e) >= 3), "")
    stem = word.removesuffix(ending) + ("y" if ending == "ies" else "")
    stem = stem.removesuffix("e")  # “dose” and “doses”
    return stem[:-1] if len(stem) > 3 and stem[-1] == stem[-2] else stem  # “stop” and “stopped”


_COMMON_WORDS = frozenset(_COMMON.split())
