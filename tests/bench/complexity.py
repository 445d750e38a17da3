"""How large and how branched the functions of the figure rooms are: python -m tests.bench.complexity [--worst N].

Cyclomatic complexity as McCabe counts it: one, and one more for each branch, loop, handler, condition of a comprehension
and further operand of and/or. Aims: under 10 % of functions over 10, none over 40 lines, no module over 300.
"""

from __future__ import annotations

import argparse
import ast
from collections.abc import Iterator
from pathlib import Path

EXTRACT = Path(__file__).resolve().parents[2] / "components" / "extract"
ROOMS = ("counting", "figures", "claims", "time", "attribution", "quantities")
BRANCHES = (ast.If, ast.For, ast.While, ast.IfExp, ast.ExceptHandler, ast.Assert, ast.comprehension, ast.match_case)
MOST, LONGEST, LARGEST = 10, 40, 300


def complexity(function: ast.AST) -> int:
    """Branches of a function, those of functions inside of it included."""
    found = 1
    for node in ast.walk(function):
        found += isinstance(node, BRANCHES)
        if isinstance(node, ast.BoolOp):
            found += len(node.values) - 1
        if isinstance(node, ast.comprehension):
            found += len(node.ifs)
    return found


def functions(path: Path) -> Iterator[tuple[str, int, int]]:
    """Name, complexity and lines of each function of a module, those inside of another left out."""
    tree = ast.parse(path.read_text("utf-8"))
    for node in tree.body:
        inner = node.body if isinstance(node, ast.ClassDef) else [node]
        for f in inner:
            if isinstance(f, ast.FunctionDef):
                yield f.name, complexity(f), (f.end_lineno or f.lineno) - f.lineno + 1


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--worst", type=int, default=10)
    args = cli.parse_args()
    everything = []
    for room in ROOMS:
        modules = sorted((EXTRACT / room).rglob("*.py"))
        found = [(*f, path) for path in modules for f in functions(path)]
        lines = {path: len(path.read_text("utf-8").splitlines()) for path in modules}
        over = sum(c > MOST for _, c, _, _ in found)
        long = sum(n > LONGEST for _, _, n, _ in found)
        large = sum(n > LARGEST for n in lines.values())
        print(
            f"{room:12} {sum(lines.values()):6,} lines, {len(modules):3} modules ({large} over {LARGEST}), {len(found):4} "
            f"functions, {over / max(1, len(found)):4.0%} over {MOST}, {long} over {LONGEST} lines"
        )
        everything += found
    for name, branches, n, path in sorted(everything, key=lambda f: -f[1])[: args.worst]:
        print(f"  {branches:3} in {n:3} lines: {path.relative_to(EXTRACT)} {name}")


if __name__ == "__main__":
    main()
