"""Documents made from a project's record."""

from qi_lib.moved import find_moved_names
from qi_lib.report.measure_findings import MeasureFinding, findings_of
from qi_lib.report.poster import Host, Poster, make_poster

__all__ = ["Host", "MeasureFinding", "Poster", "findings_of", "make_poster"]

find_moved_names(__name__)
