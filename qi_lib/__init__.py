"""The domain: records, charts, documents, and the client of the project store."""

from qi_lib.moved import find_moved_modules

find_moved_modules()
