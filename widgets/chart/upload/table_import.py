"""A table that a person brings to *My chart*, until its numbers are used."""

from widgets.chart.numbers.saved_numbers import Numbers, NumbersStep
from widgets.chart.saved_measure import MeasureFields
from widgets.chart.upload.uploaded_table import Upload

__all__ = ["Bringing"]


class Bringing:
    """What was given, how its columns are read, and what becomes of the numbers before."""

    def __init__(self, upload: Upload) -> None:
        self.upload = upload
        self.mode = "add"

    def choose(self, name: str, value: str) -> None:
        """Change one choice about the table."""
        if name == "mode":
            self.mode = value
        else:
            self.upload.choose(name, value)

    def use(self, numbers: Numbers, fields: MeasureFields) -> NumbersStep:
        """Put the numbers of the table among those there are, or in their place."""
        found = self.upload.reading.observations
        days = {one.when for one in found}
        replaces = self.mode == "replace"
        is_first = replaces or not numbers.points
        step = numbers.change(
            lambda there: [*(o for o in there if not replaces and o.when not in days), *found]
        )
        if is_first:
            fields.describe(self.upload)
        return step
