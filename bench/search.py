"""Measure the public search: what it finds and what it costs, against SQLite's own means in the same run.

    python -m bench.search [--documents 20000] [--per-class 20] [--alone]

Truth is brute force: a document answers when every part of the question stands in its title, number or text, width,
case and brackets apart; a part that begins with letters or digits only where such a run begins (12号 is not 112号).
CPU is the time of this process for a whole first page: counting, sorting, titles and snippets with their hits marked.
Recall and precision are means over the questions that have an answer.
"""

import argparse
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from bench.chinese import Invented, Inventor
from bench.search_engines import Engine, FullText, Ours, Scan
from bench.search_questions import Question, Truth, loose_questions, questions

SLOW_MS = 50


class Line(NamedTuple):
    """The figures of one engine for one class of questions."""

    recall: float
    precision: float
    costs: list[float]

    def __str__(self) -> str:
        return f"{self.recall:.3f} | {self.precision:.3f} | {cost_cells(self.costs)}"


def measure(engine: Engine, asked: Sequence[Question], truths: Sequence[frozenset[str]]) -> Line:
    """Return what the engine found and what it cost over these questions."""
    recalls, precisions = [], []
    for question, truth in zip(asked, truths, strict=True):
        found = engine.all_ids(question.text)
        recalls += [len(found & truth) / len(truth)] if truth else []
        precisions += [len(found & truth) / len(found)] if found else []
    return Line(mean(recalls), mean(precisions), [cpu_ms(engine.first_page, question.text) for question in asked])


def cost_cells(costs: Sequence[float]) -> str:
    """Return median and 95th percentile of the costs as two cells of a table."""
    return f"{statistics.median(costs):.2f} | {sorted(costs)[int(len(costs) * 0.95)]:.2f}"


def mean(values: Sequence[float]) -> float:
    """Return the mean; 0 of nothing."""
    return statistics.fmean(values) if values else 0.0


def cpu_ms(call: Callable[[str], object], text: str) -> float:
    """Return the processor milliseconds of the third of three calls; of the first one where that is slow."""
    for _ in range(3):
        started = time.process_time()
        call(text)
        spent = (time.process_time() - started) * 1000
        if spent > SLOW_MS:
            break
    return spent


def by_class(asked: Iterable[Question]) -> dict[str, list[Question]]:
    """Return the questions by class, in the order of their first appearance."""
    classes = defaultdict(list)
    for question in asked:
        classes[question.kind].append(question)
    return dict(classes)


def print_table(engines: Sequence[Engine], documents: Sequence[Invented], asked: Sequence[Question]) -> None:
    """Print one row per class: recall, precision, p50 and p95 of each engine; then all classes together."""
    truth = Truth(documents)
    names = " | ".join(f"{engine.name}: recall | precision | p50 ms | p95 ms" for engine in engines)
    print(f"| class | answers (median) | {names} |")
    print("|---" * (2 + 4 * len(engines)) + "|")
    costs: dict[str, list[float]] = defaultdict(list)
    for kind, group in by_class(asked).items():
        truths = [truth.answers(question) for question in group]
        lines = {engine.name: measure(engine, group, truths) for engine in engines}
        for name, line in lines.items():
            costs[name] += line.costs
        print(
            f"| {kind} | {statistics.median(map(len, truths)):.0f} | {' | '.join(map(str, lines.values()))} |",
            flush=True,
        )
    overall = " | ".join(f" | | {cost_cells(costs[engine.name])}" for engine in engines)
    print(f"| all | | {overall} |")


def print_loose(engine: Ours, documents: Sequence[Invented]) -> None:
    """Print how often a question of three pieces of a title finds its document on the first page."""
    wanted = loose_questions(documents)
    hits = sum(target in engine.first_page_ids(text, 10) for text, target in wanted)
    empty = sum(not engine.first_page_ids(text, 10) for text, _ in wanted)
    costs = cost_cells([cpu_ms(engine.first_page, text) for text, _ in wanted])
    print("\n| loose questions | hit@10 | empty | p50 ms | p95 ms |\n|---|---|---|---|---|")
    print(f"| {len(wanted)} | {hits / len(wanted):.3f} | {empty / len(wanted):.3f} | {costs} |")


def main() -> None:
    """Build, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--per-class", type=int, default=20)
    parser.add_argument("--alone", action="store_true", help="leave SQLite out, which takes long with many documents")
    options = parser.parse_args()
    inventor = Inventor()
    documents = list(inventor.documents(options.documents))
    characters = sum(len(document.body) for document in documents)
    print(f"{len(documents)} documents, {characters / 1e6:.1f} million characters\n")
    with tempfile.TemporaryDirectory() as folder:
        ours = Ours(Path(folder))
        rivals: list[Engine] = [] if options.alone else [Scan(Path(folder)), FullText(Path(folder))]
        engines: list[Engine] = [ours, *rivals]
        for engine in engines:
            started = time.process_time()
            engine.build(documents)
            print(f"{engine.name}: built in {time.process_time() - started:.1f} s CPU, {engine.size() / 1e6:.1f} MB")
        asked = questions(documents, inventor, options.per_class)
        print()
        print_table(engines, documents, asked)
        print_loose(ours, documents)


if __name__ == "__main__":
    main()
