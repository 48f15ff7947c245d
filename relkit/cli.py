"""The command ``relkit``: open the pages from a terminal."""

import argparse
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command.

    Parameters
    ----------
    argv
        The words after ``relkit``; those of the terminal by default.

    Returns
    -------
    int
        0 if all went well, 2 if something typed cannot be used.
    """
    options = _parser().parse_args(argv)
    return options.run(options)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="relkit", description="Learn about relational public services."
    )
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    serve = commands.add_parser(
        "serve",
        help="show the notebooks as pages in a browser",
        description="Show the notebooks as pages in a browser, from this machine.",
        epilog="Everything stays on this machine. Press Ctrl-C to close the pages.",
    )
    serve.set_defaults(run=_serve)
    serve.add_argument(
        "--port",
        type=_port,
        default=8866,
        metavar="NUMBER",
        help="where the pages are found (default: %(default)s); "
        "if it is taken, the next free one is used",
    )
    serve.add_argument(
        "--share",
        action="store_true",
        help="let others on the same network open the pages",
    )
    serve.add_argument(
        "--no-browser",
        action="store_true",
        help="do not open a browser; only print the address",
    )
    serve.add_argument(
        "--token",
        metavar="TEXT",
        help="a word that visitors must type before they see a page",
    )
    serve.add_argument(
        "--base-url",
        type=_base_url,
        default="/",
        metavar="PATH",
        help="below which path the pages are, such as /services/relkit/",
    )
    serve.add_argument(
        "--behind-proxy",
        action="store_true",
        help="believe a web server in front, such as nginx, that visitors use https; "
        "rooms are then hosted with the token only",
    )
    serve.add_argument(
        "--kernels",
        choices=["fork", "spawn"],
        default="fork",
        help="how the program behind each open page is started: forked from one that "
        "is ready (the default, where the system can), or each anew",
    )
    serve.add_argument(
        "--max-visitors",
        type=_at_least_one,
        metavar="NUMBER",
        help="how many pages can be open at once; whoever comes then waits for a place "
        "(default: as many as the memory of this machine carries)",
    )
    serve.add_argument(
        "--case",
        metavar="PATH",
        help="your own case instead of ours: a folder or a spreadsheet",
    )
    serve.add_argument(
        "--database",
        metavar="URL",
        help="where rooms are kept: sqlite:////path/to/rooms.sqlite or "
        "postgresql://name@host/database (default: a file in a folder for this "
        "machine's own data). If there is a password in it, write it into the "
        "environment variable RELKIT_DATABASE instead: the words of a command can be "
        "read by everyone on this machine",
    )
    return parser


def _port(text: str) -> int:
    if text.isdecimal() and int(text) < 65_536:
        return int(text)
    raise argparse.ArgumentTypeError(f"a port is a number up to 65535, not {text!r}")


def _at_least_one(text: str) -> int:
    if text.isdecimal() and int(text) > 0:
        return int(text)
    raise argparse.ArgumentTypeError(f"that is a number from 1 upwards, not {text!r}")


def _base_url(text: str) -> str:
    if re.fullmatch(r"(/[A-Za-z0-9._~@%-]+)*/?", text):
        return f"{text.rstrip('/')}/"
    raise argparse.ArgumentTypeError(
        f"a path is written as in an address, from its first slash on, not {text!r}"
    )


def _serve(options: argparse.Namespace) -> int:
    if options.case is not None:
        case = Path(options.case).expanduser().resolve()
        problem = _problem_with_case(case)
        if problem:
            print(problem, file=sys.stderr)
            return 2
        os.environ["RELKIT_CASE"] = str(case)  # the kernels inherit it

    from relkit import store  # here, so that --help stays quick

    # Taken out, so that no kernel inherits a password.
    database = os.environ.pop("RELKIT_DATABASE", "")
    try:
        rooms = store.Store(options.database or database or None)
    except store.StoreError as problem:
        print(problem, file=sys.stderr)
        return 2

    from relkit.server.app import Dashboards

    # The one instance, so that what fails in a notebook reaches its log.
    dashboards = Dashboards.instance(
        port=options.port,
        share=options.share,
        open_browser=not options.no_browser,
        token=options.token,
        rooms=rooms,
        base_url=options.base_url,
        behind_proxy=options.behind_proxy,
        kernels_by=options.kernels,
        max_visitors=options.max_visitors,
    )
    dashboards.initialize([])
    try:
        dashboards.start()
    except OSError as problem:
        print(
            f"The pages could not be opened ({problem}). Try another port, such as "
            "--port 9000.",
            file=sys.stderr,
        )
        return 2
    return 0


def _problem_with_case(case: Path) -> str | None:
    """What keeps this case from being used, in sentences; None if nothing does."""
    if not case.exists():
        return f"There is no file or folder at {case}. Check the path after --case."
    if case.is_dir() and not (case / "case.json").exists():
        return f"There is no case.json in {case}. Name the folder of one case."
    from relkit import cases

    try:
        cases.read(case)
    except (ValueError, OSError) as problem:
        return str(problem)
    return None


if __name__ == "__main__":
    sys.exit(main())
