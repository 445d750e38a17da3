"""Casualties: KILLED, INJURED, MISSING, ABDUCTED, DETAINED, DISPLACED."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Token

from components.extract.claims.model import Words
from components.extract.counting import (
    contexts,
    denials,
    further,
    headlines,
    lists,
    named,
    neighbours,
    outcomes,
    phrases,
    singles,
    totals,
)
from components.extract.counting import victims as frames
from components.extract.counting.ages import is_age, is_limit
from components.extract.counting.nouns import singular
from components.extract.counting.page import Draft, Page
from components.extract.counting.persons import is_person
from components.extract.counting.states import is_a, labels
from components.extract.counting.triggers import Trigger, trigger_words, triggers
from components.extract.labels import DETAINED, DISPLACED, HARM, INJURED, KILLED
from components.extract.quantities.words import word_set
from components.model import CASUALTIES

LABELS = CASUALTIES
NONE_OF = re.compile(r"\b(?:none|neither|not one) of (?:the |its |their |his |her )?$", re.IGNORECASE)


SHARES = frozenset({"third", "quarter", "fifth", "tenth", "half", "majority", "most", "rest"})
DEATHS = frozenset({"death", "fatality", "body", "corpse"})


@dataclass(slots=True)
class Scene:
    """The victims of a page while they are told of: counts by token, those without a number, pairs of one act's victims ("a cook
    was killed along with Rick Horn"), and who was shot, whose fate the whole page decides."""

    countable: list[Draft]
    by_token: dict[int, Draft]
    alone: list[Draft] = field(default_factory=list)
    pairs: list[tuple[Draft, Draft]] = field(default_factory=list)
    shots: list[tuple[Token, Trigger]] = field(default_factory=list)


def claim(page: Page, drafts: list[Draft]) -> None:
    """Labels the figures that count victims, and adds the victims that are named or told of without a number."""
    scene = _scene(page, drafts)
    for trigger in triggers(page):
        _told(page, scene, trigger)
    _by_noun(page, drafts)
    contexts.attach(page, scene.countable, scene.by_token)
    neighbours.far(page, scene.countable)
    neighbours.near(page, scene.countable)
    _unharmed(page, scene.countable)
    totals.label(page, drafts)
    lists.joined(page, drafts)
    lists.headed(page, drafts)
    contexts.complete(page, scene.countable)
    outcomes.others_again(page, scene.countable)
    _shot(page, scene, drafts)
    _one_by_one(page, scene, drafts)
    _of_other_stories((*drafts, *scene.alone))
    drafts.extend(scene.alone)
    drafts.extend(denials.find(page))
    if not any(d.label == KILLED for d in drafts):
        drafts.extend(singles.multiples(page))
    drafts.sort(key=lambda d: (d.start, -d.end))


def _scene(page: Page, drafts: list[Draft]) -> Scene:
    """What can count people, with the labels that stand right beside it."""
    whole = (d for d in drafts if d.counts and (d.value or 0) >= 0)
    countable = [d for d in whole if not _is_thing(d) and not is_age(page, d) and not is_limit(page, d)]
    phrases.label(page, countable)
    neighbours.adjacent(page, countable)
    _of_bodies(page, countable)
    return Scene(countable, _by_token(countable))


def _told(page: Page, scene: Scene, trigger: Trigger) -> None:
    """Whom one casualty word means: a count, or a victim without a number."""
    heads = frames.victims(trigger, page.doc)
    if trigger.role == "noun" and not heads and (body := singles.body(page, trigger)) is not None:
        scene.alone.append(body)
    verb = page.doc[trigger.i]
    for n, head in enumerate(heads):
        if _no_victim(page, scene, trigger, head):
            continue
        draft = scene.by_token.get(head.i)
        if draft is not None and _one_of(page, draft, verb):
            draft = scene.by_token.get(draft.first - 2)  # "one of six people shot at a party has died"
        if trigger.role == "shot" and not (draft and SPARED.match(page.text, verb.idx + len(verb))):
            scene.shots.append((head, trigger))
            continue
        before = scene.by_token.get(heads[n - 1].i) if n else None
        if draft is None and head.lower_ == "they" and trigger.label == KILLED:
            draft = _they(page, head, scene.countable, scene.alone)
            if draft is not None:
                draft.set(_told, page.words(trigger.i), label=KILLED, anchor=trigger.i)
                continue
        if draft is not None and draft.sentence == page.sentence_of(head.i):
            _counted(page, scene, trigger, draft, head, before)
        elif draft is None:
            _uncounted(page, scene, trigger, heads, n)


