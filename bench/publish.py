"""Publishing measured: publish → visible, files per publication, rebuilding, and a page through nginx against a plain file.

    python -m bench.publish [--sizes 1000,20000] [--publications 40]

Runs in a folder of its own, with a worker process of its own; prints Markdown. Ratios are taken in one run, interleaved.
"""

import argparse
import json
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PLACE = Path(tempfile.mkdtemp(prefix="gongkai-publish-"))
os.environ["GONGKAI_VAR"] = str(PLACE / "var")
os.environ["GONGKAI_DATABASE"] = f"sqlite:///{PLACE}/gongkai.sqlite3"
os.environ["GONGKAI_PLAIN_STATIC"] = "true"
os.environ["GONGKAI_LOG"] = "ERROR"
os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.settings"

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402

from gongkai.catalogue.models import Column  # noqa: E402
from gongkai.office.tests.people import make_town  # noqa: E402
from gongkai.publishing import addresses, follow, index  # noqa: E402
from gongkai.publishing.models import PublicFile  # noqa: E402
from gongkai.publishing.proof import address_of  # noqa: E402
from gongkai.publishing.tests import nginx  # noqa: E402
from gongkai.publishing.tests.filling import fill, put_out  # noqa: E402
from gongkai.records.models import Publication  # noqa: E402
from gongkai.records.tests.stories import open_office  # noqa: E402

PATHS = ("tzgg", "gzdt", "zfxxgk/fdzdgknr/zcwj/qtwj", "zfxxgk/zd")
CHARACTERS = "政府信息公开工作办理街道社区群众服务中心通知公告意见实施方案重点领域安全生产检查"
PATIENCE_SECONDS = 30
ROUNDS = 5


def paragraphs(count: int = 12) -> str:
    """Return an invented body of some 1,500 characters."""
    chance = random.Random(1)
    return "".join(f"<p>{''.join(chance.choices(CHARACTERS, k=120))}。</p>" for _ in range(count))


def columns() -> list[Column]:
    found = Column.objects.filter(office__slug="chaotianmen", path__in=PATHS)
    return sorted(found, key=lambda column: column.path)


def grow(town, size: int) -> None:
    """Fill the columns until so many documents stand."""
    missing = size - Publication.objects.count()
    places = columns()
    for column in places:
        fill(town, column, missing // len(places), body=paragraphs())


def rebuilt() -> tuple[dict[str, float], float, float]:
    """Run `gongkai site build`; return its answer, the processor time of all its processes, and its peak of memory in MB."""
    command = [
        sys.executable,
        "-c",
        "from gongkai.cli import main; main()",
        "site",
        "build",
        "--processes",
        "2",
        "--json",
    ]
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    answer = json.loads(process.stdout.read())
    _, _, used = os.wait4(process.pid, 0)
    return answer, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def publish_visibly(town, column: Column, number: int) -> tuple[float, int]:
    """Publish while the worker runs; return the seconds until page, list and search show it, and the files written."""
    mark, title = follow.newest_event(), f"计时{number}（示例）"
    publication = put_out(town, column, title, body=paragraphs())
    started = time.perf_counter()
    page = settings.PUBLIC_DIR / addresses.place(address_of(publication))
    lists = [settings.PUBLIC_DIR / addresses.place(addresses.column_home("chaotianmen", column.path))]
    lists.append(settings.PUBLIC_DIR / "index.html")
    until = started + PATIENCE_SECONDS
    while time.perf_counter() < until:
        if page.exists() and all(title in each.read_text() for each in lists) and found(title):
            break
        time.sleep(0.005)
    else:
        raise SystemExit("The worker did not publish in time.")
    seconds = time.perf_counter() - started
    while follow.events.pending(follow.FOLLOWER):
        time.sleep(0.01)
    return seconds, PublicFile.objects.filter(event_id__gt=mark).count()


def found(title: str) -> bool:
    return any(title in "".join(part.text for part in hit.title) for hit in index.engine().search(title).hits)


def measure_publishing(town, count: int) -> tuple[list[float], list[int]]:
    worker = subprocess.Popen([sys.executable, "-m", "gongkai.cli.worker"])
    try:
        time.sleep(4)
        measured = [publish_visibly(town, column, n) for n in range(count // len(PATHS)) for column in columns()]
    finally:
        worker.terminate()
        worker.wait()
    return [seconds for seconds, _ in measured], [files for _, files in measured]


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(int(len(values) * share), len(values) - 1)]


def wrk(url: str, *, gzip: bool) -> float:
    header = ["-H", "Accept-Encoding: gzip"] if gzip else []
    done = subprocess.run(["wrk", "-t1", "-c32", "-d2s", *header, url], capture_output=True, text=True, check=True)
    if errors := re.search(r"Non-2xx.*|Socket errors.*", done.stdout):
        raise SystemExit(errors[0])
    return float(re.search(r"Requests/sec:\s+([\d.]+)", done.stdout)[1])


def measure_nginx() -> dict[str, float]:
    """Return the median requests a second of a page with the shipped configuration, and of the same bytes without."""
    page = address_of(Publication.objects.standing().order_by("pk").first())
    plain = (settings.PUBLIC_DIR / addresses.place(page)).read_bytes()
    (PLACE / "plain").mkdir()
    (PLACE / "plain" / "page.html").write_bytes(plain)
    bare = f"server {{ listen 127.0.0.1:{(port := nginx.free_port())}; root {PLACE}/plain; sendfile on; tcp_nopush on; keepalive_requests 10000; }}"
    with nginx.serving(settings.PUBLIC_DIR, PLACE / "nginx", beside=bare) as site:
        urls = {"plain": (f"http://127.0.0.1:{port}/page.html", False), "page": (site + page, False)}
        urls |= {"page, gzip": (site + page, True), "list": (f"{site}/chaotianmen/tzgg/", False)}
        rounds = [{name: wrk(url, gzip=gzip) for name, (url, gzip) in urls.items()} for _ in range(ROUNDS)]
    return {name: statistics.median(each[name] for each in rounds) for name in urls} | {"bytes": len(plain)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="1000,20000")
    parser.add_argument("--publications", type=int, default=40)
    given = parser.parse_args()
    call_command("migrate", verbosity=0)
    town = make_town()
    open_office(town)
    print(
        "| documents | pages rebuilt | s | pages/s | pages/s if both cores were free | peak memory of a process, MB | publish → visible p50 / p95, ms | files per publication: median (min–max) |"
    )
    print("|---|---|---|---|---|---|---|---|")
    for size in map(int, given.sizes.split(",")):
        grow(town, size)
        built, processor, megabytes = rebuilt()
        seconds, files = measure_publishing(town, given.publications)
        milliseconds = [each * 1000 for each in seconds]
        print(
            f"| {size:,} | {built['pages']:,} | {built['seconds']:.0f} | {built['pages'] / built['seconds']:.0f} "
            f"| {2 * built['pages'] / processor:.0f} | {megabytes:.0f} "
            f"| {percentile(milliseconds, 0.5):.0f} / {percentile(milliseconds, 0.95):.0f} "
            f"| {statistics.median(files):.0f} ({min(files)}–{max(files)}) |",
            flush=True,
        )
    speeds = measure_nginx()
    print(
        f"\nA document page of {speeds.pop('bytes'):,.0f} bytes, requests/s, median of {ROUNDS} interleaved rounds:\n"
    )
    print("| served | requests/s | against the plain file |")
    print("|---|---|---|")
    for name, speed in speeds.items():
        print(f"| {name} | {speed:,.0f} | {speed / speeds['plain']:.2f} |")
    print(f"\nload average {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
