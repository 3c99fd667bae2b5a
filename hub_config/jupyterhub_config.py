"""JupyterHub reads this file; all it holds is set by tested functions."""

from gallery.settings import load_settings
from hub_config.hub import configure

configure(get_config(), load_settings())  # type: ignore[name-defined]  # noqa: F821
