"""The fourth property: one fault in one answer of GitHub's API never turns a refusal into a pass."""

import copy
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.gate.hub import IDS, Answer, Hub, account
from tests.gate.test_github_reviews import CODE, Pulled, founded


def nothing(pulled):
    pass


def rejected(pulled):
    pulled.hub.review(account("bob"), body=pulled.code)
    pulled.hub.review(account("bob"), "CHANGES_REQUESTED", "no")


def dismissed(pulled):
    pulled.hub.review(account("bob"), body=pulled.code)
    pulled.hub.review(account("bob"), "DISMISSED", pulled.code)


def edited(pulled):
    pulled.hub.edited.add(pulled.hub.review(account("bob"), body=pulled.code)["id"])


def by_a_stranger(pulled):
    pulled.hub.review(account("mallory", 4711), body=pulled.code)


def by_a_robot(pulled):
    pulled.hub.review(account("github-actions[bot]", 41898282, "Bot"), body=pulled.code)


def by_the_opener(pulled):
    pulled.hub.review(account("alice"), body=pulled.code)


def by_who_pushed(pulled):
    pulled.world.write(CODE, "// more\n" + pulled.world.read(CODE))
    pulled.push("alice", actor=account("bob"))
    pulled.hub.review(account("bob"), body=pulled.code)


def plain(pulled):
    pulled.hub.review(account("bob"), body="LGTM")


def of_something_else(pulled):
    pulled.hub.review(account("bob"), body="0000-0000")


def only_commented(pulled):
    pulled.hub.review(account("bob"), "COMMENTED", pulled.code)
    pulled.hub.comment(account("bob"), pulled.code)


def opened_by_a_robot(pulled):
    pulled.hub.pulls[7]["user"] = account("dependabot[bot]", 49699333, "Bot")
    pulled.hub.review(account("bob"), body=pulled.code)


def by_a_robot_with_bobs_id(pulled):
    pulled.hub.review(account("bob", IDS["bob"], "Bot"), body=pulled.code)


REFUSALS = [
    nothing, rejected, dismissed, edited, by_a_stranger, by_a_robot, by_a_robot_with_bobs_id, by_the_opener,
    by_who_pushed, plain, of_something_else, only_commented, opened_by_a_robot,
]  # fmt: skip


@pytest.fixture(scope="module")
def refused(tmp_path_factory, keys):
    """Pull requests that must not land, each for a reason of its own."""
    patch = pytest.MonkeyPatch()
    made, hubs = [], []
    for story in REFUSALS:
        folder = tmp_path_factory.mktemp(story.__name__)
        world, hub = founded(folder / "infra", keys), Hub()
        hubs.append(hub)
        world.open_container_unasked()
        hub.open(world.git("rev-parse", "HEAD"), account("alice"))
        pulled = Pulled(world, hub, folder, patch)
        pulled.story = story
        story(pulled)
        assert pulled.check()[0] in (1, 4), story.__name__
        made.append((pulled, list(hub.asked), pulled.code))
    yield made
    patch.undo()
    for hub in hubs:
        hub.close()


def places(data, path=()):
    """Every place in a JSON document."""
    yield path
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in items:
        yield from places(value, (*path, key))


def mutated(data, draw, words):
    """The document with one thing in it changed."""
    data = copy.deepcopy(data)
    path = draw(st.sampled_from(list(places(data))))
    if not path:
        return draw(st.sampled_from([None, [], {}, "x", 0, [data], data if isinstance(data, list) else {}]))
    holder = data
    for key in path[:-1]:
        holder = holder[key]
    key, value = path[-1], holder[path[-1]]
    ways = ["delete", "null", "word"]
    ways += ["flip"] if isinstance(value, bool) else []
    ways += ["number"] if isinstance(value, int) else []
    ways += ["reverse", "double", "cut", "empty"] if isinstance(value, list) else []
    way = draw(st.sampled_from(ways))
    if way == "delete":
        del holder[key]
    else:
        holder[key] = {
            "null": lambda: None,
            "word": lambda: draw(st.sampled_from(words)),
            "flip": lambda: not value,
            "number": lambda: value + draw(st.sampled_from([-1, 1])),
            "reverse": lambda: value[::-1],
            "double": lambda: value + value,
            "cut": lambda: value[:-1],
            "empty": list,
        }[way]()
    return data


