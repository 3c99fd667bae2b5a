"""The demonstration's projects, to look at through the pages."""

import pytest

from gallery.identity.people import Person, Role
from gallery.store import Store
from hub_config.demonstration import load_demonstration

EDITH = Person("edith", "Edith Marlow")
HELEN = Person("helen", "Helen Castell", Role.FACULTY, frozenset({"faculty"}))
RUTH = Person("ruth", "Ruth Winterbourne")
FALLS = "fewer-falls-at-larch-house"
STARTED = "quiet-nights-on-fulmar-ward"


@pytest.fixture
def demonstration(store: Store) -> Store:
    """A store with the demonstration in it."""
    load_demonstration(store)
    return store
