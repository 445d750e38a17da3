"""The highlights of two coders beside each other: which are the same, which overlap, which stretches of text each label covers. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from components.model import Annotation

Stretch = tuple[int, int]


def matched(left: Sequence[Annotation], right: Sequence[Annotation]) -> list[tuple[Annotation, Annotation]]:
    """As many pairs of overlapping highlights of one label as there can be, each highlight in one at most; those that begin and end
    alike first."""
    found: list[tuple[Annotation, Annotation]] = []
    free = list(right)
    rest: list[Annotation] = []
    for a in left:
        twin = next((b for b in free if (a.label, a.start, a.end) == (b.label, b.start, b.end)), None)
        if twin is None:
            rest.append(a)
        else:
            free.remove(twin)
            found.append((a, twin))
    return found + _paired(rest, free)


def _paired(left: Sequence[Annotation], right: Sequence[Annotation]) -> list[tuple[Annotation, Annotation]]:
    """A largest matching, by augmenting paths."""
    over = [
        [n for n, b in enumerate(right) if a.label == b.label and a.start < b.end and b.start < a.end] for a in left
    ]
    taken: dict[int, int] = {}

    def seek(i: int, seen: set[int]) -> bool:
        for n in over[i]:
            if n not in seen:
                seen.add(n)
                if n not in taken or seek(taken[n], seen):
                    taken[n] = i
                    return True
        return False

    for i in range(len(left)):
        seek(i, set())
    return [(left[i], right[n]) for n, i in sorted(taken.items(), key=lambda pair: pair[1])]


def stretches(found: Iterable[Annotation]) -> list[Stretch]:
    """The text that highlights cover, overlapping ones as one."""
    out: list[Stretch] = []
    for start, end in sorted((a.start, a.end) for a in found):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def gaps(covered: Sequence[Stretch], length: int) -> list[Stretch]:
    """What lies between."""
    edges = [0, *(edge for stretch in covered for edge in stretch), length]
    return [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b]


def shared(left: Sequence[Stretch], right: Sequence[Stretch]) -> int:
    """How many characters both cover."""
    return sum(max(0, min(b, d) - max(a, c)) for a, b in left for c, d in right if a < d and c < b)


def observed(left: Sequence[Stretch], right: Sequence[Stretch], length: int) -> int:
    """Krippendorff's squared differences between the units of two observers, each pair counted once."""
    total = sum((a - c) ** 2 + (b - d) ** 2 for a, b in left for c, d in right if a < d and c < b)
    for units, other in ((left, right), (right, left)):
        free = gaps(other, length)
        total += sum((b - a) ** 2 for a, b in units for c, d in free if c <= a and b <= d)
    return total


def by_label(found: Iterable[Annotation]) -> Mapping[str, list[Annotation]]:
    """Highlights by their label."""
    out: dict[str, list[Annotation]] = {}
    for a in found:
        out.setdefault(a.label, []).append(a)
    return out


def lengths(covered: Iterable[Stretch]) -> Iterator[int]:
    """How long stretches are."""
    return (end - start for start, end in covered)