def broken(answer, draw, words):
    """The answer with one fault."""
    way = draw(st.sampled_from(["status", "raw", "type", "link", *["content"] * 8]))
    if way == "status":
        return answer._replace(
            status=draw(st.sampled_from([204, 206, 301, 302, 304, 400, 401, 403, 404, 422, 429, 500, 503]))
        )
    if way == "raw":
        return answer._replace(body=answer.body[: draw(st.integers(0, len(answer.body) - 1))])
    if way == "type":
        return answer._replace(headers={**answer.headers, "Content-Type": "text/plain"})
    if way == "link":
        return answer._replace(headers={**answer.headers, "Link": '<http://127.0.0.1:1/x?page=2>; rel="next"'})
    data = json.loads(answer.body)
    if isinstance(data, list) and data and draw(st.booleans()):
        data = draw(st.sampled_from([data[::-1], data + data[:1], data[:-1], [], [*data, {}]]))
    else:
        data = mutated(data, draw, words)
    return Answer(answer.status, answer.headers, json.dumps(data).encode())


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_e8_e9_no_single_fault_makes_a_refusal_pass(refused, data):
    pulled, asked, code = data.draw(st.sampled_from(refused), label="story")
    words = [*IDS.values(), *IDS, "User", "Bot", "APPROVED", "COMMENTED", "PENDING", code, "main", "change", True,
             False,
             "0" * 40, pulled.hub.pulls[7]["head"]["sha"], "2099-01-01T00:00:00Z", "2020-01-01T00:00:00Z"]  # fmt: skip
    number = data.draw(st.integers(0, len(asked) - 1), label="answer")
    count = iter(range(1000))

    def spoil(path, answer):
        return broken(answer, data.draw, words) if next(count) == number else answer

    pulled.hub.spoil = spoil
    try:
        assert pulled.check()[0] in (1, 2, 3, 4)
    finally:
        pulled.hub.spoil = lambda path, answer: answer


def reviewed(index=-1, **changes):
    return lambda hub: hub.reviews[7][index].update(changes)


def coded(hub):
    hub.reviews[7][-1]["body"] = f"I typed {CODES[0]}"


def unedited(hub):
    hub.edited = set()


def pushed_by_alice(hub):
    hub.activity[-1]["actor"] = account("alice")


CODES: list[str] = []

LIES = [
    (by_a_stranger, reviewed(user=account("bob"))),
    (by_a_robot_with_bobs_id, reviewed(user=account("bob"))),
    (rejected, lambda hub: hub.reviews[7].pop()),
    (rejected, reviewed(state="COMMENTED")),
    (rejected, reviewed(user=account("mallory", 4711))),
    (dismissed, reviewed(state="APPROVED")),
    (dismissed, lambda hub: hub.reviews[7].pop()),
    (edited, unedited),
    (plain, coded),
    (of_something_else, coded),
    (only_commented, reviewed(state="APPROVED")),
    (by_who_pushed, pushed_by_alice),
]
"""What would make each refusal a pass, if GitHub said so."""


@pytest.mark.parametrize(("story", "lie"), LIES, ids=lambda one: getattr(one, "__name__", ""))
def test_e9_d12_d13_a_lie_in_one_answer_is_found_out(refused, story, lie):
    """Told in every answer it is a pass, so the lie matters; told in one, it decides nothing."""
    pulled, _, code = next(one for one in refused if one[0].story is story)
    CODES[:] = [code]
    with pulled.hub.told_otherwise("", lie):
        assert pulled.check()[0] == 0
    for where in ("/pulls/7", "/pulls/7/reviews", "/issues/7/comments", "/graphql", "direction=desc", "direction=asc"):
        with pulled.hub.told_otherwise(where, lie):
            said = pulled.check()
            assert said[0] != 0 or (lie is unedited and where == "/graphql"), where


def test_d13_an_edit_is_told_twice_in_one_answer(refused):
    """Only GraphQL knows of edits: hiding one takes two changes in its answer."""
    pulled = next(one for one, _, _ in refused if one.story is edited)

    def without(key, value):
        def spoil(path, answer):
            text = answer.body.decode()
            return answer._replace(body=text.replace(f'"{key}": {value}', f'"{key}": {OTHER[value]}').encode())

        return spoil

    for key, value in (("lastEditedAt", '"2026-02-01T00:00:00Z"'), ("includesCreatedEdit", "true")):
        pulled.hub.spoil = without(key, value)
        assert pulled.check()[0] == 1
    pulled.hub.spoil = lambda path, answer: answer


OTHER = {'"2026-02-01T00:00:00Z"': "null", "true": "false"}
