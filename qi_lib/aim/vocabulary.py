"""The words by which the parts of an aim are known, as wards and care homes use them."""

import re

from qi_lib.tables.dates import MONTHS

__all__ = [
    "COUNTED",
    "FEWER",
    "FOR_WHOM",
    "HOW_MUCH",
    "LOOSE_END",
    "NAMED_PEOPLE",
    "NAMED_PLACE",
    "NONE",
    "OF_ALL",
    "OPENING",
    "SOON",
    "WHERE",
    "WHOLE_VERBS",
]

_WORDS = (
    "zero|nil|none|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|"
    "forty|fifty"
)
_NUMBER = rf"(?:£\s?)?(?:\d[\d,]*(?:\.\d+)?|{_WORDS})"
_SHARE = r"(?:a |one |two |three )?(?:half|thirds?|quarters?|fifths?|tenths?)"
_PER_CENT = r"(?:\s?%|\s*per\s?cent\b)"
_UNIT = (
    rf"(?:{_PER_CENT}|\s+(?:minutes?|mins?|hours?|hrs?|days?|weeks?|falls?|times|points?|"
    r"cases?|incidents?|patients?|people|calls?|complaints?|infections?|errors?|ulcers?))"
)
# Not an amount but a time of day: “by 12 noon”.
_NO_CLOCK = r"(?!\s?(?:noon|midday|midnight|[ap]\.?m\b|o['’]?clock)|[:.]?\d|\s*%)"
_RATE = r"(?:\s+(?:a|an|per|each|every)\s+(?:day|night|week|month|quarter|year|shift|round))"
_RATIO = rf"{_NUMBER}\s+(?:in|out\s+of)\s+(?:every\s+)?{_NUMBER}"
_AMOUNT = rf"(?:{_RATIO}|{_NUMBER}{_UNIT}?{_RATE}?)"
_BOUND = (
    r"(?:at least|at most|no more than|no fewer than|not more than|more than|fewer than|less than|"
    r"under|below|above|over|a maximum of|an average of|about|around|just)"
)
_OR = r"(?:\s+or\s+(?:fewer|less|more|under|below|above|better))"
HOW_MUCH = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\bfrom\s+(?:{_BOUND}\s+)?{_AMOUNT}[^,.;]{{0,40}}?\s+to\s+(?:{_BOUND}\s+)?{_AMOUNT}{_OR}?",
        rf"\bby\s+(?:{_BOUND}\s+)?(?:{_RATIO}|{_NUMBER}{_UNIT}{_RATE}?|{_SHARE})(?!\s+(?:{_SHARE}))",
        rf"\bby\s+(?:{_BOUND}\s+)?{_NUMBER}\b{_NO_CLOCK}(?:(?:\s+[a-z]+)?{_RATE})?",
        rf"\b(?:(?:down|up)\s+)?to\s+(?:{_BOUND}\s+)?(?:{_AMOUNT}{_NO_CLOCK}{_OR}?|{_SHARE}|double)",
        rf"\b(?:{_BOUND}\s+)?{_RATIO}\b",
        rf"\bwithin\s+(?:{_BOUND}\s+)?{_NUMBER}\s+(?:minutes?|mins?|hours?|hrs?|days?|weeks?)\b",
        rf"\b{_BOUND}\s+{_AMOUNT}{_OR}?",
        rf"\b{_NUMBER}{_UNIT}{_OR}",
        rf"\b{_NUMBER}\s+(?:fewer|less|more)\b(?!\s+than)",
        r"(?:\bby\s+)?£\s?\d[\d,.]*\s?(?:k|m|million|thousand)?\b",
        rf"\b{_NUMBER}{_PER_CENT}(?:\s+of\s+the\s+time)?",
    )
]
OF_ALL = re.compile(
    rf"(?P<share>(?:\b{_BOUND}\s+)?\b{_NUMBER}{_PER_CENT})\s+of\s+(?!the\s+time)",
    re.I,
)
FEWER = re.compile(
    rf"^(?P<amount>{_BOUND}\s+{_NUMBER})\s+(?P<what>[^,.;]+?)(?P<rate>{_RATE})\b", re.IGNORECASE
)
COUNTED = re.compile(rf"^(from\s+{_NUMBER})\s+(?P<what>[a-z-]+)(?={_RATE})", re.IGNORECASE)
NONE = re.compile(
    r"^(?:no\s+more|no|zero|nil|0)\s+(?!(?:more\s+|fewer\s+|less\s+)?than\b)(?P<what>.+)$",
    re.IGNORECASE,
)
WHOLE_VERBS = {
    r"halve": ("cut", "by half"),
    r"double": ("raise", "to double"),
    r"(?:eliminate|eradicate|abolish)": ("cut", "to none"),
}
OPENING = re.compile(
    r"^(?:(?:we|i)\s+(?:will|want to|would like to|aim to|hope to|plan to|are going to)\s+|"
    r"our aim is to\s+|the aim is to\s+|aim:?\s+(?:to\s+)?|to\s+)",
    re.IGNORECASE,
)

