"""What every rule can do, whoever wrote it."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from qi_lib.spc.rules.compared_points import ComparedPoints, Hits

__all__ = ["Rule"]


@runtime_checkable
class Rule(Protocol):
    """Is what every rule can do: find its pattern, and say in words what it is."""

    @property
    def name(self) -> str:
        """Name the rule as it stands in the `signals` column."""
        ...

    @property
    def words(self) -> str:
        """Say what the rule looks for, to finish the sentence "This point is part of …"."""
        ...

    def find(self, compared: ComparedPoints) -> Hits:
        """Find every point that is part of the pattern."""
        ...
