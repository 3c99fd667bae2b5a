"""What is usually wanted of a list of incidents or an audit, each all at one tap.

Such a sheet leaves two or three questions open. Each way answers all of them, and says how.
"""

from qi_lib.tables.reading.choices import Option, Question
from qi_lib.tables.reading.proposals import Proposal

__all__ = ["quick_ways"]

_MOST = 4
_FEW_WARDS = 3
_FEWEST_QUESTIONS = 2
_PARTLY = "A week or month that may not be full is left out"


def quick_ways(proposal: Proposal) -> list[Option]:
    """Give ways to answer all that is asked at once; none where one tap does it anyway."""
    asked = {question.name: question for question in proposal.questions}
    if len(asked) < _FEWEST_QUESTIONS or not asked.keys() <= {"wards", "every", "ends", "number"}:
        return []
    if "number" in asked:
        return _charted(asked["number"], asked.get("wards"), asked.get("every"))
    return _gathered(asked["every"], asked.get("wards")) if "every" in asked else []


def _gathered(every: Question, wards: Question | None) -> list[Option]:
    """Count all that happened by month or week, and each of a few wards by the likelier one."""
    periods = [one for one in every.options if one.sets["every"] in ("month", "week")]
    likely = every.options[every.chosen]
    periods.sort(key=lambda one: one.sets["every"] != likely.sets["every"])
    if wards is None:
        return [Option(one.label, {**one.sets, "ends": "out"}, _PARTLY) for one in periods]
    places = [one for one in wards.options if one.sets["wards"]]
    together = [one for one in wards.options if not one.sets["wards"]]
    pairs = [(place, period) for place in together for period in periods]
    if len(places) <= _FEW_WARDS:
        pairs += [(place, periods[0]) for place in places]
    return [_both(place, period) for place, period in pairs[:_MOST]]


def _both(place: Option, period: Option) -> Option:
    label = f"{place.label.partition(',')[0]}, {period.label[:1].lower()}{period.label[1:]}"
    return Option(label, {**place.sets, **period.sets, "ends": "out"}, _PARTLY)


def _charted(number: Question, wards: Question | None, every: Question | None) -> list[Option]:
    """Chart each of the first few columns for all wards together, by the likelier period."""
    more: list[Option] = []
    if wards is not None:
        together = next((one for one in wards.options if not one.sets["wards"]), None)
        if together is None:
            return []
        more.append(Option(f"all of “{together.sets['group']}”", together.sets))
    if every is not None:
        period = every.options[every.chosen]
        label = f"{period.label[:1].lower()}{period.label[1:]}"
        more.append(Option(label, {**period.sets, "ends": "out"}))
    rest = {field: value for one in more for field, value in one.sets.items()}
    hint = _PARTLY if every is not None else ""
    return [
        Option(", ".join([one.label, *(part.label for part in more)]), {**one.sets, **rest}, hint)
        for one in number.options[:_MOST]
    ]
