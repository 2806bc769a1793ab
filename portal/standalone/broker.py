"""Work a killed Celery worker had taken and never acknowledged goes back to its queue."""

import json
from typing import Protocol, cast

import redis
from kombu.transport.redis import Channel

from portal.celery import app


class Taken(Protocol):
    """What kombu's Redis transport knows of messages taken and not acknowledged (its stubs leave it out)."""

    def restore_by_tag(self, tag: bytes | str, client: redis.Redis | None = None) -> None: ...


def restore(queue: str | None = None) -> int:
    """Put unacknowledged messages (of ``queue``, or all) back at the head of their queues; returns how many.

    Only while no worker reads these queues: a message being worked on would be worked on twice. The
    transport does the same by itself, but up to a hundred seconds later.
    """
    restored = 0
    with app.connection_for_write() as connection:
        channel = cast(object, connection.default_channel)
        if not isinstance(channel, Channel):
            return 0
        client: redis.Redis = channel.client
        taken_messages = cast(Taken, channel.qos)
        for tag, taken in client.hgetall(channel.unacked_key).items():
            _, _, routing_key = json.loads(taken)
            if queue in (None, routing_key):
                taken_messages.restore_by_tag(tag, client=client)
                restored += 1
    return restored
