"""NATS JetStream as the carrier of fact runs: the stream, publishing, pulling, and reading a log by request."""

import asyncio
from contextlib import suppress

import nats
from nats.aio.client import Client
from nats.js import JetStreamContext
from nats.js.api import AckPolicy, ConsumerConfig, DiscardPolicy, RetentionPolicy, StorageType, StreamConfig
from nats.js.errors import Error as JetStreamError
from nats.js.errors import NotFoundError

_SEVEN_DAYS = 7 * 24 * 3600


def stream_of(source: str) -> str:
    return f"FACTS_{source.upper()}"


def subject_of(source: str) -> str:
    return f"facts.{source}"


def log_subject_of(source: str) -> str:
    return f"log.{source}.read"


async def _say_nothing(_: Exception) -> None:
    """Reconnects are routine; what matters shows as lag on /health."""


class Broker:
    """One connection to NATS; every call may fail while the server is away, and may be repeated."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.jetstream: JetStreamContext = client.jetstream(timeout=5)

    @classmethod
    async def connect(cls, url: str, name: str) -> "Broker":
        """Connects in the background for ever: a service starts and works while NATS is away."""
        client = Client()
        await client.connect(
            url,
            name=name,
            max_reconnect_attempts=-1,
            reconnect_time_wait=0.2,  # type: ignore[arg-type]
            connect_timeout=2,
            allow_reconnect=True,
            error_cb=_say_nothing,
            pending_size=0,
        )
        return cls(client)

    async def close(self) -> None:
        with suppress(Exception):
            await asyncio.wait_for(self.client.close(), 3)

    async def ensure_stream(self, source: str) -> None:
        """Seven days of copies on disk: consumers that were away longer read the log itself."""
        config = StreamConfig(
            name=stream_of(source),
            subjects=[subject_of(source)],
            retention=RetentionPolicy.LIMITS,
            storage=StorageType.FILE,
            max_age=_SEVEN_DAYS,
            discard=DiscardPolicy.OLD,
            duplicate_window=120,
        )
        await self.jetstream.add_stream(config)

    async def publish(self, source: str, payload: bytes, message_id: str) -> None:
        """Returns when the server has the run on disk (`sync_interval: always`)."""
        await self.jetstream.publish(
            subject_of(source),
            payload,
            timeout=5,
            stream=stream_of(source),
            headers={"Nats-Msg-Id": message_id},
        )

    async def pull(self, source: str, reader: str) -> JetStreamContext.PullSubscription:
        """The durable pull consumer of `reader` on the stream of `source`."""
        config = ConsumerConfig(
            durable_name=f"{reader}-reads-{source}",
            ack_policy=AckPolicy.EXPLICIT,
            ack_wait=30,
            max_ack_pending=1000,
        )
        return await self.jetstream.pull_subscribe(
            subject_of(source), durable=config.durable_name, stream=stream_of(source), config=config
        )

    async def read_log(self, source: str, after: int) -> bytes:
        """A run of facts after a position straight from the announcing service's ledger."""
        reply = await self.client.request(log_subject_of(source), b"%d" % after, timeout=5)
        return reply.data


BROKER_TROUBLE = (nats.errors.Error, JetStreamError, NotFoundError, OSError, TimeoutError)
