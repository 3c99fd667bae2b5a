"""What a button led to, as the small objects of a tool say it to the tool that holds them."""

from dataclasses import dataclass

__all__ = ["Outcome"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What to do next: where it is empty, all stays as it is."""

    show: str = ""
    """The screen to show."""
    told: str = ""
    """What to say of it."""
    used: tuple[str, ...] = ()
    """The boxes whose words have been used up."""
    focus: str = ""
    """The box to put the cursor into."""
