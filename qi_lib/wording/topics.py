"""What a text on improvement is about, so that “pressure” of a mat is not that of an ulcer."""

import re

__all__ = ["find_topics", "main_topics"]

_HARMS = {
    "pressure ulcers": r"pressure (?:ulcers?|sores?|damage|injur\w+|areas?)|bed ?sores?|ulcers?|"
    r"skin damage|moisture lesions?",
    "falls": r"falls?|fell|falling|fallen",
    "infections": r"infections?|sepsis|antibiotics?|hand hygiene|mrsa|c\.? ?diff\w*",
    "violence": r"violen\w+|aggress\w+|restrain\w+|assaults?",
}
_CIRCUMSTANCES = {
    "medicines": r"medicines?|medications?|doses?|insulin|drugs?|prescri\w+|warfarin",
    "blood pressure": r"blood pressure|hypertens\w+",
    "blood samples": r"blood samples?|haemoly\w+|blood tests?|bloods",
    "warmth of newborns": r"(?:babies|baby|newborns?)\b.{0,40}\b(?:warm|cold)|"
    r"(?:warm|cold) (?:babies|baby|newborns?)|hypotherm\w+",
    "food and drink": r"food|meals?|eat(?:en|ing|s)?|nutrition\w*|hydrat\w+|drinks?|supper",
    "sleep": r"sleep\w*|noisy|noise|quiet",
    "discharge": r"discharg\w+|home before|go(?:es|ing)? home|length of stay",
    "appointments": r"appointments?|referrals?|call(?:s|ed)? back|not attend\w*|dnas?|no.shows?",
    "waits": r"wait\w*|queues?|delays?",
    "calls": r"bells?|buzzers?|phones?|telephones?",
    "complaints": r"complain\w*",
    "paperwork": r"paper\w*|forms?|handovers?|documentation",
}
_WORDS = {
    name: re.compile(rf"\b(?:{words})\b", re.IGNORECASE | re.DOTALL)
    for name, words in (_HARMS | _CIRCUMSTANCES).items()
}


def find_topics(text: str) -> frozenset[str]:
    """Find everything known that a text speaks of."""
    return frozenset(name for name, words in _WORDS.items() if words.search(text))


def main_topics(text: str) -> frozenset[str]:
    """Find what a text is about: the harm that is named most, else all that it speaks of.

    Args:
        text: what somebody wrote.

    Returns:
        The names of the topics; none where nothing known is named.

    Example:
        >>> main_topics("People who do not eat well get pressure ulcers")
        frozenset({'pressure ulcers'})
    """
    harms = {name: list(_WORDS[name].finditer(text)) for name in _HARMS}
    named = [name for name, hits in harms.items() if hits]
    if not named:
        return find_topics(text)
    most = min(named, key=lambda name: (-len(harms[name]), harms[name][0].start()))
    return frozenset((most,))
