"""Numbers that were kept back, such as `<5`: kept as written, in the note of an observation."""

from collections.abc import Sequence

from qi_lib.model import Observation
from qi_lib.tables.amounts import Suppressed, read_amount

__all__ = [
    "kept_back",
    "kept_back_text",
    "lacks_some",
    "note_of_kept_back",
    "note_of_sum",
    "tell_kept_back",
]

_AFTER = "; "
_WITHOUT = "without "


def note_of_kept_back(text: str, note: str = "") -> str:
    """Write the note of an observation whose number was kept back, before what it said already."""
    return f"{text}{_AFTER}{note}" if note else text


def note_of_sum(text: str) -> str:
    """Write the note of a sum that lacks a number which was kept back."""
    return f"{_WITHOUT}{text}"


def kept_back_text(observation: Observation) -> str:
    """Give what stands where the number of an observation was kept back; else nothing."""
    if observation.value is not None or observation.numerator is not None:
        return ""
    text = observation.note.partition(_AFTER)[0]
    return text if isinstance(read_amount(text), Suppressed) else ""


def kept_back(observations: Sequence[Observation]) -> list[Suppressed]:
    """Give for each observation whose number was kept back whether it is low."""
    read = [read_amount(kept_back_text(one)) for one in observations]
    return [one for one in read if isinstance(one, Suppressed)]


def lacks_some(observation: Observation) -> bool:
    """Tell whether an observation is a sum that lacks a number which was kept back."""
    text = observation.note.removeprefix(_WITHOUT)
    return text != observation.note and isinstance(read_amount(text), Suppressed)


def tell_kept_back(observations: Sequence[Observation]) -> list[str]:
    """Say how many numbers were kept back, and which way a chart is pulled that lacks them."""
    found, said = kept_back(observations), []
    for is_low in (True, False):
        count = sum(one.is_low is is_low for one in found)
        if count:
            what = "low number back, as in “<5”," if is_low else "high number back, as in “>60”,"
            pull = "higher" if is_low else "lower"
            many = "One date keeps" if count == 1 else f"{count} dates keep"
            drawn = "is not drawn" if count == 1 else "are not drawn"
            said.append(
                f"{many} a {what} and {drawn}: without {'it' if count == 1 else 'them'} the "
                f"average stands a little {pull} than it should."
            )
    sums = sum(map(lacks_some, observations))
    if sums:
        many = "One sum lacks" if sums == 1 else f"{sums} sums lack"
        stands = "it stands" if sums == 1 else "they stand"
        said.append(
            f"{many} a number that was kept back, as in “<5”: {stands} a little lower than "
            f"{'it' if sums == 1 else 'they'} should."
        )
    return said