def _no_victim(page: Page, scene: Scene, trigger: Trigger, head: Token) -> bool:
    """Whether a casualty word has nothing to do with what stands in a victim's place."""
    if head.lower_ in SHARES and head.i not in scene.by_token and any(c.lower_ == "of" for c in head.children):
        return True  # "a third of the detainees were injured": no single one
    if trigger.role in ("seize", "person"):
        return not _of_person(head)
    if trigger.role == "lose":  # "the brigade lost nine soldiers in the ambush", not "lost two officers to retirement"
        return head.i not in scene.by_token or not FIGHTS.search(page.text)
    lives = trigger.role == "lives" and head.lemma_.lower() == "life"
    return lives and head.i not in scene.by_token  # "a stray bullet claims the life of a woman": she is the victim


def _counted(page: Page, scene: Scene, trigger: Trigger, draft: Draft, head: Token, before: Draft | None) -> None:
    """ "Four people were taken to the clinic, where they died": the count that a casualty word means."""
    if trigger.role == "undergo" and draft.label == INJURED and draft.end < page.doc[trigger.i].idx:
        draft.set(_counted, sure=False)
    _mark(draft, trigger.label, trigger.i, trigger_words(page, trigger))
    if before is not None and before.single and head.dep_ == "conj" and not draft.partitive:
        scene.pairs.append((before, draft))


def _uncounted(page: Page, scene: Scene, trigger: Trigger, heads: Sequence[Token], n: int) -> None:
    """ "His driver was also killed", "Abdul Razzak and his brother": a victim without a number."""
    head, verb = heads[n], page.doc[trigger.i]
    if trigger.role == "person" and trigger.label == DETAINED:
        return  # a camera captures a man as well
    if trigger.role in WEAK and head.tag_ == "NNP":
        return
    single = singles.single(page, head, trigger)
    if single is None:
        return
    single.set(_uncounted, weak=trigger.role in WEAK and not outcomes.FURTHER.match(page.text, single.start))
    if any(c.lower_ == "also" for c in verb.children):
        single.set(_uncounted, score=max(single.score, 0.8), also=True)
    if len(heads) > 1 and (head.tag_ == "PRP" or single.score >= 0.5):
        single.set(_uncounted, score=max(single.score, 0.8))
        before = scene.by_token.get(heads[n - 1].i) if n else None
        names = head.tag_ == "NNP" and heads[n - 1].tag_ != "NNP"  # "two children, Omar and Lina"
        if before is not None and before.single and head.dep_ in ("conj", "pobj") and not names:
            scene.pairs.append((before, single))
    scene.alone.append(single)
    scene.by_token[head.i] = single


def _unharmed(page: Page, drafts: Sequence[Draft]) -> None:
    """ "None of the 40 passengers was hurt"; and how many families were, not how many people."""
    for draft in drafts:
        none = NONE_OF.search(page.text[max(0, draft.start - 24) : draft.start])
        if none or (draft.unit in contexts.GATHERED and draft.label in HARM):
            draft.set(_unharmed, label=None, sure=False)


def _shot(page: Page, scene: Scene, drafts: list[Draft]) -> None:
    """Who was shot, by what else the page tells, and by its headline."""
    if not any(d.label == KILLED for d in (*drafts, *scene.alone)):
        _by_shots(page, scene.shots, scene.by_token, scene.alone)
    else:
        outcomes.some_fatally(page, scene.shots, scene.by_token)
    titled = headlines.victims(page, (*drafts, *scene.alone))
    told = any(d.label in LABELS for d in (*drafts, *scene.alone))
    if not told or not any(d.label == INJURED for d in titled):
        scene.alone += titled


def _one_by_one(page: Page, scene: Scene, drafts: list[Draft]) -> None:
    """The victims without a number, each once, and which of them come on top of others."""
    scene.alone = _living(page, scene.alone, drafts)
    further.mark(page, (*drafts, *scene.alone))
    outcomes.along(page, scene.by_token, (*scene.countable, *scene.alone))
    scene.alone = singles.unique(page, scene.alone, drafts)
    kept = {id(s) for s in scene.alone}
    for before, single in scene.pairs:
        if id(before) in kept and before.label == single.label:
            single.set(_one_by_one, additional_to=single.additional_to or before)
    lists.singles_among(page, scene.alone, drafts)
    scene.alone += named.among(page, drafts)
    scene.alone += named.named(page, (*drafts, *scene.alone))


