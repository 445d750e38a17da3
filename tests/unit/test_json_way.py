"""The read-only way in for scripts: who may ask, what is answered, and that no parameter breaks it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
import streamlit as st
from hypothesis import HealthCheck, settings
from starlette.applications import Starlette
from starlette.testclient import TestClient

from components import logins
from components.importers import read
from components.model import Annotated
from components.server import json_way
from components.store import Asked, Store, open_store

ARTICLES = Path(__file__).parents[1] / "e2e" / "articles.jsonl"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    url = f"sqlite:///{tmp_path_factory.mktemp('json')}/a.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATELINE_DATABASE_URL", url)
        patch.setenv("DATELINE_JSON", "1")
        st.cache_resource.clear()
        store = open_store(url)
        for item in read(ARTICLES.read_bytes(), ARTICLES.name):
            assert isinstance(item, Annotated)
            store.add(item)
        yield store
        store.close()
        st.cache_resource.clear()


@pytest.fixture
def client(kept: Store) -> TestClient:
    return TestClient(Starlette(routes=json_way.routes()))


@pytest.fixture
def shared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logins, "is_shared", lambda: True)


def test_it_is_off_unless_it_is_switched_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATELINE_JSON", raising=False)
    assert json_way.routes() == []


def test_articles_annotations_figures_quotes_and_events_are_answered(client: TestClient, kept: Store) -> None:
    found = client.get("/api/articles", params={"q": "drowned"}).json()
    assert [row["id"] for row in found["articles"]] == ["ferry"]
    assert found["total"] == 1
    article = client.get("/api/annotations", params={"article": "ferry"}).json()
    assert {a["id"] for a in article["annotations"]} == {a.id for a in kept.annotated("ferry").annotations}
    for name, part in (("figures", kept.figures), ("quotes", kept.quotes)):
        answer = client.get(f"/api/{name}", params={"limit": "1"}).json()
        assert (answer["total"], len(answer[name])) == (part.count(Asked()), 1)
    assert client.get("/api/events").status_code == 200


def test_filters_narrow_as_on_the_pages(client: TestClient) -> None:
    labels = client.get("/api/figures", params=[("label", "KILLED"), ("label", "INJURED")]).json()["figures"]
    assert {row["label"] for row in labels} <= {"KILLED", "INJURED"}
    assert client.get("/api/figures", params={"label": "NONE"}).json()["total"] == 0
    assert client.get("/api/articles", params={"first": "2999-01-01"}).json()["total"] == 0


@pytest.mark.parametrize(
    ("address", "status", "why"),
    [
        ("articles?author=x", 400, "there is no parameter 'author'"),
        ("articles?limit=501", 400, "limit cannot be '501': a whole number up to 500"),
        ("articles?limit=1&limit=2", 400, "limit is given too often"),
        ("articles?first=2024-02-31", 400, "first cannot be"),
        ("articles?q=a%00b", 400, "q cannot be"),
        ("annotations?article=none", 404, "there is no article 'none'"),
        ("annotations", 404, "there is no article ''"),
    ],
)
def test_what_cannot_be_asked_is_told(client: TestClient, address: str, status: int, why: str) -> None:
    answer = client.get(f"/api/{address}")
    assert answer.status_code == status
    assert why in answer.json()["error"]


def test_nothing_can_be_written(client: TestClient) -> None:
    for verb in ("POST", "PUT", "DELETE", "PATCH"):
        assert client.request(verb, "/api/articles").status_code == 405


def test_where_people_log_in_a_script_shows_the_token_of_somebody_with_a_role(
    client: TestClient, kept: Store, shared: None
) -> None:
    kept.users.put("ada", "viewer", "test")
    old, token = kept.users.give_token("ada"), kept.users.give_token("ADA")

    def status(given: str | None) -> int:
        found: int = client.get("/api/articles", headers={"Authorization": given} if given else {}).status_code
        return found

    assert status(f"Bearer {token}") == 200
    assert [status(given) for given in (None, "Bearer", "Bearer x", f"Basic {token}", f"Bearer {old}")] == [401] * 5
    kept.users.put("ada", None, "test")
    assert status(f"Bearer {token}") == 403
    kept.users.remove("ada", "test")
    assert status(f"Bearer {token}") == 401


def test_a_token_is_kept_as_its_digest_alone(kept: Store, tmp_path: Path) -> None:
    kept.users.put("bob", "viewer", "test")
    token = kept.users.give_token("bob")
    kept.back_up(tmp_path / "backup.db")
    assert token.encode() not in (tmp_path / "backup.db").read_bytes()


schema = schemathesis.openapi.from_dict(json_way.openapi())


@schema.parametrize()
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_parameter_breaks_an_answer(case: schemathesis.Case[Any], kept: Store) -> None:
    app = Starlette(routes=json_way.routes())
    answer = case.call(app=app, base_url="http://localhost")
    assert answer.status_code in (200, 400, 404, 405)
