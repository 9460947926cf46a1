"""A server to kill or to time: `python -m tests.e2e.api.server DATABASE PORT`; prints a key."""

from __future__ import annotations

import sys

import uvicorn

from api.app import create_app
from compliance import service
from compliance.records import Role
from compliance.service import PROGRAM, App
from compliance.store import open_store
from tests.e2e.api.support import CHARTER, SignChecker


def main(database: str, port: int) -> None:
    app = App(store=open_store(f"sqlite:///{database}"), checkers={"maison": SignChecker(CHARTER)})
    made = service.create_key(app, PROGRAM, owner="anna", roles=[Role.AMBASSADOR])
    print(made.token, flush=True)  # noqa: T201 - how the test learns the key
    api = create_app(app, checks_per_minute=10**9)
    uvicorn.run(api, port=port, access_log=False, log_level="warning")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
