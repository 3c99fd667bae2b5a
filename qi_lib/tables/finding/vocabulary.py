"""What the headings and labels of wards mean, as lists of words.

Each list is a pattern of words between bars; a word counts only as a whole: “ref” is not in
“referrals”. `headings` says how they are used.
"""

import re

__all__ = ["WORDS", "sounds"]

_LISTS = {
    "when": r"""dates?|datetime|dt|months?|weeks?|wk|w/?[cbe]|period|when|days?|quarter|qtr
        |years?|yr|fy|time ?stamp
        |(?:admitted|discharged|reported|recorded|occurred|closed|opened|sent)""",
    "target": r"""targets?|goals?|trajectory|ambition|aim|plan(?:ned)?|threshold|standard
        |benchmark|expected""",
    # Beside “target”: those who met it, or how far off they were, and no line.
    "met": r"""met|meeting|within|achiev\w+|miss\w*|breach\w*|on|against|variance|from|below
        |above|outside|number|no|not|hit|to|seen|of""",
    "limit": r"""u\.?c\.?l\w*|l\.?c\.?l\w*|upl|lpl|unpl|lnpl|uwl|lwl
        |(?:upper|lower)(?: \w+){0,2}(?: limits?| line| level| bound| ci)|cent(?:re|er) ?line
        |base ?line|control limits?|trend ?line|forecast|projected|sigma|std ?dev
        |standard deviation|[123]? ?sd|std|se|ci|moving range|national|peers?|peer group""",
    "average": r"mean|median|average|avg|ave|x-?bar|cl",
    "average filler": r"""line|process|overall|national|running|rolling|base ?line|initial|new
        |old|of|the|value|level|trust|phase|extended|monthly|annual|\d+|month|period|all|total
        |chart|cent(?:re|er)""",
    "running": r"cumulative|cum|ytd|fytd|year to date|running total|rolling total|to date",
    "total": r"""totals?|sub-?totals?|sum|overall|ytd|year to date|average|avg|mean|median
        |combined|max|min|maximum|minimum|all|full year|trust ?-?wide|whole""",
    "total filler": r"""trust|wards?|sites?|units?|hospital|division|year|of|for|the|per|month
        |monthly|\d+|fy|grand|row|column|number|no|numbers|so|far|sub|full|areas?|teams?|homes?
        |clinics?""",
    "rate": r"""percent(?:age)?|per cent|pct|rate|average|mean|median|share|proportion|ratio
        |per|compliance|score|index|avg|los|length of stay""",
    "exposure": r"""(?:occupied )?(?:bed|patient|resident|device|catheter|line)[ -]?(?:bed )?days
        |ventilator days
        |o\.?b\.?ds?|beddays|bds|occupied beds?|hours(?: worked)?|contacts|population|doses
        |list size|wte|admissions|discharges|spells|births|deliveries|operations|procedures
        |prescriptions|visits|calls""",
    "whole": r"""totals?|attendances?|attenders|denominator|denom|den|out of|eligible|seen|all
        |patients?|pts?|audited|opportunit(?:y|ies)|samples?|cases?|referrals?|number in|due
        |required|n|base|reviewed|observed|observations|obs|checked|appointments?|appts?|slots
        |residents?|clients?|forms|records|cohort|expected|submitted|booked|tested|screened
        |admitted|discharged|letters|babies|women|possible|available""",
    "part": r"""breach(?:es|ed)?|numerator|num|number of|compliant|yes|met|within|late
        |missed|dnas?|failed|fails?|count|done|correct|on time|in time|completed?|achieved
        |pass(?:ed)?|non-?compliant|not \w+|under \d+\s?\w*|over \d+\s?\w*|positive|with
        |without|delayed|overdue|cancelled|omitted|errors?|given|sent|offered|documented|signed
        |accepted|attended|walked|assessed|treated|of which|reached""",
    "bad": r"breach(?:es|ed)?|late|missed|fail(?:s|ed|ures?)?|not|dnas?|non|non-?compliant",
    "key": r"""ids?|uid|guid|key|codes?|refs?|reference|index|serial|row|seq|sequence|nhs
        |mrn|epr|barcode|bleep|(?:line|sr|serial|case|incident|record) no
        |(?:hospital|incident|case|record|ward|form|audit|reference|unit|nhs|patient|ticket
        |request|job|web|sample|staff) (?:number|no\.?|num)""",
    "row number": r"(?:no|nr|number|row|column a)\.?|#",
    "person": r"""handler|auditor
        |(?:audited|reported|completed|recorded|entered|checked|reviewed|investigated|signed
        |collected) by
        |patients?|pt|resident|client|carer|name of \w+
        |(?:sur|fore|first|last|family|full|patient|staff|nurse|consultant|auditor|reporter
        |employee|resident|client|carer)[ '’s]*name
        |initials|nurse|consultant|doctor|clinician|gp|reporter|investigator|manager
        |staff(?: member)?|employee|observer|assessor|owner|lead|surgeon|midwife|therapist
        |contact|e-?mail|user(?:name)?|collector|assigned to|next of kin|dob""",
    "story": r"""description|details?|narrative|free text|what happened|summary|story
        |actions?(?: taken)?|lessons?(?: learn(?:ed|t))?""",
    "notes": r"notes?|comments?|remarks?|annotations?|events?|changes?|pdsa|interventions?",
    "place": r"""wards?|units?|sites?|locations?|teams?|clinics?|hospitals?|dept|department
        |special(?:i?ty|ties|ism)|areas?|homes?|bays?|org|organisation|provider|practices?
        |regions?|trusts?|directorates?|divisions?|services?|localit(?:y|ies)|houses?|floors?
        |stations?|place|where|borough|pcn|icb|ccg|care group|theatres?|cost cent(?:re|er)
        |surgery""",
    # What happened, not where: the rows of a date add up over these.
    "event": r"""types?|kind|categor(?:y|ies)|sub ?category|severity|grade|level|harm|stage|age
        |age ?band|sex|gender|ethnicity|shift|night|priority|triage|class|cause|reason|method
        |route|status|outcome|source|mode|tier|weekday|specimen|organism
        |rag|rag rating|rag status|rating""",
    # A number of a case that says which, not how many.
    "attribute": r"""ages?|age \(.*\)|bed|bed no|bed number|room|room no|bay|bay no|grade|stage
        |level|category|band|priority|triage|severity|severity level|harm|harm level""",
    "difference": r"variance|difference|diff|change|gap|\+/-|swing|movement",
    "measures": r"measures?|metrics?|indicators?|kpis?|data ?items?|criteri(?:a|on)|elements?",
    "time": r"""time (?:to|from|taken|between|waited|waiting|in|until|till|spent|of stay)
        |wait(?:s|ing|ed)?|duration|los|length of stay|hours?|hrs?|minutes?|mins?|turn ?around
        |delay|door to \w+|elapsed|interval|response time
        |days? (?:to|from|between|since|waited|waiting)|lag""",
    "minutes": r"minutes?|mins?",
    "clock": r"time|at|clock|start|end|finish|start time|end time",
    "incident": r"incident|event|occurred|occurrence|happened|audit|audited|fall|fell",
    "late date": r"""clos(?:ed|ure)|updated|modified|birth|dob|due|reported|entered|created
        |approved|opened|open""",
}  # fmt: skip
_MARKS = {"rate": r"%|/ ?1,?000", "part": r"[<>≤]\s?\d"}


def _pattern(kind: str) -> re.Pattern[str]:
    words = "".join(line.strip() for line in _LISTS[kind].split("\n"))
    mark = f"|{_MARKS[kind]}" if kind in _MARKS else ""
    return re.compile(f"(?<![a-z])(?:{words})(?![a-z]){mark}")


WORDS = {kind: _pattern(kind) for kind in _LISTS}


def sounds(name: str, *kinds: str) -> bool:
    """Tell whether a heading has a word of one of these lists."""
    text = " ".join(name.lower().replace("_", " ").split())
    return any(WORDS[kind].search(text) for kind in kinds)
