"""A table on its way into a measure: what was given, and how its columns are read."""

import json
from dataclasses import asdict, dataclass, replace

from qi_lib.tables.cells import read_cell_day, say_cell
from qi_lib.tables.columns import ColumnMapping, propose_mapping
from qi_lib.tables.files import Table, read_pasted, read_table
from qi_lib.tables.observations import ReadObservations, to_observations

__all__ = ["Upload"]

_SWITCHES = {"is_rest", "adds_up"}


@dataclass(slots=True)
class Upload:
    """A table, the mapping of its columns, and what came out of it."""

    table: Table
    mapping: ColumnMapping
    reading: ReadObservations
    is_recalled: bool = False
    """Whether the columns are read as they were last time."""

    @classmethod
    def of_file(cls, content: bytes, file: str) -> "Upload":
        """Read a file and guess its columns; raises `Refused` with what is wrong."""
        return cls._of(read_table(content, file))

    @classmethod
    def of_text(cls, text: str) -> "Upload":
        """Read pasted cells and guess their columns; raises `Refused` with what is wrong."""
        return cls._of(read_pasted(text))

    @classmethod
    def _of(cls, table: Table) -> "Upload":
        mapping = propose_mapping(table)
        return cls(table, mapping, to_observations(table, mapping))

    def remember(self) -> str:
        """Write down how the columns were read, for the next table like this one."""
        return json.dumps(asdict(self.mapping), ensure_ascii=False)

    def recall(self, remembered: str) -> None:
        """Read the columns as last time, if they are there and hold numbers."""
        if not remembered:
            return
        mapping = ColumnMapping(**json.loads(remembered))
        used = {mapping.when, mapping.number, mapping.out_of, mapping.group} - {""}
        if not used <= set(self.table.columns):
            return
        reading = to_observations(self.table, mapping)
        if reading.observations:
            self.mapping, self.reading, self.is_recalled = mapping, reading, True

    def value(self, name: str) -> str:
        """Give one choice of the mapping as text."""
        value = getattr(self.mapping, name)
        return str(value) if not isinstance(value, bool) else "yes" if value else ""

    def choose(self, name: str, value: str) -> None:
        """Change one choice of the mapping."""
        changed: dict[str, str | bool] = {name: value == "yes" if name in _SWITCHES else value}
        if name == "group":
            changed |= {"only": "", "adds_up": bool(value)}
        if name == "same_date":
            changed = {"keeps_all": value == "all", "adds_up": value == "sum"}
        self.is_recalled = False
        self.mapping = replace(self.mapping, **changed)  # type: ignore[arg-type]  # by name
        self.reading = to_observations(self.table, self.mapping)

    @property
    def same_date(self) -> str:
        """Say what becomes of several rows of one date."""
        return "all" if self.mapping.keeps_all else "sum" if self.mapping.adds_up else "last"

    @property
    def has_same_dates(self) -> bool:
        """Tell whether several rows have one date."""
        days = [day for day in map(read_cell_day, self.table.column(self.mapping.when)) if day]
        return len(set(days)) < len(days)

    @property
    def groups(self) -> list[str]:
        """The words in the column that splits a date into several rows."""
        if not self.mapping.group:
            return []
        return sorted({say_cell(cell) for cell in self.table.column(self.mapping.group)})

    @property
    def charted(self) -> str:
        """Say in a few words what each point will be."""
        mapping = self.mapping
        if not mapping.out_of:
            return f"“{mapping.number}”"
        part = f"“{mapping.number}”"
        if mapping.is_rest:
            part = f"“{mapping.out_of}” minus {part}"
        return f"{part}, out of “{mapping.out_of}”"
