"""Letting people in and shutting them out."""

from types import SimpleNamespace
from typing import Any

import pytest
from jupyterhub import orm
from nativeauthenticator.handlers import DiscardHandler
from tornado.web import HTTPError, RequestHandler

from hub_config.accounts import HubAuthenticator
from hub_config.sign_in_and_approval import AdmissionHandler, SignInHandler, TurnAwayHandler
from tests.hub_config.test_templates import render

PASSWORD = "four-quiet-words"


@pytest.fixture
def hub() -> Any:
    database = orm.new_session_factory("sqlite:///:memory:")()
    ours = HubAuthenticator(db=database)
    ours.create_user("mallory", PASSWORD)
    yield SimpleNamespace(db=database, authenticator=ours)
    database.close()


def test_waiting_account_tells_nothing_of_its_password_after_too_many_tries(hub: Any) -> None:
    hub.authenticator.allowed_failed_logins = 3
    page = SimpleNamespace(
        authenticator=hub.authenticator, get_body_argument=lambda *_, **__: PASSWORD
    )
    tells = [SignInHandler._waits_for_approval(page, "mallory")]

    for _ in range(3):
        hub.authenticator.add_login_attempt("mallory")
    tells.append(SignInHandler._waits_for_approval(page, "mallory"))

    assert tells == [True, False]


def test_links_and_images_let_nobody_in() -> None:
    # A handler without `get` of its own answers 405.
    assert AdmissionHandler.get is RequestHandler.get
    assert TurnAwayHandler.get is not DiscardHandler.get


def test_pressing_twice_lets_in_once(hub: Any) -> None:
    for _ in range(2):
        _press(hub, "mallory", let_in="yes")

    assert hub.authenticator.get_user("mallory").is_authorized


def test_shutting_someone_out_ends_their_cookies_and_tokens(hub: Any) -> None:
    person = orm.User(name="mallory")
    hub.db.add(person)
    hub.db.commit()
    cookie = person.cookie_id
    hub.db.add(orm.APIToken(user=person, hashed="of-a-page", prefix="of"))
    hub.db.commit()

    _press(hub, "mallory", let_in="no")

    assert not hub.authenticator.get_user("mallory").is_authorized
    assert person.cookie_id != cookie
    assert hub.db.query(orm.APIToken).count() == 0


def test_account_that_is_gone_is_said_to_be_gone(hub: Any) -> None:
    with pytest.raises(HTTPError, match="There is no account “nobody”"):
        _press(hub, "nobody", let_in="yes")


def test_page_of_people_acts_by_forms_that_carry_the_token() -> None:
    people = [
        SimpleNamespace(username="mallory?", is_authorized=False),
        SimpleNamespace(username="edith", is_authorized=True),
    ]

    html = render(
        "authorization-area.html",
        users=people,
        user=SimpleNamespace(name="admin"),
        xsrf="the-token",
        parsed_scopes={},
    )

    assert html.count('name="_xsrf" value="the-token"') == html.count("<form method=") == 3
    assert 'action="/hub/discard/mallory%3F"' in html
    assert 'href="/hub/authorize/' not in html


def _press(hub: Any, name: str, *, let_in: str) -> None:
    handler = SimpleNamespace(
        **vars(hub),
        hub=SimpleNamespace(base_url="/hub/"),
        get_body_argument={"let_in": let_in}.__getitem__,
        redirect=lambda _address, status: None,
    )
    handler._end_sessions = lambda name: AdmissionHandler._end_sessions(handler, name)
    pressing = AdmissionHandler.post.__wrapped__(handler, name)  # past the check of the scope
    with pytest.raises(StopIteration):
        pressing.send(None)
