"""The people and organisations of an article, and the mentions that mean them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from components.extract.speakers import nouns, roles
from components.extract.speakers.people import Member, Mention, Places, Speaker
from components.extract.speakers.pronouns import AHEAD, FOLLOWED, WINDOW, Heard, meant
from components.extract.words import Words
from components.extract.words import words as words_of
from components.model import Annotation

SURE = 0.6  # below this a link is a guess and should look like one
SINGULAR = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
PLURAL = frozenset(["they", "them", "their", "both"])
COMPANIES = frozenset(
    [
        "company",
        "firm",
        "group",
        "organisation",
        "organization",
        "agency",
        "airline",
        "manufacturer",
        "charity",
        "watchdog",
    ]
)
RELATIVE = frozenset(["who", "which", "that", "whom", "whose"])
SUBJECTS = frozenset(["nsubj", "nsubjpass"])
FOLLOWED_DEPS = SUBJECTS | {"poss"}
FOLLOWED_LEMMAS = frozenset(["he", "she", "his", "her"])
ROLE_DEPS = frozenset(["compound", "amod", "nmod", "poss", "appos", "nn"])
WEIGHT = {
    "nsubj": 1.0,
    "nsubjpass": 0.9,
    "pobj": 0.4,
    "dobj": 0.5,
    "poss": 0.35,
    "agent": 0.6,
    "conj": 0.6,
    "appos": 0.7,
}
LEAD = 5  # sentences looked ahead for whom a role names


class Cast:
    """Resolves mentions, best in the order of the text: each answer is remembered as the last to have spoken."""

    def __init__(self, doc: Doc, text: str, entities: Sequence[Annotation], words: Words | None = None):
        self.doc, self.text = doc, text
        self.words = words or words_of(doc, text)
        self.places = Places(self.words)
        self.members: dict[str, Member] = {}
        self.by_role: dict[str, list[Mention]] = defaultdict(list)
        self.mentions: list[Mention] = []
        self.mention_starts: list[int] = []
        self.heard: list[Mention] = []
        self.pronouns: list[int] = []  # subjects that are "he" or "she"
        self.followed: list[Mention] = []  # whom the pronouns up to here mean
        self.said: Sequence[tuple[int, int]] = ()
        self.next = 0  # the first pronoun that was not followed yet
        self.named: list[Annotation] = []
        for entity in sorted(entities, key=lambda e: (e.start, -e.end)):
            self._enter(entity)
        self.named_starts = [e.start for e in self.named]
        self._enter_unnamed()
        self.mentions.sort(key=lambda m: m.start)
        self.mention_starts = [m.start for m in self.mentions]

    def resolve(
        self, start: int, end: int, antecedent: int | None = None, said: Sequence[tuple[int, int]] = ()
    ) -> Speaker:
        """Whom the mention ``text[start:end]`` means; ``antecedent`` is the offset of the noun that "who" stands for,
        ``said`` are the spans of the quote: 'Pike, he said, never came' is not Pike's."""
        self.said = said
        first, last = self.places.token(start), max(self.places.token(start) + 1, self.places.token(end))
        head = self.doc[self.words.root(first, last)]
        low = head.lower_
        self._follow(start)
        if low in RELATIVE and antecedent is not None:
            noun = self.doc[self.places.token(antecedent)]
            left = max(noun.left_edge.i, noun.i - 12)
            answer = self._noun(noun, noun.idx, noun.idx + len(noun), self.doc[left : noun.i + 1].text)
        elif low in SINGULAR:
            answer = self._meant(start, head, SINGULAR[low], ("person",))
        elif low == "old" and self.text[start:end].lower().endswith("year-old"):
            answer = self._aged(start, head)
            if answer[0].name == head.text:
                answer = Member(self.text[start:end], "person"), answer[1]
        elif low in PLURAL or low == "it":
            kinds = ("body", "text") if low == "it" else ("group", "body")
            answer = self._meant(start, head, None, kinds)
        else:
            answer = self._noun(head, start, end, self.text[start:end])
        member, score = answer
        if low in SINGULAR and member.kind == "person" and member.gender is None and score > SURE:
            member.gender = SINGULAR[low]
        self._remember(start, end, head, member)
        return Speaker(start, end, member.name, score)

    def guess(self, start: int) -> Speaker | None:
        """Who most likely says what begins at ``start`` where nothing tells: the most salient person, named last where the
        answer's span is; None where there is nobody."""
        i = min(self.places.token(start), len(self.doc) - 1)
        self.said = ()
        self._follow(start)
        member, _ = self._meant(start, self.doc[i], None, ("person",))
        k = bisect_left(self.mention_starts, start)
        for mention in reversed(self.mentions[max(0, k - WINDOW) : k]):
            if mention.member is member:
                return Speaker(mention.start, mention.end, member.name, 0.3)
        return None

    def outlet(self, start: int, end: int) -> str | None:
        """The name of the outlet that ``text[start:end]`` means: "Interfax" of "Russia's Interfax news agency"; None for "it"."""
        if self.text[start:end].lower() in ("it", "he", "she", "they", "which", "who"):
            return None
        k = bisect_left(self.named_starts, start)
        for entity in self.named[k : k + 4]:
            if (
                entity.end <= end
                and entity.label in ("ORG", "PERSON", "GPE")
                and nouns.is_outlet(name := self._name(entity))
            ):
                return name
        for entity in self.named[k : k + 4]:
            if entity.end <= end and entity.label == "ORG":
                return self._name(entity)
        first, last = self.places.token(start), max(self.places.token(start) + 1, self.places.token(end))
        return self._noun(self.doc[self.words.root(first, last)], start, end, self.text[start:end])[0].name

    # ------------------------------------------------------------------ the cast

    def _name(self, entity: Annotation) -> str:
        return entity.entity.name or self.text[entity.start : entity.end]

    def _enter(self, entity: Annotation) -> None:
        """Adds an entity's mention to the cast."""
        if entity.label not in ("PERSON", "ORG", "GPE", "NORP", "FAC"):
            return
        self.named.append(entity)
        first, last = self.places.token(entity.start), self.places.token(entity.end)
        if last <= first:
            return
        head = self.doc[self.words.root(first, last)]
        name = self._name(entity)
        kind = "person" if entity.label == "PERSON" else "body"
        member = self.members.get(name)
        if member is None:
            member = self.members[name] = Member(name, kind)
            if kind == "person":
                member.gender = nouns.gender_of(name)
        if kind == "person" and roles.is_credited(self.text, entity.start):
            return  # who took the picture or wrote the text says nothing in it
        weight = _weight(head) * (0.3 if self.words.quoted[first] else 1.0)
        if entity.label in ("GPE", "NORP", "FAC"):
            weight *= 0.5
        mention = Mention(entity.start, entity.end, self.places.sentence(first), weight, member)
        self.mentions.append(mention)
        if kind == "person":
            self._describe(member, mention, first, last, head)
        else:
            words = {t.lower_ for t in self.doc[first:last]}
            member.roles |= words
            for word in words & nouns.kinds().keys() | {self.doc[last - 1].lower_}:
                self.by_role[word].append(mention)

    def _enter_unnamed(self) -> None:
        """Adds who acts without a name: "a woman", "rescue workers", "the ministry"."""
        kinds = nouns.kinds()
        last: dict[str, Member] = {}
        dep, pos, lemma, quoted = self.words.dep, self.words.pos, self.words.lemma, self.words.quoted
        for i in range(len(dep)):
            if pos[i] == "PRON" and dep[i] in FOLLOWED_DEPS and lemma[i] in FOLLOWED_LEMMAS and not quoted[i]:
                self.pronouns.append(i)
            if pos[i] != "NOUN" or dep[i] not in SUBJECTS or lemma[i] not in kinds or quoted[i]:
                continue
            token = self.doc[i]
            kind = kinds.get(token.lower_) or kinds[lemma[i]]
            if self._apposed(token) is not None or any(self._names(token, token.idx, token.idx + len(token))):
                continue
            if kind == "person" and token.tag_ == "NNS":
                kind = "group"
            left = max(token.left_edge.i, i - 8)
            definite = self.doc[left].lower_ in ("the", "this", "that")
            mention_start, end = self.doc[left].idx, token.idx + len(token)
            member = last.get(token.lower_) if definite else None
            if (
                member is None
                and definite
                and (found := self._role(token, mention_start)) is not None
                and found[1] > 0.3
            ):
                member = found[0]
            if member is None:
                roles = {t.lower_ for t in self.doc[left : i + 1] if t.pos_ in ("NOUN", "PROPN", "ADJ")}
                named = self.text[mention_start : self._full_end(token)]
                member = Member(named, kind, nouns.gendered().get(token.lower_), roles)
            last[token.lower_] = member
            mention = Mention(mention_start, end, self.places.sentence(i), _weight(token) * 0.9, member)
            self.mentions.append(mention)
            if member.name not in self.members and len(member.roles) > 1:
                insort(self.by_role[token.lower_], mention, key=lambda m: m.start)

    def _full_end(self, noun: Token) -> int:
        """The end of an unnamed source with what tells it apart: "a group *of students*"."""
        for child in noun.rights:
            if child.dep_ == "prep" and child.lower_ in ("of", "for") and child.i == noun.i + 1:
                last = child.i
                for token in self.doc[child.i : min(child.right_edge.i + 1, child.i + 8)]:
                    if token.pos_ == "PUNCT":
                        break
                    last = token.i
                return self.doc[last].idx + len(self.doc[last])
        return noun.idx + len(noun)

    def _describe(self, member: Member, mention: Mention, first: int, last: int, head: Token) -> None:
        """Roles, age and gender from the words around a person's name."""
        found = roles.around(self.doc, first, last, head)
        title = self.doc[first].lower_.rstrip(".") if last - first > 1 else ""
        if first and not found:
            title = title or self.doc[first - 1].lower_.rstrip(".")
        for word in [title, *(t.lower_.rstrip(".") for t in found)]:
            gender = nouns.gendered().get(word)
            if gender is not None:
                member.gender, member.firm = gender, True
        if (years := roles.age(self.text, mention.end)) is not None:
            member.roles.add(years)
        for token in found:
            word = nouns.spelled_out(token.lower_.rstrip("."))
            member.roles.add(word)
            if token.pos_ != "ADJ":
                self.by_role[word].append(mention)

    def _remember(self, start: int, end: int, head: Token, member: Member) -> None:
        if self.heard and self.heard[-1].start == start:
            return
        self.heard.append(Mention(start, end, self.places.sentence(head.i), 1.0, member))

    # ------------------------------------------------------------------ resolution

    def _noun(self, head: Token, start: int, end: int, phrase: str) -> tuple[Member, float]:
        """A name, a role ("the prime minister") or an unnamed source ("a senior official")."""
        if (names := list(self._names(head, start, end))) and len(names) > 1:
            if len(names) < len([c for c in head.conjuncts if start <= c.idx < end]) + 1:
                return Member(phrase, "group"), 0.9  # "the mayor and Ana Ruiz"
            joined = " and ".join(dict.fromkeys(m.name for m in names))
            return Member(joined, "group"), 0.95
        if names:
            others = [c for c in head.conjuncts if start <= c.idx < end and c.pos_ in ("NOUN", "PROPN")]
            return (Member(phrase, "group"), 0.9) if others else (names[0], 0.97)
        if (named := self._apposed(head)) is not None:
            return named, 0.95
        low = head.lower_
        definite = any(c.lower_ in ("the", "this", "that") or c.dep_ == "poss" for c in head.children if c.i < head.i)
        common = head.pos_ == "NOUN" or head.text.islower()
        if definite and common and (found := self._role(head, start)) is not None:
            return found
        kind = (
            nouns.kinds().get(low)
            or nouns.kinds().get(head.lemma_.lower())
            or ("group" if head.tag_ == "NNS" else "body")
        )
        if head.tag_ in ("NNS", "NNPS") or any(c.dep_ == "conj" for c in head.children):
            kind = "group" if kind == "person" else kind
        gender = nouns.gendered().get(low)
        return Member(
            phrase, kind, gender, {t.lower_ for t in head.subtree if t.pos_ in ("NOUN", "PROPN", "ADJ")}
        ), 0.75

    def _meant(self, start: int, head: Token, gender: str | None, kinds: Sequence[str]) -> tuple[Member, float]:
        """Whom a pronoun at ``start`` means."""
        k = bisect_left(self.mention_starts, start)
        before = self.mentions[max(0, k - WINDOW) : k] + self.followed[-FOLLOWED:]
        before = [m for m in before if not any(first <= m.start < last for first, last in self.said)]
        return meant(
            self.places, Heard(before, self.heard[-WINDOW:], self.mentions[k : k + AHEAD]), start, head, gender, kinds
        )

    def _follow(self, start: int) -> None:
        """Takes in whom the pronouns before ``start`` mean: they keep somebody in the reader's mind, and tell a gender."""
        spoken = {mention.start for mention in self.heard[-FOLLOWED:]}
        said, self.said = self.said, ()
        while self.next < len(self.pronouns) and self.words.start[self.pronouns[self.next]] < start:
            head = self.doc[self.pronouns[self.next]]
            self.next += 1
            gender = SINGULAR[head.lower_]
            member, score = self._meant(head.idx, head, gender, ("person",))
            if member.name == head.text or head.idx in spoken:
                continue
            if member.gender is None and score > SURE:
                member.gender = gender
            mention = Mention(head.idx, head.idx + len(head), self.places.sentence(head.i), _weight(head), member)
            self.followed.append(mention)
        self.said = said

    def _aged(self, start: int, head: Token) -> tuple[Member, float]:
        """Whom "the 23-year-old" means: who was said to be 23, else the most salient person."""
        years = next((t.text for t in head.subtree if t.like_num), "")
        k = bisect_left(self.mention_starts, start)
        for mention in reversed(self.mentions[max(0, k - WINDOW) : k]):
            if years in mention.member.roles:
                return mention.member, 0.9
        return self._meant(start, head, None, ("person",))

    def _names(self, head: Token, start: int, end: int) -> Iterator[Member]:
        """The members whose names head the mention."""
        wanted = [head] + [c for c in head.conjuncts if start <= c.idx < end]
        for token in wanted:
            k = bisect_right(self.named_starts, token.idx) - 1
            for entity in reversed(self.named[max(0, k - 2) : k + 1]):
                if entity.start <= token.idx < entity.end:
                    if entity.label in ("NORP", "FAC") and entity.end - entity.start < end - start:
                        break
                    yield self.members[self._name(entity)]
                    break

    def _apposed(self, head: Token) -> Member | None:
        """The name that stands beside a role: "the mayor, Henrik Dahl"."""
        for child in head.children:
            if child.dep_ == "appos" and child.i > head.i:
                for member in self._names(child, child.idx, child.idx + len(child)):
                    return member
        return self._spokesperson(head)

    def _spokesperson(self, head: Token) -> Member | None:
        """Who speaks for somebody, where the parser took the name for theirs: "a spokesperson for Dorval, *Hanna Weiss*, said".

        "a spokesman for the mayor, Karl Benz," stays open: the name can be the mayor's.
        """
        if nouns.kinds().get(head.lemma_.lower()) != "person":
            return None
        for prep in (c for c in head.rights if c.dep_ == "prep" and c.lower_ in ("for", "of")):
            for whose in (p for p in prep.children if p.dep_ == "pobj"):
                if whose.pos_ != "PROPN" and nouns.kinds().get(whose.lower_) not in ("body", "group"):
                    continue
                named = (c for c in whose.children if c.dep_ == "appos" and self.doc[c.left_edge.i - 1].text == ",")
                for member in (m for c in named for m in self._names(c, c.idx, c.idx + len(c)) if m.kind == "person"):
                    return member
        return None

    def _role(self, head: Token, start: int) -> tuple[Member, float] | None:
        """Who is "the Israeli prime minister" or "the company": the last whose description fits."""
        low = head.lower_
        wanted = {t.lower_ for t in head.lefts if t.dep_ in ROLE_DEPS and t.pos_ in ("NOUN", "PROPN", "ADJ")}
        described = self.by_role.get(low, [])
        known = bisect_left(described, start, key=lambda m: m.start)
        candidates = described[max(0, known - WINDOW) : known]
        bodily = nouns.kinds().get(low) in ("body", "text")
        if bodily:  # 'the group' is not its director
            candidates = [m for m in candidates if m.member.kind != "person"]
        for heard in self.heard[-WINDOW:]:
            if low in heard.member.roles and heard.member.name not in self.members:
                candidates.append(heard)
        here = self.places.sentence(head.i)
        best = self._best_fit(candidates, wanted, here, 0.9)
        if wanted and (best is None or best[1] < 0.8):  # 'his Ostland counterpart' is 'the Ostland president'
            described_so = self._described("counterpart", start)
            best = self._better(best, self._best_fit(described_so, wanted, here, 0.85))
        if best is None or best[1] <= 0.3:
            for word in roles.meant_by().get(low, ()) if not bodily else ():
                best = self._better(best, self._best_fit(self._described(word, start), wanted, here, 0.75))
        if best is not None and best[1] > 0.3:
            return None if not wanted and self._is_shared(described, best[0], here) else (best[0], round(best[1], 2))
        for mention in (
            described[known : known + 3] if not bodily else []
        ):  # a lead may say "the governor" before it names her
            ahead = mention.sentence - here
            if mention.member.name in self.members and mention.member.kind == "person" and ahead <= LEAD:
                missing = len([w for w in wanted if not roles.fits(w, mention.member.roles)])
                return mention.member, round(0.7 - 0.1 * missing - 0.02 * ahead, 2)
        gender = nouns.gendered().get(low)
        if not wanted and low in ("man", "woman", "boy", "girl"):
            return self._meant(start, head, gender, ("person",))
        if low in COMPANIES and not wanted:
            k = bisect_left(self.named_starts, start)
            for entity in reversed(self.named[max(0, k - WINDOW) : k]):
                if entity.label == "ORG":
                    return self.members[self._name(entity)], 0.6
        return None

    @staticmethod
    def _is_shared(described: Sequence[Mention], best: Member, here: int) -> bool:
        """Whether another person was given the same role in the sentence where the best was last: of two presidents who meet, "the
        president" is either."""
        before = [m for m in described if m.sentence < here and m.member.kind == "person"]
        last = max((m.sentence for m in before if m.member is best), default=None)
        return any(m.sentence == last and m.member is not best for m in before)

    def _described(self, word: str, start: int) -> list[Mention]:
        """The last mentions before ``start`` that a role describes."""
        described = self.by_role.get(word, [])
        known = bisect_left(described, start, key=lambda m: m.start)
        return described[max(0, known - WINDOW) : known]

    def _best_fit(
        self, candidates: Sequence[Mention], wanted: set[str], here: int, full: float
    ) -> tuple[Member, float] | None:
        """Who of the candidates fits the words of a role best, the last one of equals."""
        best: tuple[Member, float] | None = None
        for mention in candidates:
            missing = len([w for w in wanted if not roles.fits(w, mention.member.roles)])
            score = full - 0.3 * missing - 0.01 * min(20, here - mention.sentence)
            best = self._better(best, (mention.member, score))
        return best

    @staticmethod
    def _better(one: tuple[Member, float] | None, other: tuple[Member, float] | None) -> tuple[Member, float] | None:
        if one is None or other is None:
            return one or other
        return other if other[1] >= one[1] else one


def _weight(head: Token) -> float:
    """How much a mention stands out by its place in the sentence: most as the subject of the main clause."""
    if head.dep_ == "appos" and head.head.dep_ in ("nsubj", "nsubjpass"):
        head = head.head
    weight = WEIGHT.get(head.dep_, 0.5)
    if head.dep_ in ("nsubj", "nsubjpass") and head.head.dep_ not in ("ROOT", "conj", "parataxis"):
        weight *= 0.6
    return weight
