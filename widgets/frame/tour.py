"""A few sentences about a tool for those who see it for the first time, one at a time."""

from widgets.frame.screen import Button, Note

__all__ = ["HOW_IT_WORKS", "Tour"]

HOW_IT_WORKS = Button(label="How it works", act="tour", value="0")


class Tour:
    """Where somebody is in the tour; nothing is shown until it is offered or asked for."""

    def __init__(self) -> None:
        self._step: int | None = None

    def offer(self) -> None:
        """Begin with the first sentence."""
        self.go("0")

    def end(self) -> None:
        """Show no more of it."""
        self._step = None

    def go(self, step: str) -> None:
        """Show a sentence by its place; one that is not there ends the tour."""
        number = int(step)
        self._step = number if number >= 0 else None

    def notes(self, sentences: tuple[str, ...], *more: Button) -> tuple[Note, ...]:
        """Draw the sentence that is shown, if any, with more buttons behind its own.

        `sentences` are those that fit what is on the screen just now.
        """
        if self._step is None or self._step >= len(sentences):
            return ()
        many = len(sentences)
        is_last = self._step + 1 == many
        on = Button(label="Start" if is_last else "Next", act="tour", value=str(self._step + 1))
        skip = Button(label="Skip", act="tour", value="-1")
        note = Note(
            name="tour",
            title=f"How it works, {self._step + 1} of {many}" if many > 1 else "How it works",
            text=sentences[self._step],
            buttons=(on, *(() if is_last else (skip,)), *more),
        )
        return (note,)
