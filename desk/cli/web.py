"""The desk as web pages, served."""

import signal
import sys
from contextlib import nullcontext
from types import FrameType
from typing import Annotated

import typer
from typer import Option

from desk.cli.desk import Desk
from desk.served import serve
from workflow.errors import Refused

#: The addresses that no other machine can reach.
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


#: How long requests under way may take once the desk is told to stop, in seconds.
GRACE = 10


def register(app: typer.Typer) -> None:
    """Add this command."""
    app.command("web")(web)


def web(
    context: typer.Context,
    host: Annotated[str, Option(help="The address to serve at; else as configured.")] = "",
    port: Annotated[int, Option(min=0, max=65535, help="The port; else as configured.")] = 0,
    workers: Annotated[int, Option(min=1, max=64, help="How many processes.")] = 1,
    no_bell: Annotated[bool, Option("--no-bell", help="Without a bell: foi bell runs elsewhere.")] = False,
) -> None:
    """Serve the desk until stopped, with a bell beside it; requests under way are answered first."""
    import uvicorn

    from desk.bell_beside import bell_beside

    desk: Desk = context.obj
    settings = desk.whole.config.web
    where = host or settings.host
    if where not in LOOPBACK and not settings.plain_http:
        raise Refused(
            "no_tls",
            "To other machines the desk is served behind TLS: see the manual, or set [web] plain_http.",
        )
    # Each worker is a process of its own, and reads the configuration itself.
    serve(desk.config_file, desk.database)
    desk.say("The desk: http://{host}:{port}/  Ctrl-C stops it.", host=where, port=port or settings.port)
    # uvicorn answers what is under way, then passes the signal on: to have stopped as told is no failure.
    signal.signal(signal.SIGTERM, _stopped)
    with nullcontext() if no_bell else bell_beside():
        uvicorn.run(
            "desk.web.serving:app",
            factory=True,
            host=where,
            port=port or settings.port,
            workers=workers,
            proxy_headers=True,
            forwarded_allow_ips="127.0.0.1",
            server_header=False,
            log_level="warning",
            timeout_graceful_shutdown=GRACE,
            # A worker that starts on a busy machine is slow, not dead: to kill it makes the machine busier.
            timeout_worker_healthcheck=120,
        )


def _stopped(_signal: int, _frame: FrameType | None) -> None:
    sys.exit(0)
