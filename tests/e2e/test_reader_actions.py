"""How many actions a correction takes: a key, a click, a drag or something typed is one. Saving takes none."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, expect

from components.model import Annotated, Annotation, Article, EntityValues, FigureValues
from tests.e2e.reader_page import Reading, Server

pytestmark = pytest.mark.browser


class Analyst:
    """Somebody at the desk whose actions are counted."""

    def __init__(self, reading: Reading) -> None:
        self.reading, self.actions = reading, 0

    def press(self, *keys: str) -> None:
        self.actions += len(keys)
        self.reading.press(*keys)

    def type(self, words: str) -> None:
        self.actions += 1
        self.reading.page.keyboard.type(words)

    def click(self, where: str | Locator) -> None:
        self.actions += 1
        if isinstance(where, str):
            self.reading.click(where)
        else:
            where.click()


def figure(reading: Reading, words: str) -> FigureValues:
    return reading.stored(words)[0].figure


def value(analyst: Analyst) -> None:
    analyst.press("v")
    analyst.type("41")
    analyst.press("Enter")


def place(analyst: Analyst) -> None:
    analyst.press("w")
    options = analyst.reading.page.get_by_test_id("picker").locator(".rd-option-title")
    analyst.press(str(options.all_inner_texts().index("Velt") + 1))


def speaker(analyst: Analyst) -> None:
    analyst.press("s")
    analyst.click("Anton Ruiz")


WORDS = "300 observers"
NUMBER = "1,240 people"
CORRECTIONS: dict[str, tuple[str, int, Callable[[Analyst], None], Callable[[Reading], object], object]] = {
    "accept": (WORDS, 1, lambda who: who.press("a"), lambda r: r.stored(WORDS)[0].status, "accepted"),
    "reject": (WORDS, 1, lambda who: who.press("x"), lambda r: r.stored(WORDS), []),
    "delete": (WORDS, 1, lambda who: who.press("Delete"), lambda r: r.stored(WORDS), []),
    "relabel": (WORDS, 2, lambda who: who.press("l", "1"), lambda r: r.stored(WORDS)[0].label, "KILLED"),
    "boundary": (
        NUMBER,
        1,
        lambda who: who.press("Shift+ArrowLeft"),
        lambda r: len(r.stored("1,240")),
        1,
    ),
    "value": (NUMBER, 3, value, lambda r: figure(r, NUMBER).value, 41),
    "bound": (NUMBER, 2, lambda who: who.press("b", "3"), lambda r: figure(r, NUMBER).bound, "at_least"),
    "scope": (NUMBER, 2, lambda who: who.press("c", "3"), lambda r: figure(r, NUMBER).scope, "background"),
    "place": (NUMBER, 2, place, lambda r: figure(r, NUMBER).place, "Velt"),
    "speaker": (
        "Nobody sleeps,",
        2,
        speaker,
        lambda r: r.stored("Nobody sleeps,")[0].quote.speaker_name,
        "Anton Ruiz",
    ),
}


@pytest.mark.parametrize("name", CORRECTIONS)
def test_a_correction_takes_as_many_actions_as_it_should(reading: Reading, name: str) -> None:
    words, most, correct, stored, wanted = CORRECTIONS[name]
    reading.open().click(words)
    analyst = Analyst(reading)
    correct(analyst)
    reading.settled()
    assert stored(reading) == wanted
    assert analyst.actions <= most
    reading.press("Control+z")
    reading.settled()


def test_all_occurrences_take_two_actions(reading: Reading) -> None:
    reading.open().add("office", "o")
    analyst = Analyst(reading)
    analyst.press("e", "Enter")
    reading.settled()
    assert (analyst.actions, {a.label for a in reading.stored("office")}) == (2, {"ORG"})
    assert len(reading.stored("office")) > 1
    reading.press("Control+z", "Control+z")
    reading.settled()


TEXT = "Mona Marn said 12 died on Monday. Later Mona Marn counted 14 dead."


@pytest.fixture
def desk(context: BrowserContext, app: Server) -> Reading:
    """An article with two counts and a name, and another one where the name stands too."""
    at = {words: TEXT.index(words) for words in ("Mona Marn", "12", "14")}

    def killed(words: str) -> Annotation:
        found = FigureValues(
            value=int(words), low=int(words), high=int(words), bound="exact", unit="people", scope="event"
        )
        return Annotation(f"k{words}", "figure", "KILLED", at[words], at[words] + 2, found)

    name = Annotation(
        "n", "entity", "PERSON", at["Mona Marn"], at["Mona Marn"] + 9, EntityValues("Mona Marn"), status="accepted"
    )
    store = app.store()
    store.add(Annotated(Article("counts", TEXT), (killed("12"), killed("14"), name)))
    store.add(Annotated(Article("elsewhere", "Mona Marn was not there.")))
    store.close()
    return Reading(context.new_page(), app).open("counts")


def test_another_figure_for_a_toll_takes_one_action(desk: Reading, app: Server) -> None:
    page = desk.page
    page.locator("[class*=st-key-toll-KILLED] summary").click()
    analyst = Analyst(desk)
    analyst.click(page.get_by_role("button", name="Use this figure").first)
    expect(page.locator("[class*=st-key-toll-KILLED] summary")).to_contain_text("set by hand")
    assert analyst.actions == 1


def test_the_same_in_other_articles_takes_at_most_three_actions(desk: Reading, app: Server) -> None:
    desk.click("Mona Marn")
    analyst, page = Analyst(desk), desk.page
    analyst.click(page.locator(".st-key-spread-label button").first)
    analyst.click(page.get_by_role("dialog").get_by_role("button", name="Change 1 place"))
    expect(page.locator(".st-key-spread-done")).to_contain_text("at 1 place of 1 article")
    assert [a.label for a in app.annotations("elsewhere")] == ["PERSON"]
    assert analyst.actions <= 3
