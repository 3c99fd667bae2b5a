"""JupyterHub's pages in our look."""

from pathlib import Path

import nativeauthenticator
import pytest
from jinja2 import Environment, FileSystemLoader
from jupyterhub._data import DATA_FILES_PATH

OURS = Path(__file__).parents[2] / "hub_config" / "templates"
STOCK = Path(DATA_FILES_PATH) / "templates"
NATIVE = Path(nativeauthenticator.__file__).parent / "templates"


def test_no_page_of_jupyterhub_or_of_its_sign_in_keeps_the_stock_look() -> None:
    stock = {file.name for folder in (STOCK, NATIVE) for file in folder.glob("*.html")}

    assert len(stock) > 15
    assert stock - {file.name for file in OURS.glob("*.html")} == set()


@pytest.mark.parametrize("name", sorted(file.name for file in OURS.glob("*.html")))
def test_templates_load_nothing_from_elsewhere(name: str) -> None:
    source = (OURS / name).read_text()

    assert "//" not in source.replace("http://www.w3.org", "")


@pytest.mark.parametrize("error", ["", "Invalid username or password."])
def test_sign_in_says_what_is_wrong_and_that_this_is_a_demonstration(error: str) -> None:
    html = render(
        "native-login.html",
        login_error=error,
        username="<b>edith</b>",
        mode_notice="Everything runs as one system user.",
        is_demonstration=True,
    )

    assert "<title>Sign in · Larkfield</title>" in html
    assert '<main id="main"' in html
    assert '<label for="password_input">Password</label>' in html
    assert "<b>Demonstration.</b> Everything runs as one system user." in html
    assert "&lt;b&gt;edith&lt;/b&gt;" in html
    assert ('role="alert"' in html) == bool(error)


def test_real_hub_shows_its_logo_and_is_no_demonstration() -> None:
    html = render("native-login.html", mode_notice="One system user.", has_logo=True)

    assert '<img src="/static/logo"' in html
    assert "Demonstration" not in html


def test_a_service_that_is_away_is_told_calmly() -> None:
    html = render("error.html", status_code=503, message_html="<a href='/hub/home'>stock</a>")

    assert "This part is resting" in html
    assert "stock" not in html


def render(name: str, **values: object) -> str:
    environment = Environment(loader=FileSystemLoader(OURS), autoescape=True)
    return environment.get_template(name).render(
        organisation="Larkfield", base_url="/hub/", authenticator_login_url="/hub/login", **values
    )
