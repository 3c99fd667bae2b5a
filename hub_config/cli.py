"""The command line: run a hub, bring data in, look at settings."""

import signal
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

import typer
from rich.console import Console
from rich.markup import escape
from rich.panel import Panel
from rich.table import Table
from sqlalchemy import make_url

from gallery.errors import GalleryError
from gallery.settings import Settings, SignInMethod, load_settings
from hub_config.accounts import first_accounts
from hub_config.addresses import Addresses
from hub_config.errors import HubDidNotStart, RunError
from hub_config.import_command import import_data
from hub_config.keys import Keys
from hub_config.processes import (
    STOPPED_BY,
    check_ports,
    end_leftovers,
    hold_data_folder,
    hub_process,
)

__all__ = ["app", "import_data", "main", "show_settings", "up"]

app = typer.Typer(
    help="Run the QI Hub and look after it.", no_args_is_help=True, add_completion=False
)
_console = Console()
_START_SECONDS = 90


@app.command()
def up() -> None:
    """Start the hub, and stop all of it with Ctrl-C."""
    settings = load_settings()
    addresses = Addresses.of(settings)
    # Whatever stops us, we end in the same orderly way. A shell that starts us in the background
    # has SIGINT ignored, which we undo; `nohup` asks that a closed window does not stop us.
    for number in STOPPED_BY:
        if number != signal.SIGHUP or signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, signal.default_int_handler)
    with hold_data_folder(settings.data_folder):
        end_leftovers(settings.data_folder)
        check_ports(addresses.ports)
        log = settings.data_folder / "logs" / "hub.log"
        began = time.monotonic()
        try:
            with hub_process(settings.data_folder, log) as hub:
                with _console.status("Starting the hub …"):
                    _wait_until_ready(hub, addresses, log)
                _welcome(settings, seconds=time.monotonic() - began, log=log)
                hub.wait()
            raise HubDidNotStart(f"The hub ended by itself. {log} says why.")
        except KeyboardInterrupt:
            _console.print("Stopped. Everything is kept in", str(settings.data_folder))


app.command("import")(import_data)


@app.command("settings")
def show_settings() -> None:
    """Check the settings and show them; secrets stay hidden."""
    table = Table("setting", "value", title="Settings in force")
    settings = load_settings()
    shown = settings.model_dump(mode="json")
    shown["database_url"] = make_url(settings.store_url).render_as_string(hide_password=True)
    for name, value in shown.items():
        table.add_row(name, escape(str(value)))
    _console.print(table)


def main() -> None:
    """Run the command line; what a person can mend is said in a sentence, not a traceback."""
    from qi_lib.errors import QIError  # noqa: PLC0415  (brings httpx)

    try:
        app()
    except (GalleryError, RunError, QIError) as error:
        _console.print(f"[bold]{type(error).__name__}[/bold]", style="red", end=": ")
        _console.print(str(error), markup=False)
        raise SystemExit(1) from None


def _wait_until_ready(hub: "subprocess.Popen[bytes]", addresses: Addresses, log: Path) -> None:
    deadline = time.monotonic() + _START_SECONDS
    pages = (f"{addresses.public}/hub/health", f"{addresses.public}/api/health")
    while time.monotonic() < deadline:
        if hub.poll() is not None:
            raise HubDidNotStart(f"The hub ended while it was starting. {log} says why.")
        if all(_answers(page) for page in pages):
            return
        time.sleep(0.2)
    raise HubDidNotStart(f"The hub did not answer within {_START_SECONDS} s. See {log}.")


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _welcome(settings: Settings, *, seconds: float, log: Path) -> None:
    name = escape(settings.organisation.name)
    _console.print(Panel(f"{name} is at [bold]{settings.public_url}[/bold]"))
    _say_who_may_sign_in(settings)
    _console.print(
        f"\nStarted in {seconds:.0f} s. Everything is kept in {settings.data_folder}; "
        f"the log is {log}.\nFor trying out on one computer: teams' notebooks are not kept "
        "apart from each other here.\nStop with Ctrl-C.",
        highlight=False,
    )


def _say_who_may_sign_in(settings: Settings) -> None:
    if settings.sign_in.method is SignInMethod.OPENID:
        _console.print("People sign in with the accounts of their organisation.")
        return
    if not settings.demonstration:
        # What we print may be kept: a real hub's password stays out of the journal.
        file = Keys(settings.data_folder).path("first-accounts.json")
        _console.print(f"“admin” may sign in, at first with the password in {file}.")
        return
    people = Table.grid(padding=(0, 3))
    accounts = first_accounts(settings, Keys(settings.data_folder))
    for account in accounts:
        people.add_row(f"[bold]{account.name}[/bold]", account.display_name, account.group)
    _console.print("Who may sign in, all with the password", end=" ")
    _console.print(accounts[0].password, style="bold", highlight=False)
    _console.print(people)


if __name__ == "__main__":
    main()
