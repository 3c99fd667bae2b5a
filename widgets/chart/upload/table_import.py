"""A table that a person brings to *My chart*: given, read, and its numbers used."""

import datetime as dt

from qi_lib.tables.reading.proposals import Purpose
from widgets.chart.activity import CHART, Act, Draw, Tap, shows
from widgets.chart.chart_view import ChartView
from widgets.chart.numbers.number_entry import NumberEntry
from widgets.chart.numbers.saved_numbers import SavedNumbers
from widgets.chart.typed_boxes import explained_at
from widgets.chart.upload.confirm_screen import draw_give, draw_mapping
from widgets.chart.upload.uploaded_table import Upload
from widgets.frame.screen import Screen
from widgets.frame.tap_outcome import Outcome
from widgets.record.kept_answers import KeptAnswers

__all__ = ["TableImport"]


class TableImport:
    """What was given, how its columns are read, and what becomes of the numbers before.

    `remembered` keeps with the project how a table of each measure was read last.
    """

    def __init__(
        self,
        numbers: SavedNumbers,
        entry: NumberEntry,
        remembered: KeptAnswers,
        *,
        today: dt.date,
    ) -> None:
        self._numbers = numbers
        self._today = today
        self._entry = entry
        self._remembered = remembered
        self._upload: Upload | None = None
        self._mode = "add"

    @property
    def screens(self) -> dict[str, Draw]:
        """Ask for the table, then how it is read."""
        return {"give": draw_give, "mapping": self._draw_mapping}

    @property
    def acts(self) -> dict[str, Act]:
        """Ask for a table, read what was pasted, use its numbers."""
        return {"give": shows("give"), "paste": self._read_pasted, "use": self._use}

    def choose(self, name: str, value: str) -> str:
        """Change one choice about the table."""
        if name == "mode":
            self._mode = value
        elif self._upload:
            self._upload.choose(name, value)
        return value

    def read_file(self, file: str, content: bytes) -> Outcome:
        """Read a file that was chosen; raises `WrongEntry`."""
        with explained_at("file"):
            upload = Upload.of_file(content, file, self._purpose)
        return self._take(upload)

    def _read_pasted(self, tap: Tap) -> Outcome:
        with explained_at("pasted"):
            upload = Upload.of_text(tap.typed.get("pasted", ""), self._purpose)
        return self._take(upload)

    @property
    def _purpose(self) -> Purpose:
        record = self._numbers.saved.handle.record
        return Purpose.of(record, self._numbers.points, today=self._today)

    def _take(self, upload: Upload) -> Outcome:
        """Read its columns as those of the last table of this measure, if they are the same."""
        self._upload, self._mode = upload, "add"
        self._remembered.reload()
        upload.recall(self._remembered.read(self._numbers.saved.id))
        return Outcome(show="mapping")

    def _draw_mapping(self, view: ChartView) -> Screen:
        assert self._upload is not None, "a table was given"
        return draw_mapping(view, self._upload, mode=self._mode)

    def _use(self, _: Tap) -> Outcome:
        """Put the numbers of the table among those there are, or in their place."""
        upload = self._upload
        if upload is None or upload.reading is None or upload.proposal.questions:
            return Outcome()  # a second tap, after the first was done
        found = upload.reading.observations
        replaces = self._mode == "replace"
        is_first = replaces or not self._numbers.points
        days = {one.when for one in found}
        self._numbers.change(
            lambda there: [*(o for o in there if not replaces and o.when not in days), *found]
        )
        if is_first:
            self._describe(upload)
        self._remembered.put(self._numbers.saved.id, upload.remember())
        self._upload = None
        self._entry.begin_anew()
        return Outcome(show=CHART, told=f"{len(found)} numbers are in.", used=("pasted",))

    def _describe(self, upload: Upload) -> None:
        """Write down from which columns the numbers came, where nothing was said yet."""
        saved, choices = self._numbers.saved, upload.choices
        number = choices.number or ""
        if not choices.out_of:
            return
        part = f"{choices.out_of} minus {number}" if choices.is_rest else number
        numerator = saved.handle.record.numerator or part
        unit = {"unit": "%"} if upload.reading and upload.reading.shape == "share" else {}
        saved.put({"numerator": numerator, "denominator": choices.out_of, **unit})
