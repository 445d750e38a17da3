"""How good the extractor is on articles that people corrected: precision, recall and F1 by label, and what it confuses."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from components.labels import labels
from components.model import Annotated, Annotation

Key = tuple[str, int, int]
NOTHING = "nothing"
LEGEND = "values: of what is right, the share whose name, speaker or quantity agrees as well. Unjudged suggestions do not count."
FIELDS = {"entity": ("name",), "quote": ("speaker_name",), "figure": ("value", "low", "high", "bound", "unit")}


@dataclass
class Score:
    """The counts of one label: ``found`` and ``corrected`` agree in ``right`` spans, in ``values`` of them in the values too."""

    found: int = 0
    corrected: int = 0
    right: int = 0
    values: int = 0

    @property
    def precision(self) -> float | None:
        """The share of what was found that is right; None where nothing was found."""
        return self.right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """The share of what is there that was found; None where nothing is there."""
        return self.right / self.corrected if self.corrected else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both: 2 right / (found + corrected)."""
        return 2 * self.right / (self.found + self.corrected) if self.found + self.corrected else None


@dataclass
class Evaluation:
    """The scores by label, and how often the corrected label was found as another one (or missed, or made up)."""

    scores: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    confusions: Counter[tuple[str, str]] = field(default_factory=Counter)
    examples: dict[tuple[str, str], str] = field(default_factory=dict)
    articles: int = 0

    def add(self, gold: Annotated, found: Iterable[Annotation]) -> None:
        """Counts one article. Suggestions that nobody judged are neither right nor wrong: they are left out on both sides."""
        self.articles += 1
        text = gold.article.text
        open_ = {_key(a) for a in gold.annotations if is_open(a)}
        wanted = {_key(a): a for a in gold.annotations if not is_open(a) and a.status != "rejected"}
        given = {_key(a): a for a in found if _key(a) not in open_ or _key(a) in wanted}
        for key, a in given.items():
            score = self.scores[a.label]
            score.found += 1
            if key in wanted:
                score.right += 1
                score.values += all(getattr(a.values, n) == getattr(wanted[key].values, n) for n in FIELDS[a.layer])
        for a in wanted.values():
            self.scores[a.label].corrected += 1
        self._confuse(
            [a for key, a in wanted.items() if key not in given],
            [a for key, a in given.items() if key not in wanted],
            text,
        )

    def _confuse(self, missed: Sequence[Annotation], made_up: Sequence[Annotation], text: str) -> None:
        """Pairs what was missed with what was found in its place: of its layer, with the largest overlap."""
        left = {_key(a): a for a in made_up}
        by_start = sorted(made_up, key=lambda a: a.start)
        for gold in missed:
            around = [a for a in by_start if _overlap(a, gold) > 0 and a.layer == gold.layer and _key(a) in left]
            best = max(around, key=lambda a: (_overlap(a, gold), -a.start), default=None)
            if best is not None:
                del left[_key(best)]
            self._count(gold.label, best.label if best else NOTHING, gold, best, text)
        for a in left.values():
            self._count(NOTHING, a.label, None, a, text)

    def _count(self, wanted: str, given: str, gold: Annotation | None, found: Annotation | None, text: str) -> None:
        self.confusions[wanted, given] += 1
        spans = [" ".join(text[a.start : a.end].split())[:40] if a else NOTHING for a in (gold, found)]
        self.examples.setdefault((wanted, given), spans[0] if spans[0] == spans[1] else " / ".join(spans))


def is_open(a: Annotation) -> bool:
    """Whether an annotation is a machine's suggestion that nobody judged."""
    return a.status == "suggested" and a.origin in ("model", "rule", "memory")


def report(evaluation: Evaluation, most: int = 20) -> list[str]:
    """The lines of two tables: scores by label, and the most frequent confusions with an example each."""
    lines = [f"{'label':<14}{'P':>7}{'R':>7}{'F1':>7}{'right':>8}{'found':>8}{'there':>8}{'values':>8}"]
    layers: dict[str, Score] = defaultdict(Score)
    for name, label in labels().items():
        if name in evaluation.scores:
            score = evaluation.scores[name]
            lines.append(_score_line(name, score))
            for total in (layers[label.layer], layers["all"]):
                total.found += score.found
                total.corrected += score.corrected
                total.right += score.right
                total.values += score.values
    lines += ["", *(_score_line(layer, score) for layer, score in layers.items() if layer != "all")]
    lines += [_score_line("all", layers["all"]), LEGEND, ""]
    lines.append(f"{'there':<14}{'found':<14}{'times':>7}  for example (there / found)")
    for (wanted, given), times in sorted(evaluation.confusions.items(), key=lambda item: (-item[1], item[0]))[:most]:
        found = "other span" if wanted == given else given
        lines.append(f"{wanted:<14}{found:<14}{times:>7}  {evaluation.examples[wanted, given]}")
    return lines


def _score_line(name: str, score: Score) -> str:
    shares = "".join(f"{'-' if x is None else f'{100 * x:.1f}':>7}" for x in (score.precision, score.recall, score.f1))
    values = f"{100 * score.values / score.right:.1f}" if score.right else "-"
    return f"{name:<14}{shares}{score.right:>8,}{score.found:>8,}{score.corrected:>8,}{values:>8}"


def _key(a: Annotation) -> Key:
    return a.label, a.start, a.end


def _overlap(a: Annotation, b: Annotation) -> int:
    return min(a.end, b.end) - max(a.start, b.start)
