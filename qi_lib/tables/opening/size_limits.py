"""How large a file may be that somebody brings, and how many rows it may have."""

__all__ = ["MAX_BYTES", "MAX_ROWS", "MAX_UNPACKED_BYTES"]

MAX_ROWS = 200_000
MAX_BYTES = 10_000_000
# A workbook is a zip: ten megabytes of it can hold gigabytes. 200,000 usual rows take some 80 MB.
MAX_UNPACKED_BYTES = 150_000_000
