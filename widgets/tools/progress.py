"""*Progress*: a suggested score, confirmed by the team, and whether the change will last."""

import datetime as dt

from qi_lib.journey.progress import SCORES, ProgressSuggestion, suggest_progress
from qi_lib.model.progress import SUSTAIN_QUESTIONS, ConfirmedScore, ProgressRecord, SustainCheck
from qi_lib.tools import TOOLS
from qi_lib.wording.dates import say_day
from widgets.frame.displays import Rows
from widgets.frame.screen import Button, Check, Checklist, Choice, Fold, Group, Note, Option, Part
from widgets.record.document_tool import DocumentTool
from widgets.record.project_tool import show_project_tool

__all__ = ["ProgressTool", "progress"]

_ANSWERS = (
    Option(value="2", label="Yes"),
    Option(value="1", label="Partly"),
    Option(value="0", label="No"),
)
_DUE_MONTHS = (3, 6, 12)


class ProgressTool(DocumentTool):
    """Show what the record supports and what the next half point needs; the team decides."""

    tool = TOOLS["progress"]
    keeps = frozenset()
    question = "How far are we?"
    tour = (
        "The hub looks through your project and suggests a score from 0.5 to 5, with what it found "
        "and what the next half point needs.",
        "It is a suggestion. Talk about it as a team, choose your score, and confirm it. Do so "
        "about once a month.",
    )

    def example(self) -> ProgressRecord:
        """Give the record of a team that has confirmed twice."""
        return ProgressRecord(
            confirmed=[
                ConfirmedScore(score=1.5, on=dt.date(2025, 3, 3), by="Ann"),
                ConfirmedScore(score=2.5, on=dt.date(2025, 6, 2), by="Ann"),
            ]
        )

    def diagram(self) -> Part:
        """Show the suggested score and what the next half point needs: a team looks for these."""
        if self.is_practice:
            text = "In your own project, a suggested score stands here, with what it rests on."
            return Note(name="suggested", text=text)
        suggested = self._current()
        needs = "\n".join(f"• {one}" for one in suggested.needed)
        text = f"For {suggested.score + 0.5:g} it needs:\n{needs}" if needs else "That is the top."
        title = f"Suggested: {suggested.score:g}, {SCORES[suggested.score].lower()}"
        return Note(name="suggested", title=title, text=text)

    def parts(self) -> tuple[Part, ...]:
        """Show the team's own score, what the suggestion rests on, and what comes after."""
        record: ProgressRecord = self.record
        return (
            self._confirm(record),
            *self._evidence(),
            *self._checks(record),
            self._handover(record),
            *self._past(record),
        )

    def do(self, name: str, value: str, kept: dict[str, str]) -> None:
        """Confirm a score, or begin or finish a check."""
        if name == "confirm":
            self._set_score(float(kept.get("score") or self._current().score))
        elif name == "check":
            check = SustainCheck(on=self.today, months=int(value))
            self.change(lambda record: record.checks.append(check))

    def _current(self) -> ProgressSuggestion:
        return suggest_progress(self.document.bundle, today=self.today)

    def _evidence(self) -> tuple[Part, ...]:
        if self.is_practice:
            return ()
        suggested = self._current()
        checks = tuple(
            Check(label=f"For {one.score:g}", text=one.text, is_found=one.is_there)
            for one in suggested.evidence
            if one.score <= suggested.score + 0.5
        )
        found = sum(check.is_found for check in checks)
        label = f"What the record shows ({found} of {len(checks)})"
        checklist = Checklist(name="evidence", label="What the record shows", checks=checks)
        return (Fold(name="shown", label=label, parts=(checklist,), is_open=True),)

    def _confirm(self, record: ProgressRecord) -> Part:
        last = record.confirmed[-1].score if record.confirmed else None
        suggested = 0.5 if self.is_practice else self._current().score
        options = tuple(
            Option(value=f"{score:g}", label=f"{score:g}", hint=name)
            for score, name in SCORES.items()
        )
        choice = Choice(
            name="score",
            label="Your team’s score",
            options=options,
            value=f"{suggested if last is None else last:g}",
            is_kept=True,
        )
        button = Button(label="Confirm the score", act="confirm", is_main=True)
        return Fold(
            name="confirm",
            label="Confirm your team’s score",
            parts=(Group(name="score-box", label="Score", parts=(choice,), buttons=(button,)),),
            is_open=last is None,
        )

    def _set_score(self, score: float) -> None:
        found = [] if self.is_practice else list(self._current().found)
        entry = ConfirmedScore(score=score, on=self.today, by=self.me, evidence=found)
        self.change(lambda record: record.confirmed.append(entry))
        self.opened.refresh().update(progress=score)
        self.forget("score")
        self.told = f"Your score is {score:g}: {SCORES[score].lower()}."

    def _checks(self, record: ProgressRecord) -> tuple[Part, ...]:
        parts: list[Part] = [
            Fold(
                name=f"check-{check.id}",
                label=f"Will it last? After {check.months} months ({check.points} of 10)",
                parts=tuple(self._question(check, name) for name in SUSTAIN_QUESTIONS),
                is_open=check.on == self.today,
            )
            for check in record.checks
        ]
        done = {check.months for check in record.checks}
        following = next((months for months in _DUE_MONTHS if months not in done), None)
        if following:
            text = "Five short questions, three, six and twelve months after a change has worked."
            button = Button(label=f"Check after {following} months", act="check",
                            value=str(following))  # fmt: skip
            parts.append(Note(name="sustain", title="Will it last?", text=text, buttons=(button,)))
        return tuple(parts)

    def _question(self, check: SustainCheck, name: str) -> Part:
        return self.form.choice(f"{check.id}.{name}", SUSTAIN_QUESTIONS[name], _ANSWERS, columns=3)

    def _handover(self, record: ProgressRecord) -> Part:
        looking = self.form.choice(
            "looking_for_lead",
            "Is the project looking for a new lead?",
            (Option(value="False", label="No"), Option(value="True", label="Yes")),
            is_quiet=True,
        )
        hint = "Where things are, what is agreed, what would be lost."
        label = "What the next lead needs to know"
        text = self.form.text("handover", label, hint=hint, rows=3)
        return Fold(
            name="handing",
            label="Hand the project over",
            parts=(looking, text),
            is_open=record.looking_for_lead,
        )

    def _past(self, record: ProgressRecord) -> tuple[Part, ...]:
        if not record.confirmed:
            return ()
        rows = tuple(
            (say_day(one.on), f"{one.score:g}", SCORES[one.score], one.by)
            for one in reversed(record.confirmed)
        )
        columns = ("When", "Score", "What it means", "Confirmed by")
        table = Rows(name="past", label="Scores so far", columns=columns, rows=rows)
        return (Fold(name="history", label="Scores so far", parts=(table,)),)


def progress() -> None:
    """Show progress in this notebook."""
    show_project_tool(ProgressTool)
