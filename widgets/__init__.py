"""The QI tools for touch."""

from qi_lib.moved import find_moved_modules

find_moved_modules()
