"""Whether a journal of decisions holds together, and which of them concern nobody any more. Pure, like the replay."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from components.identity.decisions import Decision, DecisionRefusedError, Identities, Pattern, replay, settled


def contradictions(decisions: Iterable[Decision]) -> Iterator[tuple[Decision, str]]:
    """Decisions that could not have been stored after those before them, each with the reason: a journal that only
    Dateline wrote has none."""
    sound: list[Decision] = []
    state = Identities()
    for decision in decisions:
        try:
            if settled(decision, state, decision.seq).data.get("to") != decision.data.get("to"):
                raise DecisionRefusedError("malformed", "what was split off has another id than it must have")
        except DecisionRefusedError as error:
            yield decision, str(error)
            continue
        sound.append(decision)
        if decision.op == "undo":
            state = replay(sound)
        else:
            state.take(decision)


def orphans(decisions: Iterable[Decision], is_there: Callable[[Pattern], bool]) -> Iterator[Decision]:
    """The standing decisions that concern no mention; ``is_there`` says whether any mention fits a pattern."""
    return (decision for decision, about in patterns(decisions) if not any(map(is_there, about)))


def patterns(decisions: Iterable[Decision]) -> Iterator[tuple[Decision, list[Pattern]]]:
    """The standing decisions, each with the mentions that it is about: patterns of key, article and words (None: any)."""
    state = Identities()
    for decision in replay(decisions).standing:
        state.take(decision)
        data = decision.data
        one = str(data.get("into") or data.get("to") or data.get("entity"))
        entities = data["entities"] if decision.op == "keep_apart" else [one]
        yield decision, [pattern for entity in entities for pattern in state.patterns(entity)]
