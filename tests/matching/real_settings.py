"""The portal of the tests that kill its processes: many small shards, so that there is a middle to kill in."""

from tests.standalone.settings import *  # noqa: F403

MATCH_SHARD_ROWS = 2
