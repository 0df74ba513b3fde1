"""后台: one process that follows the events, publishes what is due and rewrites pages that must follow a change."""

from __future__ import annotations

import logging
from threading import Event as Flag

from django.db import close_old_connections
from django.utils import timezone

from gongkai.office import events
from gongkai.records.publishing_acts import publish_due

from . import bell, follow, index

POLL_SECONDS = 0.25
PAUSE_AFTER_ERROR_SECONDS = 5.0
logger = logging.getLogger(__name__)


def work_forever(stop: Flag) -> None:
    """Follow the events until `stop` is set; an error is logged and tried again, nothing is skipped."""
    with bell.Listening() as listening:
        follow.notice_new_frames()
        index.build_where_unusable(on=timezone.localdate())
        while not stop.is_set():
            close_old_connections()
            try:
                busy = work_once()
            except Exception:
                logger.exception("The public site could not be brought up to date; trying again")
                stop.wait(PAUSE_AFTER_ERROR_SECONDS)
                continue
            listening.wait(0 if busy else POLL_SECONDS)


def work_once() -> bool:
    """Do what is due now; return whether a rewriting of pages waits to be continued."""
    now = timezone.now()
    publish_due(now)
    follow.catch_up(now)
    for others_catch_up in events.followers():
        others_catch_up(now)
    return follow.sweep_a_stretch(now)
