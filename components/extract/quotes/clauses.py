"""What a cue reports: the clause it governs, in one piece or in two around the attribution."""

from __future__ import annotations

from components.extract.attribution.cues import Cue
from components.extract.attribution.subjects import lifted
from components.extract.attribution.verbs import verbs
from components.extract.speakers import nouns
from components.extract.words import Words

Piece = tuple[int, int]  # a range of tokens
MARKS = frozenset([",", "\u2014", "-", "\u2013", '"', "\u201d", "''", "--"])
DAYS = frozenset(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday"])
ASIDES = frozenset(["though", "although", "while", "even"])
LINKS = frozenset(["PUNCT", "SPACE", "CCONJ", "SCONJ", "ADV", "ADP"])
HOLDING = frozenset(["object", "content", "that", "to"])  # frames whose complement may hold a fragment
WHERE = frozenset(["in", "on", "at", "during", "after", "before"])
MODALS = frozenset(["must", "should", "could", "might", "may", "shall"])
TELLING = frozenset(["say", "tell", "announce", "state", "claim", "suggest", "argue", "report", "mention"])
REASONS = frozenset(["condition", "ground", "grounds", "basis", "hope", "belief", "idea", "fact", "fear"])
LINKING = frozenset(["as", "of", "about", "to", "for", "against", "over", "with"])
FINITE = frozenset(["VBD", "VBZ", "VBP"])
OBJECTS = frozenset(["dobj", "oprd", "ccomp", "xcomp", "attr", "prep", "acomp", "pcomp", "dative"])


def reported(words: Words, cue: Cue) -> list[Piece]:
    """The pieces of the clause that ``cue`` reports; none where it reports no clause."""
    if "according" in cue.frames:
        return _according(words, cue)
    if _unsaid(words, cue.verb):
        return []
    verb = cue.verb
    if "that" in cue.frames:
        clauses = [c for c in words.children(verb) if words.dep[c] == "ccomp"]
        after = [c for c in clauses if c > verb]
        before = [c for c in clauses if c < verb and _set_off(words, cue)]
        if before and after and (cue.lost or _marked(words, after[0])):
            before = []
        if after and not before and words.right(after[0]) - words.left(after[0]) == 1 and words.tag[after[0]] == "VBN":
            return []  # 'claiming asylum *expected*'
        if before and words.doc[cue.block[0] - 1].text == ":" and words.tag[verb] in FINITE:
            before = []  # 'It has friends: He said he has raised much'
        if after and not before:
            if words.left(after[0]) < cue.block[0]:
                return _around(words, cue, after[0])
            return _after(words, cue, after[0])
        if before:
            return _around(words, cue, before[0])
        if (clause := _with_that(words, cue)) is not None:
            return [clause]
        if _parenthetical(words, cue):
            return _around(words, cue, _main(words, words.head(verb)), whole=True)
        if (gerund := _gerund(words, verb)) is not None:
            return [gerund]
        if words.lemma[verb] in ("ask", "wonder") and (asked := _question(words, verb)) is not None:
            return [asked]
    if "to" in cue.frames and (pieces := _infinitive(words, cue)):
        return pieces
    if words.lemma[verb] == "call" and (pieces := _demanded(words, cue)):
        return pieces
    return _content(words, cue) if "content" in cue.frames else []


def _unsaid(words: Words, verb: int) -> bool:
    """Whether a verb tells what is not said or only could be: 'must promise to', 'did not say that', 'could argue that'."""
    if words.quoted[verb]:
        return False
    for child in words.children(verb):
        if child < verb and words.dep[child] == "aux" and words.tag[child] == "MD" and words.lemma[child] in MODALS:
            return True
        if child < verb and words.dep[child] == "neg" and words.lemma[verb] in TELLING:
            left = min((words.left(c) for c in words.children(verb) if words.dep[c] == "ccomp"), default=verb)
            return words.tag[left] not in ("WP", "WRB", "WDT") and words.lemma[left] not in ("if", "whether")
    return False


def _content(words: Words, cue: Cue) -> list[Piece]:
    """'announced [a truce]', 'called [him a liar]', 'accused [the army of shelling a school]'"""
    verb = cue.verb
    parts = [
        c
        for c in words.children(verb)
        if c > verb
        and (words.dep[c] in ("dobj", "oprd") or (words.dep[c] == "prep" and words.lemma[c] in ("as", "of")))
    ]
    if not parts or words.dep[parts[0]] != "dobj" or words.child(verb, "neg") is not None:
        return []  # what somebody did not mention is not said
    if words.lemma[verb] == "cite" and (
        words.pos[parts[0]] == "PROPN" or nouns.kinds().get(words.lemma[parts[0]]) in ("person", "group")
    ):
        return []  # whom somebody cites is a source
    if words.lemma[verb] in ("call", "describe", "accuse") and len(parts) < 2:
        return []  # called a meeting, described the scene
    return [(words.left(parts[0]), words.right(parts[-1]))]


def _marked(words: Words, clause: int) -> bool:
    """Whether "that" opens the clause."""
    mark = words.child(clause, "mark")
    return mark is not None and words.lemma[mark] == "that"


def _gerund(words: Words, verb: int) -> Piece | None:
    """'said [closing the mine would cost jobs]', 'reported [having lost two boats]'"""
    following = words.child(verb, "xcomp")
    if following is None or words.tag[following] != "VBG" or words.left(following) != verb + 1:
        return None
    return verb + 1, words.right(following)


def _set_off(words: Words, cue: Cue) -> bool:
    """Whether a mark stands between what was said and the attribution after it."""
    first = cue.block[0]
    if first and words.doc[first - 1].text == ";":
        return False
    return first == 0 or words.pos[first - 1] in ("PUNCT", "SPACE", "SYM") or words.quoted[first - 1]


def _main(words: Words, i: int) -> int:
    """The verb that an auxiliary serves."""
    return words.head(i) if words.dep[i] in ("aux", "auxpass") else i


def _question(words: Words, verb: int) -> Piece | None:
    """'asked the students [if they were tired]'"""
    for child in words.children(verb):
        mark = words.child(child, "mark") if child > verb and words.dep[child] == "advcl" else None
        if mark is not None and words.lemma[mark] in ("if", "whether"):
            return words.left(child), words.right(child)
    return None


def _with_that(words: Words, cue: Cue) -> Piece | None:
    """'said on Monday after talks that ...', where the parser hung the clause elsewhere."""
    for i in range(cue.verb + 1, min(cue.verb + 30, len(words))):
        if words.sent[i] != words.sent[cue.verb] or words.dep[i] == "ccomp":
            return None
        if i == cue.verb + 1 and words.lemma[i] == "that" and words.tag[i] == "IN" and words.dep[i] != "mark":
            return i + 1, words.right(cue.verb)
        if words.dep[i] == "mark" and words.lemma[i] == "that":
            clause = words.head(i)
            if words.lemma[i - 1] == "so":
                return None
            while words.dep[clause] in ("aux", "auxpass"):
                clause = words.head(clause)
            return (i + 1, words.right(clause)) if clause > i and _belongs(words, cue.verb, clause) else None
    return None


def _belongs(words: Words, verb: int, clause: int) -> bool:
    """Whether a clause with "that" is the verb's, or hung on what tells when and where: 'said in a letter on Friday that'."""
    dep, noun = words.dep[clause], words.head(clause)
    if dep in ("advcl", "xcomp"):
        return True
    if dep not in ("acl", "relcl", "ccomp") or words.dep[noun] != "pobj" or words.lemma[noun] in REASONS:
        return False
    prep = words.head(noun)
    return words.lemma[prep] in WHERE and words.head(prep) == verb


def _demanded(words: Words, cue: Cue) -> list[Piece]:
    """'called for [a truce]', 'called on [the parties to stop]'"""
    if words.child(cue.verb, "dobj") is not None:
        return []  # called a strike for Monday
    for child in words.children(cue.verb):
        if child > cue.verb and words.dep[child] == "prep" and words.lemma[child] in ("for", "on", "upon"):
            first, last = child + 1, words.right(child)
            for other in words.children(cue.verb):
                if other > child and words.dep[other] in ("xcomp", "advcl", "ccomp") and words.left(other) >= last:
                    opening = words.left(other)
                    near = all(words.lemma[i] in DAYS or words.dep[i] == "npadvmod" for i in range(last, opening))
                    last = words.right(other) if near and words.lemma[opening] == "to" else last
            return [(first, last)] if first < last else []
    return []


def _after(words: Words, cue: Cue, clause: int) -> list[Piece]:
    """'officials said [that the bridge would open]'"""
    start, end = words.left(clause), words.right(clause)
    for other in words.children(cue.verb):  # two clauses side by side are one that the parser broke
        if other > clause and words.dep[other] == "ccomp" and words.left(other) == end and end > clause:
            end = words.right(other)
    if start <= cue.verb:
        start = cue.verb + 1
    for child in words.children(clause):  # 'told the Wall Street Journal that', 'said on Saturday that'
        that = words.dep[child] == "mark" and words.lemma[child] == "that" and child > start
        if that and all(words.pos[i] != "PUNCT" for i in range(start, child)):
            start = child + 1
    end = _before_next(words, cue, clause, _before_aside(words, clause, end))
    return [(_after_time(words, cue, start), end)]


def _before_next(words: Words, cue: Cue, clause: int, end: int) -> int:
    """The end of the clause before the same speaker goes on: ', adding that ...', 'and promised to ...'."""
    for i in range(clause + 1, end):
        if words.lemma[i] in ("accord", "according") and words.doc[i - 1].text == "," and words.right(i) >= end - 1:
            return i - 1
        if words.pos[i] != "VERB" or words.lemma[i] not in verbs():
            continue
        if words.tag[i] == "VBG" and words.child(i, "nsubj") is not None:  # ', with the Herald reporting that ...'
            opening = words.head(i) if words.dep[i] == "pcomp" else words.left(i)
            if words.lemma[opening] == "with" and opening > clause and words.child(i, "ccomp") is not None:
                return opening
        if lifted(words, i) == cue.verb:
            cut = min(i, words.left(i))
            while cut > clause + 1 and (words.pos[cut - 1] in ("CCONJ", "PUNCT") or words.head(cut - 1) == i):
                cut -= 1
            return cut
    return end


def _after_time(words: Words, cue: Cue, start: int) -> int:
    """'said on Tuesday [the army would leave]': the day belongs to the saying where nothing sets it off."""
    i = start + (words.lemma[start] == "on" and words.tag[start] == "IN")
    if start == cue.verb + 1 and words.lemma[i] in DAYS and i + 1 < len(words) and words.pos[i + 1] != "PUNCT":
        return i + 1
    return start


def _before_aside(words: Words, clause: int, end: int) -> int:
    """The end of the clause without what the narrator adds: ', though she did not say when'."""
    for child in words.children(clause):
        left = words.left(child)
        last = words.dep[child] == "advcl" and words.right(child) >= end - 1 and left > clause
        if last and words.lemma[left] in ASIDES and words.pos[left - 1] == "PUNCT":
            end = min(end, left)
    return end


def _around(words: Words, cue: Cue, clause: int, whole: bool = False) -> list[Piece]:
    """'[The bridge], officials said, [would open]'"""
    first, last = cue.block
    start, end = words.left(clause), words.right(clause)
    if words.dep[cue.verb] == "ROOT" and not whole:
        start = min(start, words.left(cue.verb))
    for i in range(
        first - 1, start if end > last + 1 else first, -1
    ):  # 'They agree on this: By a wide margin, they say, ...'
        if words.doc[i].text == ":":
            start = i + 1
            break
    until = first
    while until > start and words.lemma[until - 1] == "as":
        until -= 1
    pieces = [(start, until)] if any(_counts(words, i) for i in range(start, until)) else []
    if end > last and not _is_aside(words, last, end):
        pieces.append((last, end))
    return pieces


def _counts(words: Words, i: int) -> bool:
    """Whether a token alone makes a piece worth showing: not "and", not "which"."""
    return words.pos[i] not in LINKS and words.tag[i] not in ("WDT", "WP", "WRB")


def _is_aside(words: Words, first: int, end: int) -> bool:
    """Whether what follows an attribution is the narrator's: ', without giving details', ', adding that ...'."""
    while first < end and words.pos[first] in ("PUNCT", "SPACE"):
        first += 1
    if first >= end or end - first < 2:
        return True
    return words.lemma[first] in ("without", "though", "although") or (
        words.tag[first] == "VBG" and words.lemma[first] in verbs()
    )


def _parenthetical(words: Words, cue: Cue) -> bool:
    """Whether an attribution stands beside what it reports: ', officials said,' or 'As the minister told AFP,'."""
    verb = cue.verb
    if words.tag[verb] not in ("VBD", "VBZ", "VBP", "MD", "VBN") or words.head(verb) == verb:
        return False
    first, last = cue.block
    before = words.doc[first - 1].text if first else ""
    after = words.doc[last].text if last < len(words) else ""
    if words.dep[verb] == "advcl":
        if any(
            words.dep[c] in ("dobj", "xcomp", "ccomp") and not _hears(words, cue, c)
            for c in words.children(verb)
            if c > verb
        ):
            return False  # 'others left as he mentioned the tax'
        return words.lemma[first] == "as" or before.lower() == "as" or words.lemma[words.left(verb)] == "as"
    if words.dep[verb] == "ccomp" and words.head(verb) > verb and before in MARKS and after in MARKS:
        return True
    if words.dep[verb] not in ("parataxis", "conj") or before not in MARKS or (after and after[0].isalnum()):
        return False
    return words.dep[verb] == "parataxis" or (cue.speaker is not None and cue.speaker[0] == verb + 1)


def _hears(words: Words, cue: Cue, i: int) -> bool:
    """Whether an object is who is told: 'as the minister told *reporters*'."""
    return words.lemma[cue.verb] == "tell" and words.dep[i] == "dobj"


def _infinitive(words: Words, cue: Cue) -> list[Piece]:
    """'vowed [to stay]', 'urged [the party to turn away]'"""
    verb = cue.verb
    for child in words.children(verb):
        if child > verb and words.dep[child] in ("xcomp", "ccomp") and words.tag[child] in ("VB", "VBG"):
            to = words.child(child, "aux")
            if to is not None and words.lemma[to] == "to":
                start = words.left(child)
                if words.lemma[verb] == "urge" and (hearer := words.child(verb, "dobj")) is not None and hearer > verb:
                    start = min(start, words.left(hearer))
                return [(max(start, verb + 1), words.right(child))]
    return []


def _according(words: Words, cue: Cue) -> list[Piece]:
    """'According to the ministry, [12 people died]'"""
    first, last = cue.block
    sentence = words.sent[cue.i]
    clause = words.head(cue.i)
    while words.head(clause) != clause and (
        words.pos[clause] not in ("VERB", "AUX")
        or (words.dep[clause] in ("ccomp", "xcomp", "advcl", "acl", "relcl") and not _speaks(words, words.head(clause)))
    ):
        clause = words.head(clause)
    end = words.right(clause)
    if all(words.dep[i] in ("punct", "cc", "advmod") for i in range(sentence, first)):
        return [(last, end)] if last < end else []
    start = min(words.left(clause), first)
    pieces = [(start, first)] if start < first else []
    if clause >= last:
        pieces.append((last, end))
    return pieces


def _speaks(words: Words, i: int) -> bool:
    """Whether ``i`` is a verb of speech."""
    return verbs().get(words.lemma[i], ((), ""))[1] == "speech"


def objects(words: Words, cue: Cue, start: int, end: int) -> Piece | None:
    """The complement of ``cue`` that holds the tokens ``start`` to ``end``: 'called [the attack "cowardly"]'."""
    verb = cue.verb
    if not cue.frames & HOLDING:
        return None
    first, last = None, None
    for child in words.children(verb):
        if child > verb and words.dep[child] in OBJECTS:
            if words.dep[child] == "prep" and first is None and words.lemma[child] not in LINKING:
                continue
            left, right = words.left(child), words.right(child)
            if first is None and words.dep[child] != "dative":
                first = left + (
                    words.dep[child] == "prep" and words.lemma[child] != "as"
                )  # 'referring to [the "old" order]'
            if left <= start and end <= right + 1:
                if words.dep[child] == "dobj" and (
                    words.lemma[verb] == "tell"
                    or (words.lemma[verb] == "add" and any(words.lemma[c] == "to" for c in words.children(verb)))
                ):
                    return None  # 'told "Morning News" ...', 'added "and more" to the title'
                last = (
                    end if end < right and words.dep[end] == "prep" and words.lemma[end] in WHERE else max(right, end)
                )
                break
    if first is None or last is None or first > start:
        return None
    return first, last
