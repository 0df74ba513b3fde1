"""后台进程：由 gongkai serve 启动，跟进事件，直到收到停止信号。

`python -m gongkai.cli.worker` also runs it alone, beside a web server of the office's own choice.
"""

import signal
import threading
from importlib import import_module

from gongkai.cli.django_door import django_ready


def main() -> None:
    """Work until SIGTERM or SIGINT."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    django_ready()
    import_module("gongkai.publishing.worker").work_forever(stop)


if __name__ == "__main__":
    main()
