"""A table that a person brings to *My chart*: given, read, and its numbers used."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from qi_lib.client.records import change_record
from qi_lib.errors import QIError
from qi_lib.model import ChartDrawing
from qi_lib.tables.opening.files import Device, open_file, open_pasted
from qi_lib.tables.reading.proposals import Purpose
from widgets.chart.activity import CHART, Act, Draw, Tap, shows
from widgets.chart.chart_picture import Picture
from widgets.chart.chart_view import ChartView
from widgets.chart.numbers.number_entry import NumberEntry
from widgets.chart.numbers.saved_numbers import SavedNumbers
from widgets.chart.typed_boxes import WrongEntry, explained_at
from widgets.chart.upload.confirm_screen import Confirming, draw_confirm
from widgets.chart.upload.draft import Draft
from widgets.chart.upload.give_screen import draw_give
from widgets.chart.upload.uploaded_table import Upload
from widgets.chart.upload.ward_measures import WardMeasures, ward_name
from widgets.frame.screen import Screen
from widgets.frame.tap_outcome import Outcome
from widgets.record.kept_answers import KeptAnswers

__all__ = ["TableImport"]

# How much of the time to the screen is over by then; see `benchmarks/sheets.py`.
_OPENED, _PROPOSED = 0.3, 0.9


class TableImport:
    """What was given, how its columns are read, and what becomes of the numbers before.

    `remembered` keeps with the project how a table of each measure was read last; `measures` are
    those that several wards become, which `show_beside` shows side by side.
    """

    def __init__(
        self,
        numbers: SavedNumbers,
        entry: NumberEntry,
        remembered: KeptAnswers,
        measures: WardMeasures,
        *,
        show_beside: Callable[[], Outcome],
        today: dt.date,
    ) -> None:
        self._numbers = numbers
        self._measures = measures
        self._show_beside = show_beside
        self._today = today
        self._entry = entry
        self._remembered = remembered
        self._upload: Upload | None = None
        self._replaces = False
        self._takes: frozenset[str] = frozenset()
        self._picture = Picture()

    @property
    def screens(self) -> dict[str, Draw]:
        """Ask for the table, then how it is read."""
        return {"give": draw_give, "mapping": self._draw_confirm}

    @property
    def acts(self) -> dict[str, Act]:
        """Ask for a table, read what was pasted, answer a question in words, use the numbers."""
        return {
            "give": shows("give"),
            "paste": self._read_pasted,
            "answer": self._answer,
            "quick": self._go_quickly,
            "use": self._use,
        }

    def choose(self, name: str, value: str) -> str:
        """Change one choice about the table."""
        if name == "mode":
            self._replaces = value == "replace"
        elif name == "takes":
            self._takes = frozenset(filter(None, value.split(",")))
        elif self._upload:
            self._upload.choose(name, value)
        return value

    def read_file(
        self,
        file: str,
        content: bytes,
        *,
        device: Device,
        show_progress: Callable[[float], None],
    ) -> Outcome:
        """Read a file that was chosen; raises `WrongEntry`."""
        with explained_at("file"):
            book = open_file(content, file, device=device)
            show_progress(_OPENED)
            upload = Upload.of(book, self._purpose)
            show_progress(_PROPOSED)
        return self._take(upload)

    def _read_pasted(self, tap: Tap) -> Outcome:
        with explained_at("pasted"):
            upload = Upload.of(open_pasted(tap.typed.get("pasted", "")), self._purpose)
        return self._take(upload)

    @property
    def _purpose(self) -> Purpose:
        record = self._numbers.saved.handle.record
        return Purpose.of(record, self._numbers.points, today=self._today)

    def _take(self, upload: Upload) -> Outcome:
        """Read its columns as those of the last table of this measure, if they are the same."""
        self._upload, self._replaces, self._takes = upload, False, frozenset()
        self._remembered.reload()
        upload.recall(self._remembered.read(self._numbers.saved.id))
        return Outcome(show="mapping")

    def _answer(self, tap: Tap) -> Outcome:
        """Take what was typed in the box of a question."""
        box = f"typed.{tap.value}"
        typed = tap.typed.get(box, "").strip()
        if not typed:
            raise WrongEntry(box, "Type it first, or choose one of the answers.")
        if self._upload:
            with explained_at(box):
                self._upload.answer(tap.value, typed)
        return Outcome(used=(box,))

    def _go_quickly(self, tap: Tap) -> Outcome:
        """Answer all questions at once."""
        if self._upload:
            self._upload.go_quickly(tap.value)
        return Outcome()

    # Shown, then used ---------------------------------------------------------------------------

    def _draft(self, upload: Upload) -> Draft:
        record = self._numbers.saved.handle.record
        if upload.each:
            name = ward_name(record.name, next(iter(upload.each)))
            named = change_record(record, {"name": name})
            return Draft(record=named, there=[], proposal=upload.proposal)
        return Draft(
            record=record,
            there=self._numbers.points,
            proposal=upload.proposal,
            replaces=self._replaces,
            takes=self._takes,
        )

    def _draw_confirm(self, view: ChartView) -> Screen:
        assert self._upload is not None, "a table was given"
        draft = self._draft(self._upload)
        confirming = partial(Confirming, upload=self._upload, draft=draft)
        if not self._upload.is_ready:
            return draw_confirm(view, confirming())
        try:
            drawing, trouble = self._draw(draft)
        except QIError as error:
            drawing, trouble = None, str(error)
        return draw_confirm(view, confirming(drawing=drawing, trouble=trouble))

    def _draw(self, draft: Draft) -> tuple[ChartDrawing | None, str]:
        measure, numbers = draft.measure, draft.numbers(draft.there)
        handle = self._numbers.saved.handle
        self._picture.show(measure, numbers, lambda: handle.draft_drawing(measure, numbers))
        return self._picture.drawing, self._picture.trouble

    def _use(self, _: Tap) -> Outcome:
        """Put the numbers of the table among those there are, or in their place."""
        upload = self._upload
        if upload is None or not upload.is_ready:
            return Outcome()  # a second tap, after the first was done
        if upload.each:
            self._measures.save(upload.each)
            self._upload = None
            self._entry.begin_anew()
            return replace(self._show_beside(), used=("pasted",))
        draft = self._draft(upload)
        self._numbers.change(draft.numbers)
        self._describe(draft)
        self._remembered.put(self._numbers.saved.id, upload.remember())
        self._upload = None
        self._entry.begin_anew()
        count = len(draft.found)
        told = "One number is in." if count == 1 else f"{count} numbers are in."
        return Outcome(show=CHART, told=told, used=("pasted",))

    def _describe(self, draft: Draft) -> None:
        """Write down what the sheet says of the measure, and what was taken from it."""
        saved, history = self._numbers.saved, self._numbers.history
        saved.put(draft.all_fields)
        for name, marks in (("targets", draft.targets), ("annotations", draft.annotations)):
            for mark in marks:
                history.swap(partial(saved.replace_mark, name), None, mark)
