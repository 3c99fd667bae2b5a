from qi_lib.moved import find_moved_names

find_moved_names(__name__)
