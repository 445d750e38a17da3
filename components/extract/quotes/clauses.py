"""What a cue reports: the clause it governs, in one piece or in two around the attribution."""

from __future__ import annotations

from components.extract.attribution.cues import Cue
from components.extract.attribution.verbs import completed, verbs
from components.extract.quotes import complements
from components.extract.quotes.ends import before_aside, before_next
from components.extract.words import Words

Piece = tuple[int, int]  # a range of tokens
MARKS = frozenset([",", "\u2014", "-", "\u2013", '"', "\u201d", "''", "--"])
DAYS = frozenset(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday"])
LINKS = frozenset(["PUNCT", "SPACE", "CCONJ", "SCONJ", "ADV", "ADP"])
HOLDING = frozenset(["object", "content", "that", "to"])  # frames whose complement may hold a fragment
WHERE = frozenset(["in", "on", "at", "during", "after", "before"])
MODALS = frozenset(["must", "should", "could", "might", "may", "shall"])
TELLING = frozenset(["say", "tell", "announce", "state", "claim", "suggest", "argue", "report", "mention"])
REASONS = frozenset(["condition", "ground", "grounds", "basis", "hope", "belief", "idea", "fact", "fear"])
LINKING = frozenset(["as", "of", "about", "to", "for", "against", "over", "with"])
FINITE = frozenset(["VBD", "VBZ", "VBP"])
OBJECTS = frozenset(["dobj", "oprd", "ccomp", "xcomp", "attr", "prep", "acomp", "pcomp", "dative"])

COMPLEMENTS = (  # frames and the reader of each, in the order in which they are tried
    ("to", complements.infinitive),
    ("demand", complements.demanded),
    ("denied", complements.denied),
    ("of", complements.feared),
    ("content", complements.content),
)


def reported(words: Words, cue: Cue) -> list[Piece]:
    """The pieces of the clause that ``cue`` reports; none where it reports no clause."""
    if "according" in cue.frames:
        return _according(words, cue)
    if _unsaid(words, cue.verb):
        return []
    verb = cue.verb
    if (clear := completed(words, verb)) is not None and words.dep[clear] != "prt":
        return complements.made_clear(words, cue, clear)
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
        if not clauses and (told := _told(words, verb)) is not None:
            return [told]
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
        if (gerund := complements.gerund(words, verb)) is not None:
            return [gerund]
        if words.lemma[verb] in ("ask", "wonder") and (asked := complements.question(words, verb)) is not None:
            return [asked]
    for frame, pieces_of in COMPLEMENTS:
        if frame in cue.frames and (pieces := pieces_of(words, cue)):
            return pieces
    return []


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


def _marked(words: Words, clause: int) -> bool:
    """Whether "that" opens the clause."""
    mark = words.child(clause, "mark")
    return mark is not None and words.lemma[mark] == "that"


def _set_off(words: Words, cue: Cue) -> bool:
    """Whether a mark stands between what was said and the attribution after it."""
    first = cue.block[0]
    if first and words.doc[first - 1].text == ";":
        return False
    return first == 0 or words.pos[first - 1] in ("PUNCT", "SPACE", "SYM") or words.quoted[first - 1]


def _main(words: Words, i: int) -> int:
    """The verb that an auxiliary serves."""
    return words.head(i) if words.dep[i] in ("aux", "auxpass") else i


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


def _told(words: Words, verb: int) -> Piece | None:
    """'telling a crowd [that the mine would never close]', where the parser hung the clause on who is told."""
    hearer = words.child(verb, "dobj") if words.lemma[verb] in ("tell", "remind", "inform", "warn") else None
    for clause in words.children(hearer) if hearer is not None else ():
        opening = words.left(clause)
        that = words.dep[clause] == "relcl" and words.lemma[opening] == "that" and opening == (hearer or 0) + 1
        if that and words.dep[opening] != "nsubj" and words.child(clause, "nsubj", "nsubjpass") is not None:
            return opening + 1, words.right(clause)
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
    end = before_next(words, cue, clause, before_aside(words, clause, end))
    return [(_after_time(words, cue, start), end)]


def _after_time(words: Words, cue: Cue, start: int) -> int:
    """'said on Tuesday [the army would leave]': the day belongs to the saying where nothing sets it off."""
    i = start + (words.lemma[start] == "on" and words.tag[start] == "IN")
    if start == cue.verb + 1 and words.lemma[i] in DAYS and i + 1 < len(words) and words.pos[i + 1] != "PUNCT":
        return i + 1
    return start


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
    if cue.i and words.doc[cue.i - 1].text == ",":
        clause = _first_of(words, clause)
    end = words.right(clause)
    if all(words.dep[i] in ("punct", "cc", "advmod") for i in range(sentence, first)):
        return [(last, end)] if last < end else []
    start = min(words.left(clause), first)
    pieces = [(start, first)] if start < first else []
    if clause >= last:
        pieces.append((last, end))
    return pieces


def _first_of(words: Words, clause: int) -> int:
    """The first of several clauses side by side: '*Nine were killed* and 40 hurt, according to police'."""
    while words.dep[clause] == "conj" and words.pos[words.head(clause)] in ("VERB", "AUX"):
        before = words.head(clause)
        if _speaks(words, before):
            break  # 'Lee said it was over and the talks had failed, according to ...'
        clause = before
    return clause


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
