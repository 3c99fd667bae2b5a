"""A whole project as one file to keep, to read with usual programs, and to bring in again."""

from qi_lib.parcel.history import PastSave, fit_history
from qi_lib.parcel.notebooks import add_notebooks, read_notebooks
from qi_lib.parcel.project_file import ENDING, Parcel, pack, unpack
from qi_lib.parcel.zip_files import LARGEST_BYTES

__all__ = [
    "ENDING",
    "LARGEST_BYTES",
    "Parcel",
    "PastSave",
    "add_notebooks",
    "fit_history",
    "pack",
    "read_notebooks",
    "unpack",
]
