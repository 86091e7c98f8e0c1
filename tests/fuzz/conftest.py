"""Says at the end of a run how many inputs were tried, and what the dearest of them cost."""

import pytest

from tests.fuzz.bounds import MB, WORST


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if WORST.inputs:
        terminalreporter.write_line(
            f"fuzz: {WORST.inputs} inputs, at most {WORST.seconds:.2f} s and {WORST.memory / MB:.0f} MB for one"
        )
