"""NativeAuthenticator's pages where its own will not do: signing in, letting people in."""

from typing import Any
from urllib.parse import quote

from jupyterhub import orm
from jupyterhub.handlers.login import LoginHandler as HubLoginHandler
from jupyterhub.scopes import needs_scope
from jupyterhub.utils import new_token
from nativeauthenticator.handlers import DiscardHandler, LocalBase
from nativeauthenticator.handlers import LoginHandler as NativeLoginHandler
from tornado.web import HTTPError

__all__ = ["AdmissionHandler", "SignInHandler", "TurnAwayHandler"]


class SignInHandler(NativeLoginHandler):
    """Sign in with NativeAuthenticator's page and the hub's own way of handling the form.

    NativeAuthenticator 1.3.0 counts sign-ins with `statsd`, which JupyterHub 6 no longer has,
    and cannot show the hub's own errors on its page.
    """

    def _render(self, login_error: str | None = None, username: str | None = None, **_: Any) -> Any:
        if login_error and self._waits_for_approval(username or ""):
            login_error = (
                "Your account waits for approval. An administrator of the hub has been asked; "
                "try again later."
            )
        return super()._render(login_error=login_error, username=username)

    async def post(self) -> None:
        """Sign the person in, or show the form again with what is wrong."""
        await HubLoginHandler.post(self)

    def _waits_for_approval(self, username: str) -> bool:
        account = self.authenticator.get_user(username)
        password = self.get_body_argument("password", default="", strip=False)
        return (
            account is not None
            and not account.is_authorized
            # Else passwords could be guessed here without end.
            and not self.authenticator.is_blocked(account.username)
            and account.is_valid_password(password)
        )


class AdmissionHandler(LocalBase):
    """Let a person in, or shut them out.

    NativeAuthenticator does it on GET, where a link or an image in any page could do it in an
    administrator's name, and turns what is into its contrary, so that a double click undoes it.
    """

    @needs_scope("admin:users")
    async def post(self, name: str) -> None:
        """Do what the form says."""
        account = self.authenticator.get_user(name)
        if account is None:
            raise HTTPError(404, f"There is no account “{name}”. It may have been turned away.")
        account.is_authorized = self.get_body_argument("let_in") == "yes"
        if not account.is_authorized:
            self._end_sessions(account.username)
        self.db.commit()
        self.redirect(f"{self.hub.base_url}authorize#{quote(name)}", status=303)

    def _end_sessions(self, name: str) -> None:
        """Make the person's cookies and tokens worthless; a cookie would be good for two weeks."""
        person = orm.User.find(self.db, name)
        if person is not None:
            person.cookie_id = new_token()
            for token in list(person.api_tokens):
                self.db.delete(token)


class TurnAwayHandler(DiscardHandler):
    """Delete the account of somebody who was never let in; by POST, for the same reason."""

    post = DiscardHandler.get

    async def get(self, name: str) -> None:
        """Do nothing."""
        raise HTTPError(405)
