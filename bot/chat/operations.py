"""What operators and their machines ask over HTTP: /healthz, /readyz, /metrics."""

import asyncio
from dataclasses import asdict

from prometheus_client import CONTENT_TYPE_LATEST
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.chat.health import Health
from bot.chat.metrics import Metrics

_PATIENCE = 2.0  # seconds a probe waits for the database


def routes(health: Health, metrics: Metrics) -> list[Route]:
    """The routes of the three."""

    async def alive(_: Request) -> Response:
        # Without the database: a restart would not mend it.
        return JSONResponse({"status": "ok", "mode": health.mode, "revision": health.revision()})

    async def ready(_: Request) -> Response:
        try:
            condition = await asyncio.wait_for(asyncio.to_thread(health.condition), _PATIENCE)
        except TimeoutError:
            return JSONResponse({"status": "not ready", "reason": "the database does not answer"}, 503)
        status = "not ready" if condition.reason else "ready"
        return JSONResponse({"status": status, **asdict(condition)}, 503 if condition.reason else 200)

    async def counted(_: Request) -> Response:
        return Response(metrics.text(), media_type=CONTENT_TYPE_LATEST)

    return [Route("/healthz", alive), Route("/readyz", ready), Route("/metrics", counted)]
