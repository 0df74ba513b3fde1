"""The annual report measured: 100,000 records and 10,000 applications to tables, rows behind every cell, and findings.

    python -m bench.report [--records 100000] [--applications 10000]

Every record was determined, reviewed at three stages and published on a day of this year up to today; months are entered.
Runs on a database of its own; prints Markdown. The bar is five seconds for the report; the ratio is taken against one
plain pass over the same applications in the same run.
"""

import argparse
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

PLACE = Path(tempfile.mkdtemp(prefix="gongkai-report-"))
os.environ["GONGKAI_VAR"] = str(PLACE / "var")
os.environ["GONGKAI_DATABASE"] = f"sqlite:///{PLACE}/gongkai.sqlite3"
os.environ["GONGKAI_LOG"] = "ERROR"
os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.settings"

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.db.models import OuterRef, Subquery  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench.multiplying import for_each  # noqa: E402
from gongkai.applications.models import ApplicantKind, Application  # noqa: E402
from gongkai.catalogue.models import Column  # noqa: E402
from gongkai.law.attributes import Attribute  # noqa: E402
from gongkai.law.outcomes import OUTCOMES  # noqa: E402
from gongkai.law.report_form import crossfoot  # noqa: E402
from gongkai.office.tests.people import make_town  # noqa: E402
from gongkai.publishing.tests.filling import fill  # noqa: E402
from gongkai.records.models import Determination, DeterminationAct, Publication, Record  # noqa: E402
from gongkai.records.tests.stories import open_office  # noqa: E402
from gongkai.report import acts  # noqa: E402
from gongkai.report.collect import collect  # noqa: E402
from gongkai.report.evidence import rows_behind  # noqa: E402
from gongkai.report.models import MonthlyFigure  # noqa: E402
from gongkai.report.models.monthly_figures import MonthlyItem  # noqa: E402
from gongkai.report.tests.casebook import Row, enter  # noqa: E402
from gongkai.review.models import Opinion, Procedure, Round, RoundStage, Verdict  # noqa: E402

PATHS = ("tzgg", "gzdt", "zfxxgk/fdzdgknr/zcwj/qtwj", "zfxxgk/zd")
YEAR = timezone.localdate().year
ROUNDS = 3


def grow(town, records: int, applications: int) -> None:
    """Fill the register: short documents, and applications of this year and the last, most of them ended."""
    each = records // len(PATHS)
    first = datetime(YEAR, 1, 1, 9, tzinfo=timezone.get_default_timezone())
    for column in Column.objects.filter(office=town.chaotianmen, path__in=PATHS):
        fill(town, column, each, since=first, every=(timezone.now() - first) / (each + 1), body="<p>公告。</p>")
    date_what_led_to_publication()
    review(town)
    determine(town)
    count_months(town)
    chance = random.Random(1)
    enter(town.chaotianmen, [_row(chance) for _ in range(applications)])


def date_what_led_to_publication() -> None:
    """Let each record begin and its round end with the moment of its publication."""
    of_record = Publication.objects.filter(record=OuterRef("pk")).values("published_at")
    of_round = Publication.objects.filter(approval=OuterRef("pk")).values("published_at")
    Record.objects.update(starts_at=Subquery(of_record))
    Round.objects.update(started_at=Subquery(of_round), ended_at=Subquery(of_round))


def review(town) -> None:
    """Let three people agree in every round."""
    people = (town.wangfang, town.zhaomin, town.chengang)
    stages = Procedure.objects.filter(rounds__isnull=False).first().stages.all()[:3]
    for number, (stage, who) in enumerate(zip(stages, people, strict=True), 1):
        for_each(Round.objects.all(), RoundStage(**stage.stage_facts()), round_id="of.id")
        opinion = Opinion(
            sequence=number, user=who, post=who.posts.get(), user_name=who.name, verdict=Verdict.AGREE, error_count=0
        )
        its_stage = f'(SELECT id FROM review_roundstage s WHERE s.round_id = of.id AND s."order" = {stage.order})'
        for_each(
            Round.objects.all(),
            opinion,
            round_id="of.id",
            stage_id=its_stage,
            at="of.ended_at",
            digest=f"of.id || '-{number}'",
        )


def determine(town) -> None:
    signed = Determination(
        act=DeterminationAct.SIGN, attribute=Attribute.PROACTIVE.value, by=town.chengang, post=town.chengang.posts.get()
    )
    for_each(Record.objects.all(), signed, record_id="of.id", at="of.starts_at")


def count_months(town) -> None:
    """Enter every month that is over."""
    entered = {"office": town.chaotianmen, "year": YEAR, "by": town.liwen, "post": town.liwen.posts.get()}
    MonthlyFigure.objects.bulk_create(
        MonthlyFigure(month=month, item=item, value=month, evidence="台账", at=timezone.now(), **entered)
        for month in range(1, timezone.localdate().month)
        for item in MonthlyItem
    )


def _row(chance: random.Random) -> Row:
    received_on = date(YEAR - 1, 10, 1) + timedelta(days=chance.randrange(380))
    kind = chance.choice(ApplicantKind.values)
    if chance.random() < 0.05:
        return Row(kind, received_on)
    return Row(kind, received_on, received_on + timedelta(days=chance.randrange(40)), chance.choice(OUTCOMES).code)


def timed(work: Callable[[], object]) -> float:
    """Return the median of some rounds, in seconds of this process; the database works inside it."""
    spent = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        work()
        spent.append(time.process_time() - begun)
    return statistics.median(spent)


def plain_pass(town) -> int:
    rows = Application.objects.filter(office=town.chaotianmen).values_list("pk", "received_on", "ended_on", "outcome")
    return len(list(rows))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--applications", type=int, default=10_000)
    arguments = parser.parse_args()
    begun = time.process_time()
    call_command("migrate", verbosity=0)
    town = make_town()
    open_office(town)
    with transaction.atomic():
        grow(town, arguments.records, arguments.applications)
    prepared = time.process_time() - begun
    moment = timezone.now()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        collected = collect(town.chaotianmen, YEAR, as_of=moment)
    content = acts.drafted(YEAR, office=town.chaotianmen, at=moment)
    reading = content.reading(office=town.chaotianmen.name, year=YEAR)
    base = timed(lambda: plain_pass(town))
    measured = {
        "tables with the rows behind every cell": timed(lambda: collect(town.chaotianmen, YEAR, as_of=moment)),
        "the same, drafted": timed(lambda: acts.drafted(YEAR, office=town.chaotianmen, at=moment)),
        "findings E1–E11": timed(
            lambda: acts.findings_of_drawn(reading, content.evidence, office=town.chaotianmen, year=YEAR, at=moment)
        ),
    }
    assert crossfoot(collected.tables) == []
    assert all(
        len(rows_behind(collected.evidence, cell)) == value
        for cell, value in collected.tables.cells.items()
        if cell.table == "table3"
    )
    print(
        f"{Publication.objects.count()} records, {arguments.applications} applications, {len(queries)} queries; prepared in {prepared:.0f} s CPU\n"
    )
    print("| work | seconds CPU | × one plain pass |\n|---|---|---|")
    for name, seconds in measured.items():
        print(f"| {name} | {seconds:.2f} | {seconds / base:.1f} |")


if __name__ == "__main__":
    main()
