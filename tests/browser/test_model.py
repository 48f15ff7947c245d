"""A widget's values in the browser: ``relkit/server/static/model.js`` by itself."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page
from visiting import Open

Run = Callable[[str], Any]

BEGIN = """async (steps) => {
  const { Model } = await import('/relkit/static/front-any/model.js');
  const sent = [];
  const heard = [];
  const model = new Model({ a: 1, b: { deep: [1, 2] } }, (data) => {
    sent.push(structuredClone(data.state ?? data.content));
    return `message ${sent.length}`;
  });
  const view = model.facet({});
  const echo = (state, message) => model.receive({ method: 'echo_update', state }, [], message);
  const set = (name, value) => { view.set(name, value); view.save_changes(); };
  await new Function('model', 'view', 'sent', 'heard', 'echo', 'set', steps)(model, view, sent, heard, echo, set);
  return { sent, heard, a: view.get('a'), b: view.get('b') };
}"""


@pytest.fixture
def page(visitor: Open) -> Page:
    visit = visitor()
    visit.page.goto(f"{visit.base}/nowhere")
    return visit.page


@pytest.fixture
def run(page: Page) -> Run:
    return lambda steps: page.evaluate(BEGIN, steps)


class TestUpdates:
    def test_only_what_is_new_is_sent(self, run: Run):
        told = run("set('a', 1); set('b', { deep: [1, 2] }); set('a', 2); set('a', 2);")
        assert told["sent"] == [{"a": 2}]

    def test_one_is_on_its_way_and_what_is_set_meanwhile_goes_as_one(self, run: Run):
        told = run("set('a', 2); set('a', 3); set('b', 4); set('a', 5);")
        assert told["sent"] == [{"a": 2}]
        told = run(
            "set('a', 2); set('a', 3); set('b', 4); set('a', 5);"
            "model.done('another'); model.done('message 1'); model.done('message 2');"
        )
        assert told["sent"] == [{"a": 2}, {"a": 5, "b": 4}]

    def test_an_old_echo_does_not_undo_a_newer_value(self, run: Run):
        told = run(
            "set('a', 2); set('a', 3); echo({ a: 2 }, 'message 1'); heard.push(view.get('a'));"
            "model.done('message 1'); echo({ a: 3 }, 'message 2'); heard.push(view.get('a'));"
            "echo({ a: 9 }, 'of another page');"
        )
        assert told["heard"] == [3, 3]
        assert told["a"] == 9

    def test_the_kernel_has_the_last_word(self, run: Run):
        told = run(
            "set('a', 2); model.receive({ method: 'update', state: { a: 7 } }, [], 'message 1');"
        )
        assert told["a"] == 7
        assert told["sent"] == [{"a": 2}], "what the kernel says is not sent back"

    def test_after_a_cut_line_what_was_on_its_way_goes_again(self, run: Run):
        told = run("set('a', 2); set('b', 3); model.resume(); model.done('message 2');")
        assert told["sent"] == [{"a": 2}, {"a": 2, "b": 3}]
        assert run("model.resume()")["sent"] == []

    def test_binary_parts_come_back_to_their_places(self, run: Run):
        told = run(
            "model.receive({ method: 'update', state: { a: { inside: [null] } }, buffer_paths: [['a', 'inside', 0]] },"
            " [new DataView(new Uint8Array([5, 6]).buffer)], '');"
            "heard.push(view.get('a').inside[0].getUint8(1));"
        )
        assert told["heard"] == [6]


class TestListeners:
    def test_hear_of_what_is_new_and_of_nothing_else(self, run: Run):
        told = run(
            "view.on('change:a change:b', () => heard.push('one')); view.on('change', () => heard.push('all'));"
            "view.set({ a: 1, b: { deep: [1, 2] } }); view.set({ a: 2, b: { deep: [1, 3] } });"
        )
        assert told["heard"] == ["one", "one", "all"]

    def test_leave_alone_those_of_another_view(self, run: Run):
        told = run(
            "const other = model.facet({}); other.on('change:a', () => heard.push('other'));"
            "view.on('change:a', () => heard.push('mine')); view.off(); view.set('a', 2);"
        )
        assert told["heard"] == ["other"]

    def test_hear_it_even_if_one_fails(self, run: Run, page: Page):
        with page.expect_event("pageerror"):
            told = run(
                "view.on('msg:custom', () => { throw new Error('on purpose'); });"
                "view.on('msg:custom', (content, buffers) => heard.push(content, buffers.length));"
                "model.receive({ method: 'custom', content: 'news' }, [1, 2], '');"
            )
        assert told["heard"] == ["news", 2]
