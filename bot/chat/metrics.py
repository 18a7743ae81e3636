"""What is counted, for Prometheus. In a registry of its own, so that several bots can live in one process."""

import time
from datetime import UTC, datetime

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class Metrics:
    """The counters of one bot."""

    def __init__(self) -> None:
        self.last_update: datetime | None = None  # when the last update was dealt with
        self.last_poll: float | None = None  # when the last getUpdates finished, of `time.monotonic`
        self._registry = CollectorRegistry()
        self._updates = Counter(
            "parkbot_updates", "Updates dealt with, by outcome.", ["outcome"], registry=self._registry
        )
        self._seconds = Histogram(
            "parkbot_update_seconds", "From the arrival of an update to its end.", buckets=_SECONDS,
            registry=self._registry,
        )  # fmt: skip
        self._unreadable = Counter(
            "parkbot_unreadable_updates", "Updates that could not be parsed.", registry=self._registry
        )
        self._refused = Counter(
            "parkbot_webhook_refused", "Requests to the webhook that were refused, by reason.", ["reason"],
            registry=self._registry,
        )  # fmt: skip
        self._flood = Counter("parkbot_flood_limits", "Answers 429 from Telegram.", registry=self._registry)
        self._storage = Counter(
            "parkbot_storage_errors", "Times the database could not be used for an update.", registry=self._registry
        )
        self.in_flight = Gauge("parkbot_updates_in_flight", "Updates being handled.", registry=self._registry)
        self.waiting = Gauge("parkbot_updates_waiting", "Updates behind others of their chat.", registry=self._registry)
        self._last = Gauge(
            "parkbot_last_update_timestamp_seconds", "When the last update was dealt with.", registry=self._registry
        )
        self._polled = Gauge(
            "parkbot_last_poll_timestamp_seconds", "When the last getUpdates finished; 0 without polling.",
            registry=self._registry,
        )  # fmt: skip

    def dealt_with(self, outcome: str, seconds: float) -> None:
        """An update has come to its end."""
        self._updates.labels(outcome).inc()
        self._seconds.observe(seconds)
        self.updated(datetime.now(UTC))

    def updated(self, at: datetime) -> None:
        """An update was dealt with at a time; none later is known."""
        self.last_update = at
        self._last.set(at.timestamp())

    def unreadable(self) -> None:
        self._unreadable.inc()

    def refused(self, reason: str) -> None:
        self._refused.labels(reason).inc()

    def flood_limit(self) -> None:
        self._flood.inc()

    def storage_error(self) -> None:
        self._storage.inc()

    def polled(self) -> None:
        """A getUpdates has finished."""
        self.last_poll = time.monotonic()
        self._polled.set(time.time())

    def text(self) -> bytes:
        """All of it, in the text format of Prometheus."""
        return generate_latest(self._registry)
