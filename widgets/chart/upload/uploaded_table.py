"""A table on its way into a measure: what was given, and how it is read."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from qi_lib.model import Observation
from qi_lib.tables.opening.book import Book
from qi_lib.tables.reading.choices import AS_PROPOSED, Choices, Option, Question
from qi_lib.tables.reading.each_ward import propose_each, questions_of
from qi_lib.tables.reading.proposals import Proposal, Purpose, propose
from qi_lib.tables.reading.readings import Reading
from qi_lib.tables.reading.remembered import propose_as_before, remember
from widgets.chart.upload.quick_ways import quick_ways
from widgets.chart.upload.ward_by_ward import SEVERAL, Wards

__all__ = ["Upload", "name_of", "value_of"]


def value_of(option: Option) -> str:
    """Give the value that stands for an option on a screen."""
    if set(option.sets) == {"is_rest"}:
        return "yes" if option.sets["is_rest"] else ""
    if option.sets.get("out_of") == "" and "number" not in option.sets:
        return ""
    [*values] = option.sets.values()
    return values[0] if len(values) == 1 and isinstance(values[0], str) else option.label


def name_of(question: Question) -> str:
    """Give the name that a question has on a screen."""
    return question.name.replace(" ", "-")


@dataclass(slots=True)
class Upload:
    """A file, what it is read for, and how it is read just now."""

    book: Book
    purpose: Purpose
    proposal: Proposal
    is_recalled: bool = False
    """Whether it is read as the last one was."""
    wards: Wards | None = None
    """Several wards at once, while somebody wants that."""
    each: dict[str, Proposal] = field(default_factory=dict)
    """How each of them is read, where each becomes a measure."""

    @classmethod
    def of(cls, book: Book, purpose: Purpose) -> "Upload":
        """Propose how a file is read."""
        return cls(book, purpose, propose(book, purpose, AS_PROPOSED))

    def remember(self) -> str:
        """Write down how it was read, for the next table like this one."""
        return remember(self.proposal)

    def recall(self, remembered: str) -> None:
        """Read it as last time, if it has the same columns."""
        proposal = propose_as_before(self.book, self.purpose, remembered)
        if proposal is not None:
            self.proposal, self.is_recalled = proposal, True

    def choose(self, name: str, value: str) -> None:
        """Take one option of one question; none for what is no option."""
        if name in ("sheet", "table", "heading", "when") and self.wards:
            self.wards = None  # another table has other wards
            self._read_as(self.proposal.given.change(wards=None))
        if name == "wards":
            self.wards = Wards() if value == SEVERAL else None
        if name == "ticked" and self.wards:
            self.wards = self.wards.tick(self._question("wards"), value)
        if name == "together" and self.wards:
            self.wards = self.wards.put_together(value)
        if self.wards is not None and name in ("wards", "ticked", "together"):
            self._read_as(self.proposal.given)
            return
        options = self._question(name).options
        option = next((one for one in options if value_of(one) == value), None)
        if option:
            self._read_as(option.apply(self.proposal.given))

    def answer(self, name: str, typed: str) -> None:
        """Take what was typed instead of an option; raises `Refused` where it cannot be meant."""
        self._read_as(self._question(name).answer(self.proposal.given, typed))

    @property
    def quick_ways(self) -> list[Option]:
        """Ways to answer all that is asked at one tap."""
        return [] if self.wards is not None else quick_ways(self.proposal)

    def go_quickly(self, label: str) -> None:
        """Take one of these ways; none that is not among them any more."""
        way = next((one for one in self.quick_ways if one.label == label), None)
        if way:
            self._read_as(way.apply(self.proposal.given))

    def _question(self, name: str) -> Question:
        return next(one for one in self.proposal.menus if name_of(one) == name)

    def _read_as(self, given: Choices) -> None:
        self.is_recalled = False
        self.each = {}
        if self.wards is not None:
            given = given.change(wards=self.wards.names)
        if self.wards is None or self.wards.are_added_up or not self.wards.names:
            self.proposal = propose(self.book, self.purpose, given)
            return
        self.each = propose_each(self.book, self.purpose, given, self.wards.names)
        first = next(iter(self.each.values()))
        self.proposal = replace(first, given=given)

    @property
    def questions(self) -> Sequence[Question]:
        """What must be answered before anything is used."""
        return questions_of(self.each.values()) if self.each else self.proposal.questions

    @property
    def is_ready(self) -> bool:
        """Whether its numbers can be used."""
        has_wards = self.wards is None or bool(self.wards.names)
        return has_wards and not self.questions and bool(self.numbers)

    @property
    def numbers(self) -> list[Observation]:
        """The numbers, those of the first ward where there are several."""
        return self.proposal.reading.observations if self.proposal.reading else []

    @property
    def choices(self) -> Choices:
        """How it is read, completed."""
        return self.proposal.choices

    @property
    def reading(self) -> Reading | None:
        """What comes out; None while no column says when."""
        return self.proposal.reading

    @property
    def charted(self) -> str:
        """Say in a few words what each point will be."""
        choices = self.choices
        if choices.until:
            return f"the time to “{choices.until}”"
        if not choices.number:
            return "how many rows there are"
        if self.proposal.is_yes_or_no:
            return f"the share of yes in “{choices.number}”"
        part = f"“{choices.number}”"
        if not choices.out_of:
            return part
        if choices.is_rest:
            part = f"“{choices.out_of}” minus {part}"
        return f"{part}, out of “{choices.out_of}”"
