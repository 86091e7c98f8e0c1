"""Says at the end of a run how many attacks there were and how many got through."""

import pytest

collect_ignore_glob = ["*/*"]  # an attack is handed in, never imported here

RESULTS: dict[str, dict[str, bool]] = {}
NAIVE: dict[str, str] = {}


@pytest.fixture(scope="session")
def results() -> dict[str, dict[str, bool]]:
    """Tier, attack, whether it was stopped."""
    return RESULTS


@pytest.fixture(scope="session")
def naive_results() -> dict[str, str]:
    """What each attack gains from a naive grader."""
    return NAIVE


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    parts = [
        f"{len(stopped)} in tier {tier}, {sum(not s for s in stopped.values())} through"
        for tier, stopped in RESULTS.items()
    ]
    if parts:
        terminalreporter.write_line("attacks: " + "; ".join(parts))
    if NAIVE:
        succeed = sum(gain != "nothing" for gain in NAIVE.values())
        terminalreporter.write_line(f"attacks: {succeed} of {len(NAIVE)} succeed on a grader that imports the hand-in")
