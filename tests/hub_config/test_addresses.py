"""Which addresses lead where."""

from gallery.identity.sign_in import OUR_PATHS
from hub_config.addresses import GALLERY_ROUTES


def test_every_page_of_the_gallery_is_sent_its_session() -> None:
    pages = {route.rstrip("/") for route in GALLERY_ROUTES} - {"/static"}

    assert pages <= set(OUR_PATHS)
