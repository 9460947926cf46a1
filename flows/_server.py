"""The temporary Prefect server's own process: `python -m flows._server`, started by `embedded`.

It prints its port, and leaves when its standard input is closed: so it ends with whoever started
it, by whatever signal, and takes its folder along.
"""

from __future__ import annotations

import shutil
import socket
import sys
import threading

import uvicorn
from prefect.settings import get_current_settings


def main() -> None:
    home = get_current_settings().home
    config = uvicorn.Config(
        "prefect.server.api.server:create_app",
        factory=True,
        log_level="critical",
        access_log=False,
        lifespan="on",
    )
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        sys.stdout.write(f"{listening.getsockname()[1]}\n")
        sys.stdout.flush()
        threading.Thread(target=_stop_at_the_end_of_input, args=(server,), daemon=True).start()
        server.run(sockets=[listening])
    shutil.rmtree(home, ignore_errors=True)


def _stop_at_the_end_of_input(server: uvicorn.Server) -> None:
    sys.stdin.buffer.read()
    server.should_exit = True
    # Whoever waits for an event stream would hold it open.
    server.force_exit = True


if __name__ == "__main__":
    main()
