"""`python -m flows`: sweeps and purges on their schedules, on the server of PREFECT_API_URL."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from prefect import aserve

from flows.purge import purge
from flows.sweep import sweep


async def main() -> None:
    await aserve(
        await sweep.ato_deployment("sweep", interval=timedelta(minutes=1)),
        await purge.ato_deployment("purge", cron="17 3 * * *"),
    )


if __name__ == "__main__":
    asyncio.run(main())
