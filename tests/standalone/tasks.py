"""Work whose progress a test can see from outside."""

import time
from pathlib import Path

from celery import shared_task


@shared_task
def linger(diary: str, seconds: float) -> None:
    """Write "begin", take ``seconds``, write "end"."""
    with Path(diary).open("a") as lines:
        print("begin", file=lines, flush=True)
        time.sleep(seconds)
        print("end", file=lines, flush=True)
