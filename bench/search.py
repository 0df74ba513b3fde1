"""Measure the public search: what it finds and what it costs, against SQLite's own means in the same run.

    python -m bench.search [--documents 20000] [--per-class 40]

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


class Line(NamedTuple):
    """The figures of one engine for one class of questions."""

    recall: float
    precision: float
    p50: float
    p95: float


def measure(engine: Engine, asked: Sequence[Question], truths: Sequence[frozenset[str]]) -> Line:
    """Return what the engine found and what it cost over these questions."""
    recalls, precisions = [], []
    for question, truth in zip(asked, truths, strict=True):
        found = engine.all_ids(question.text)
        recalls += [len(found & truth) / len(truth)] if truth else []
        precisions += [len(found & truth) / len(found)] if found else []
    costs = sorted(cpu_ms(engine.first_page, question.text) for question in asked)
    return Line(mean(recalls), mean(precisions), statistics.median(costs), costs[int(len(costs) * 0.95)])


def mean(values: Sequence[float]) -> float:
    """Return the mean; 0 of nothing."""
    return statistics.fmean(values) if values else 0.0


def cpu_ms(call: Callable[[str], object], text: str) -> float:
    """Return the processor milliseconds of the third of three calls."""
    for _ in range(3):
        started = time.process_time()
        call(text)
        spent = time.process_time() - started
    return spent * 1000


def by_class(asked: Iterable[Question]) -> dict[str, list[Question]]:
    """Return the questions by class, in the order of their first appearance."""
    classes = defaultdict(list)
    for question in asked:
        classes[question.kind].append(question)
    return dict(classes)


def print_table(engines: Sequence[Engine], documents: Sequence[Invented], asked: Sequence[Question]) -> None:
    """Print one row per class: recall, precision, p50 and p95 of each engine."""
    truth = Truth(documents)
    names = " | ".join(f"{engine.name}: recall | precision | p50 | p95" for engine in engines)
    print(f"| class | answers (median) | {names} |")
    print("|---" * (2 + 4 * len(engines)) + "|")
    for kind, group in by_class(asked).items():
        truths = [truth.answers(question) for question in group]
        lines = [measure(engine, group, truths) for engine in engines]
        cells = " | ".join(f"{x.recall:.3f} | {x.precision:.3f} | {x.p50:.2f} | {x.p95:.2f}" for x in lines)
        print(f"| {kind} | {statistics.median(map(len, truths)):.0f} | {cells} |", flush=True)


def print_loose(engine: Ours, documents: Sequence[Invented]) -> None:
    """Print how often a question of three words of a title finds its document on the first page."""
    wanted = loose_questions(documents)
    hits = sum(target in engine.first_page_ids(text, 10) for text, target in wanted)
    empty = sum(not engine.first_page_ids(text, 10) for text, _ in wanted)
    costs = sorted(cpu_ms(engine.first_page, text) for text, _ in wanted)
    p95 = costs[int(len(costs) * 0.95)]
    print(
        f"\nLoose questions ({len(wanted)}): hit@10 {hits / len(wanted):.3f}, empty {empty / len(wanted):.3f}", end=""
    )
    print(f", p50 {statistics.median(costs):.2f} ms, p95 {p95:.2f} ms")


def print_all_over(engine: Engine, asked: Sequence[Question]) -> None:
    """Print one engine's cost over all questions together."""
    costs = sorted(cpu_ms(engine.first_page, question.text) for question in asked)
    print(
        f"{engine.name}: all classes p50 {statistics.median(costs):.2f} ms, p95 {costs[int(len(costs) * 0.95)]:.2f} ms"
    )


def main() -> None:
    """Build, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--per-class", type=int, default=40)
    options = parser.parse_args()
    inventor = Inventor()
    documents = list(inventor.documents(options.documents))
    characters = sum(len(document.body) for document in documents)
    print(f"{len(documents)} documents, {characters / 1e6:.1f} million characters\n")
    with tempfile.TemporaryDirectory() as folder:
        engines: list[Engine] = [Ours(Path(folder)), Scan(Path(folder)), FullText(Path(folder))]
        for engine in engines:
            started = time.process_time()
            engine.build(documents)
            print(f"{engine.name}: built in {time.process_time() - started:.1f} s CPU, {engine.size() / 1e6:.1f} MB")
        asked = questions(documents, inventor, options.per_class)
        print()
        print_table(engines, documents, asked)
        print()
        for engine in engines:
            print_all_over(engine, asked)
        print_loose(engines[0], documents)


if __name__ == "__main__":
    main()
