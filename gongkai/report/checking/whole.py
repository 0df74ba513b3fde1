"""核对全文: every rule on one report, and on what last year's says to it."""

from gongkai.report.checking.agreement import check_agreement
from gongkai.report.checking.copying import check_copying
from gongkai.report.checking.dates import check_dates
from gongkai.report.checking.doubling import check_doubling
from gongkai.report.checking.fees import check_fees
from gongkai.report.checking.finding import Finding
from gongkai.report.checking.growth import check_growth
from gongkai.report.checking.notices import check_notices
from gongkai.report.checking.parts import check_parts
from gongkai.report.checking.shares import check_shares
from gongkai.report.checking.stated import check_statements
from gongkai.report.checking.sums import check_sums
from gongkai.report.checking.tables import check_reading, is_year_before
from gongkai.report.reading import Reading


def check(reading: Reading, previous: Reading | None = None) -> list[Finding]:
    """Return everything to be said about the report; the previous year's adds E4, E7, E13 and its own counts for the rates."""
    before = previous if previous is not None and is_year_before(previous, reading) else None
    return [
        *check_reading(reading, previous),
        *_figures(reading),
        *check_sums(reading),
        *check_growth(reading, before),
        *check_shares(reading),
        *check_dates(reading),
        *check_parts(reading, before),
        *check_fees(reading),
        *check_notices(reading),
        *check_copying(reading, before),
        *check_doubling(reading),
    ]


def _figures(reading: Reading) -> list[Finding]:
    """Return what the figures of the prose have against them; what two readings of a sentence find is said once."""
    found = list(check_agreement(reading))
    known = {(finding.expected, finding.found) for finding in found}
    return [*found, *(more for more in check_statements(reading) if (more.expected, more.found) not in known)]
