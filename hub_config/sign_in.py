"""The sign-in page's handler, for NativeAuthenticator on JupyterHub 6."""

from typing import Any

from jupyterhub.handlers.login import LoginHandler as HubLoginHandler
from nativeauthenticator.handlers import LoginHandler as NativeLoginHandler

__all__ = ["SignInHandler"]


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
            and account.is_valid_password(password)
        )
