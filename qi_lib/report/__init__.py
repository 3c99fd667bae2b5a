"""Documents made from a project's record."""

from qi_lib.report.measure_findings import Evidence, evidence_of
from qi_lib.report.poster import Host, Poster, make_poster

__all__ = ["Evidence", "Host", "Poster", "evidence_of", "make_poster"]
