import sys

import pytest

from relkit.kernels.recipes import recipe

COMMAND = [sys.executable, "-m", "ipykernel_launcher", "-f", "k.json"]


def test_kernels_of_one_command_may_begin_in_the_same_process():
    there = recipe(COMMAND, {"PATH": "/bin", "QUERY_STRING": "a"}, ["json"])
    here = recipe(COMMAND, {"PATH": "/usr", "QUERY_STRING": "b"}, ["json"])
    assert there == here


@pytest.mark.parametrize("name", ["PYTHONPATH", "LD_PRELOAD", "LC_ALL", "LANG"])
def test_what_is_read_at_the_start_makes_another_process(name: str):
    plain, _ = recipe(COMMAND, {}, [])
    other, _ = recipe(COMMAND, {name: "x"}, [])
    assert plain != other
    assert other.environment()[name] == "x"


def test_the_environment_has_no_other_settings_than_the_recipe(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    found, _ = recipe(COMMAND, {}, [])
    assert "PYTHONPATH" not in found.environment()
    assert "PATH" in found.environment()


def test_options_of_python_belong_to_the_process():
    command = [sys.executable, "-X", "frozen_modules=off", "-B", *COMMAND[1:]]
    found, words = recipe(command, {}, [])
    assert found.options == ("-X", "frozen_modules=off", "-B")
    assert words == ["-f", "k.json"]


@pytest.mark.parametrize(
    "command",
    [
        [],
        ["xeus", "-f", "k.json"],
        [sys.executable, "-m", "bash_kernel", "-f", "k.json"],
        [sys.executable, "wrapper.py", "-m", "ipykernel_launcher"],
        [sys.executable, "-c", "pass", "-m", "ipykernel_launcher"],
        [sys.executable, "-m"],
    ],
)
def test_other_kernels_have_no_recipe(command: list[str]):
    assert recipe(command, {}, []) is None