def _living(page: Page, alone: list[Draft], drafts: list[Draft]) -> list[Draft]:
    """Without who suffered wounds and may be who died of them."""
    dead = [d for d in (*drafts, *alone) if d.label == KILLED]
    return [s for s in alone if s.label != INJURED or not dead or _lives_on(page, s, dead, alone)]


def _lives_on(page: Page, single: Draft, dead: list[Draft], alone: list[Draft]) -> bool:
    """Whether somebody hurt is another one than those who died."""
    return (
        not (single.weak or outcomes.same_person(single, dead))
        or (single.score > 0.4 and outcomes.survives(page, single))
        or outcomes.another(page, single, dead)
        or _beside_dead(page, single, alone)
    )


FATAL = re.compile(  # who was shot is dead where the article calls the shooting so
    r"\b(?:(?:fatal|deadly) (?:\w+[- ])?shooting|turned into a homicide|ruled a homicide|time of death|murder victim|homicide victim|autopsy|shooting death|no survivors|(?:nobody|no ?one|none)\b[^.;]{0,40} (?:was|were|been) spared)\b",
    re.IGNORECASE,
)


def _by_shots(page: Page, shots: list[tuple[Token, Trigger]], by_token: dict[int, Draft], alone: list[Draft]) -> None:
    """ "Two men were shot": hurt, where nobody is said to have died."""
    told = bool(alone)
    deed = None if any(d.label == INJURED for d in alone) else singles.fatal(page)
    fatal = not told and FATAL.search(page.text) is not None and outcomes.SURVIVES.search(page.text) is None
    for head, trigger in shots:
        if fatal:
            trigger = replace(trigger, label=KILLED)
        if (draft := by_token.get(head.i)) is not None:
            _mark(draft, trigger.label, trigger.i)
        elif (
            not told
            and not (page.doc[trigger.i].tag_ == "VBG" and head.i == trigger.i + 1)  # "a shooting suspect"
            and (single := singles.single(page, head, trigger)) is not None
        ):
            alone.append(single)
    if deed is None or any(d.label == KILLED for d in (*alone, *by_token.values())):
        return
    if told or not alone or outcomes.SURVIVES.search(page.text):
        alone.append(deed)
        return
    for victim in alone:
        victim.set(_by_shots, label=KILLED)


def _they(page: Page, head: Token, drafts: list[Draft], alone: list[Draft]) -> Draft | None:
    """Who "they" are that died: the persons counted last, in the sentence or the one before; else those two named as "both"."""
    sentence = page.sentence_of(head.i)
    near = [
        d for d in drafts if d.last < head.i and sentence - d.sentence <= 1 and _of_people(d) and (d.value or 0) > 1
    ]
    if near:
        return near[-1] if near[-1].label in (None, INJURED) and not near[-1].sure else None
    first = page.starts[max(0, sentence - 1)]
    for i in range(head.i - 1, first - 1, -1):
        token = page.doc[i]
        if token.lower_ == "both":
            draft = singles.single(page, token, Trigger(head.i, KILLED, "undergo"))
            if draft is not None:
                alone.append(draft)
            return draft
    return None


def _of_people(draft: Draft) -> bool:
    return draft.unit == "people" or (draft.unit is not None and is_person(draft.unit))


def _beside_dead(page: Page, single: Draft, alone: Sequence[Draft]) -> bool:
    """Whether somebody hurt is told of beside one who died: "found a woman dead and a man with a wound"."""
    if page.doc[single.first].lower_ not in ("a", "an", "another"):
        return False
    return any(
        d.label == KILLED and d.sentence == single.sentence and d.start < single.start and d.score >= 0.75
        for d in alone
    )


def _of_other_stories(drafts: Sequence[Draft]) -> None:
    """Who died far below the injured that an article opens with died in another story of its page."""
    told = sorted((d for d in drafts if d.label in HARM and d.value), key=lambda d: d.start)
    if not told or told[0].label != INJURED:
        return
    dead = [d for d in told if d.label == KILLED]
    if dead and dead[0].start - told[0].start > singles.FAR:
        for draft in dead:
            draft.set(_of_other_stories, scope="background")


