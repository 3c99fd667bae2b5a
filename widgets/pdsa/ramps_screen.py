"""The first screen of *PDSA*: all cycles of a project as ramps, and a new test."""

from collections.abc import Sequence

from qi_lib.drawing.pdsa_ramps import draw_ramps
from qi_lib.model import PDSA
from widgets.frame.displays import Diagram
from widgets.frame.screen import Button, Group, Note, Option, Part, Screen, Text, Written
from widgets.frame.tour import HOW_IT_WORKS
from widgets.pdsa.cycle_screens import print_button
from widgets.record.undo import History

__all__ = ["draw_cycles"]


_MOST_IDEAS = 6


def draw_cycles(
    slug: str,
    cycles: Sequence[PDSA],
    history: History,
    told: str = "",
    *,
    ideas: Sequence[str] = (),
) -> Screen:
    """Draw all cycles of a project as ramps, and ask for a new one; `ideas` wait to be tested."""
    new = Text(
        name="new.title",
        label="A new test",
        hint="What small change will you try? One person, one shift is a good beginning.",
        is_kept=True,
        submits="new",
        suggestions=tuple(Option(value=idea, label=Written(idea)) for idea in ideas[:_MOST_IDEAS]),
        suggestions_label="Not tested yet, from your driver diagram" if ideas else "",
    )
    parts: list[Part] = [Note(name="told", text=told, tone="good")] if told else []
    if cycles or told:
        parts.insert(0, history.bar(*([print_button(slug)] if cycles else []), HOW_IT_WORKS))
    if cycles:
        parts.append(Diagram(name="ramps", label="PDSA cycles", svg=draw_ramps(cycles)))
    parts.append(
        Group(
            name="new",
            label="A new test",
            parts=(new,),
            buttons=(Button(label="Plan it", act="new", is_main=not cycles),),
        )
    )
    return Screen(
        key="cycles",
        question="What have you tested?",
        hint="Tap a cycle to go on with it."
        if cycles
        else "Plan, do, study, act: test a change while it is small.",
        is_wide=True,
        parts=tuple(parts),
    )
