"""What charts without a time axis have in common: words, a drawing, and a table of the data."""

from __future__ import annotations

import secrets
from abc import ABC, abstractmethod
from collections.abc import Sequence

from qi_lib.spc.argument_checks import check_flag, check_text
from qi_lib.spc.svg.elements import escape
from qi_lib.spc.svg.notebook_view import notebook_view

__all__ = ["Result"]


class Result(ABC):
    """Show a Pareto chart, a funnel plot, a histogram or a CUSUM, each made by its function."""

    __slots__ = ()

    notes: tuple[str, ...]

    @abstractmethod
    def finding(self) -> str:
        """Say the finding in one short sentence, without a full stop."""

    @abstractmethod
    def explain(self) -> str:
        """Explain the chart in plain words, as one would say them aloud."""

    @abstractmethod
    def _draw(self, *, themeable: bool, uid: str) -> str: ...

    @abstractmethod
    def _table(self) -> tuple[Sequence[str], Sequence[Sequence[str]]]:
        """Give the heads of the table, and the cells of each row, the row's name first."""

    def to_svg(self, *, themeable: bool = True, uid: str | None = None) -> str:
        """Draw the chart as one SVG element.

        Args:
            themeable: take colours from CSS custom properties (`--spc-ink`, …), with ours as
                fallback; False writes plain colours, for documents.
            uid: start of the element's ids, to get the same text each time; random if left out.

        Returns:
            The text of an `<svg>` element.

        Raises:
            ArgumentError: an argument is of the wrong kind.
        """
        check_flag("themeable", themeable)
        if uid is not None:
            check_text("uid", uid)
        return self._draw(themeable=themeable, uid=uid or f"spc-{secrets.token_hex(4)}")

    def to_table_html(self) -> str:
        """Write the data as an HTML table, for screen readers and for copying.

        Returns:
            The text of a `<table>` element, captioned with the finding.
        """
        heads, rows = self._table()
        head = "".join(f'<th scope="col">{escape(name)}</th>' for name in heads)
        body = "".join(
            f'<tr><th scope="row">{escape(name)}</th>'
            + "".join(f"<td>{escape(cell)}</td>" for cell in cells)
            + "</tr>"
            for name, *cells in rows
        )
        return (
            f"<table><caption>{escape(self.finding())}</caption><thead><tr>{head}</tr></thead>"
            f"<tbody>{body}</tbody></table>"
        )

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        """Show the chart in a notebook at once, with notes and its data table below."""
        return notebook_view(
            svg=self.to_svg(), table=self.to_table_html(), words=self.explain(), notes=self.notes
        )