def _one_of(page: Page, draft: Draft, verb: Token) -> bool:
    """Whether a verb in the singular means the one of those that its nearest noun counts."""
    before = page.doc[max(0, draft.first - 2) : draft.first]
    singular_verb = any(c.dep_ in ("aux", "auxpass") and c.lower_ in ("has", "was", "is") for c in verb.children)
    return singular_verb and [t.lower_ for t in before] == ["one", "of"]


FIGHTS = re.compile(
    r"\b(?:battles?|fighting|ambush\w*|clash\w*|combat|offensive|assault|raids?|front ?lines?|attack\w*|shell\w*|war|killed|bomb\w*)\b"
)


def _of_person(head: Token) -> bool:
    """Whether a victim is a person for sure, also by name, by pronoun or by a number alone."""
    return head.lower_ == "old" or head.like_num or head.tag_ in ("PRP", "NNP") or is_person(head.lower_)


def _of_bodies(page: Page, drafts: list[Draft]) -> None:
    """ "Six burned bodies", "one civilian death": the dead, whatever else is said of them."""
    for before, draft in itertools.pairwise((None, *drafts)):
        assert draft is not None
        if (
            before is not None
            and before.label == KILLED
            and draft.unit == "casualty"
            and page.text[before.end : draft.start] == " and "
        ):
            draft.set(_of_bodies, label=INJURED, anchor=draft.head, sure=True)  # "seven bodies and twelve casualties"
            continue
        noun = singular(page.doc[draft.head].lower_) if draft.head is not None else ""
        if noun in DEATHS and not draft.partitive:
            label = labels("counted", singulars=True).get(noun)
            draft.set(_of_bodies, label=label, anchor=draft.head, sure=True)


def _by_token(drafts: list[Draft]) -> dict[int, Draft]:
    found: dict[int, Draft] = {}
    for draft in drafts:
        if draft.quantity.unit is not None:
            continue
        for i in (*range(draft.first, draft.last + 1), *(() if draft.head is None else (draft.head,))):
            found.setdefault(i, draft)
        if draft.head is not None and found[draft.head].partitive and not draft.partitive:
            found[draft.head] = draft  # "one of the 23 people who died": it is the 23 who died
    return found


def _mark(draft: Draft, label: str, anchor: int, words: Words | None = None) -> None:
    """ "Killed 12 people", "twelve people died": whom a casualty word means, by the parse."""
    if draft.sure or (
        draft.label not in (None, label)
        and not ((label == KILLED and draft.label != KILLED) or draft.label == DISPLACED)
    ):
        return
    if draft.unit == "survivor":
        return
    if draft.counts:
        if (
            draft.unit is not None
            and draft.unit not in ("people",)
            and not is_person(draft.unit)
            and draft.unit.lower() not in labels("counted", singulars=True)
            and _thing(draft.unit)
        ):
            return
        draft.set(_mark, words, label=label, anchor=anchor)
        if draft.unit in ("life", "dead"):
            draft.set(_mark, unit="people")


def _thing(unit: str) -> bool:
    """Counted things that can be struck but are no casualties: "three cows were killed" stays a count."""
    return unit.lower() in THINGS


THINGS = word_set("things")


def _by_noun(page: Page, drafts: list[Draft]) -> None:
    """ "14 deaths", "three bodies", "12 hostages": the counted noun itself says it."""
    for draft in drafts:
        if draft.label is None and draft.unit is not None and draft.head is not None and draft.counts:
            noun = singular(page.doc[draft.head].lower_)
            label = labels("counted", singulars=True).get(noun)
            if label is None or ROOM.search(page.text, max(0, draft.start - 40), draft.start):
                continue  # "a camp planned for 10,000 refugees"
            draft.set(_by_noun, label=label, anchor=draft.head)
            if is_a("adjective", noun) or is_a("participle", noun):
                draft.set(_by_noun, unit="people")


ROOM = re.compile(
    r"\b(?:planned|designed|built|meant|intended|equipped|licensed|room|space|capacity|beds|shelter|tents?|enough)(?: for| of)?(?: up to| about)? \Z"
)


def _is_thing(draft: Draft) -> bool:
    return draft.unit is not None and (_thing(draft.unit) or draft.quantity.dimension is not None)


SPARED = re.compile(
    r" in (?:the|both|his|her|their) (?:legs?|arms?|foot|feet|hands?|shoulders?|knees?|thighs?|ankles?)\b"
)
WEAK = frozenset({"suffer", "treat", "condition", "shot", "wound", "person"})
