"""门铃: wakes the worker the moment an event is committed. It carries nothing; the cursor does the work.

A named pipe in the private folder. Nobody listening, or a pipe that is full, is no error: the worker looks by itself
several times a second.
"""

from __future__ import annotations

import os
import select
from contextlib import suppress
from pathlib import Path

from django.conf import settings


def _pipe() -> Path:
    return settings.PRIVATE_DIR / "publishing.bell"


def ring() -> None:
    """Wake the worker, if one is listening."""
    with suppress(OSError):
        descriptor = os.open(_pipe(), os.O_WRONLY | os.O_NONBLOCK)
        try:
            os.write(descriptor, b"!")
        finally:
            os.close(descriptor)


class Listening:
    """The worker's end of the pipe."""

    def __enter__(self) -> Listening:
        if not _pipe().is_fifo():
            _pipe().unlink(missing_ok=True)
            os.mkfifo(_pipe(), 0o600)
        self._descriptor = os.open(_pipe(), os.O_RDWR | os.O_NONBLOCK)
        return self

    def __exit__(self, *exc: object) -> None:
        os.close(self._descriptor)

    def wait(self, seconds: float) -> None:
        """Return when the bell rings, or after so many seconds."""
        ready, _, _ = select.select([self._descriptor], [], [], seconds)
        if ready:
            with suppress(BlockingIOError):
                os.read(self._descriptor, 65536)