_MANY = (
    r"patients|pts|people|residents|adults|children|babies|infants|women|men|mothers|mums|dads|"
    r"parents|families|carers|clients|service\s+users|inpatients|teenagers|pupils|learners|"
    r"everyone|everybody"
)
_ONE = r"patient|resident|child|baby|person|client|mum|woman|man"
_PEOPLE = (
    rf"{_MANY}|{_ONE}|staff|nurses?|doctors|anyone|those|users?|visitors|elders|older|young|"
    r"(?:over|under)[\s-]?\d+s?"
)
_STOP = (
    r"(?=\s+(?:by|on|at|across|from|to|within|before|until|over the next|in)\b|"
    r"\s*[,.;:]|\s*$)"
)
_FILL = r"(?:(?!(?:by|for|from|to|at|on|within|until|before)\b)[\w'’/+&-]+\s+){0,6}?"
FOR_WHOM = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:for|among|amongst|between)\s+(?P<who>{_FILL}(?:{_PEOPLE})\b[^,.;]*?"
        rf"(?:\b(?:lives?|living|stays?|staying)\s+(?:on|in|at)\s+[^,.;]+?)?){_STOP}",
        rf"\bin\s+(?P<who>(?:[\w-]+\s+){{0,2}}(?:{_PEOPLE})\b[^,.;]*?){_STOP}",
    )
]
# People who are named without “for”: “90% of patients are seen”. They stay in the sentence. Those
# who do the work (“Community nurses will …”) are not whom it is for.
_VERB = (
    r"\s+(?:is|are|has|have|gets?|will|who|should|must|receives?|waits?|waiting|seen|being|going)\b"
)
NAMED_PEOPLE = re.compile(
    rf"\b(?P<who>(?:(?:every|each)\s+(?:(?!of\b)[\w-]+\s+){{0,4}}?(?:{_ONE})|"
    r"(?:(?:all|our|the)\s+)?(?:(?:frail|older|elderly|young|new|housebound|vulnerable|surgical|"
    r"medical|pregnant|homeless|high[\s-]risk)\s+)*"
    rf"(?:{_MANY}))\b(?!['’])(?:\s+with\s+[^,.;]{{1,40}}?(?={_VERB}|{_STOP[3:-1]}))?)",
    re.IGNORECASE,
)
_SHORT_PLACES = (
    r"ED|A\s?(?:&|and)\s?E|ICU|ITU|HDU|CCU|NICU|SCBU|AMU|MAU|SAU|AAU|SDEC|CAMHS|resus|physio"
)
_NUMBERED = r"wards?|bays?|units?|floor|level|clinic|theatres?|team|room"
_PLACES = (
    rf"{_SHORT_PLACES}|{_NUMBERED}|home|house|surgery|practice|hospital|department|"
    r"centre|center|lodge|court|suite|community|maternity|outpatients|pharmacy|radiology|"
    r"endoscopy|service|teams|homes|sites?|trust|manor|grange|hall|hospice|pathway"
)
_NUMBER_OF_PLACE = (
    r"(?:\s+(?:\d+[A-Za-z]?(?![\w%]|\s?%)|[A-Z]\b)"
    rf"(?:\s*(?:,|and|&)\s*(?:(?i:{_NUMBERED})\s+)?\d+[A-Za-z]?(?![\w%]))*)?"
)
_SMALL = r"(?:on|in|at|across|for|of|from|to|by|with|within|and)\b"
_TIMES = rf"(?:{'|'.join(name.title() for name in MONTHS)}|[A-Z][a-z]+days?)\b"
_PLACE = (
    rf"(?P<place>(?:(?i:the|our|all|both|every)\s+)?"
    rf"(?:(?!{_SMALL}|\d+[a-z]?\s)[\w'’&-]+\s+){{0,4}}(?i:{_PLACES})\b(?:\s+(?i:{_PLACES})\b)*{_NUMBER_OF_PLACE})"
)
WHERE = [
    re.compile(pattern)
    for pattern in (
        rf"\b(?i:(?P<how>on|in|at|across))\s+{_PLACE}",
        # “to all wards”, “from Ward 14”, but no place in “time to theatre”
        rf"\b(?i:(?P<how>to|from|of))\s+(?=(?i:the|our|all|both|every)\s|[A-Z]|(?i:{_NUMBERED})\s+\d){_PLACE}",
        rf"\b(?i:(?P<how>on|in|at|across))\s+(?P<place>(?:the\s+)?(?!{_TIMES})[A-Z][\w'’&-]*"
        r"(?:\s+(?:and\s+)?[A-Z0-9][\w'’&-]*)*)",
    )
]
# A place without “on” or “at”: “Ward 23 falls”, “AMU: …”, “our GP practice wants …”.
NAMED_PLACE = re.compile(
    rf"\b(?i:{_NUMBERED})\s+\d+[A-Za-z]?\b|\b(?i:{_SHORT_PLACES})\b|"
    rf"^(?i:our|the)\s+(?:(?!{_SMALL})[\w'’&-]+\s+){{0,3}}(?i:{_PLACES})\b"
)
SOON = re.compile(r"\b(?:asap|as\s+soon\s+as\s+(?:possible|we\s+can)|soon)\b", re.IGNORECASE)
LOOSE_END = re.compile(r"[\s,;.]+(?:and|on|in|at|by|for|to|of|the|from|with)?$", re.IGNORECASE)
