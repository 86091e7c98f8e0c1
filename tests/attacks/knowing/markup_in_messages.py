"""Write markup and control characters into every message that is shown to an instructor.

Shows: markup in a report.
Stopped by: messages are escaped where they are made, and again where they are shown.
"""


def attack(*args, **kwargs):
    raise type("<script>alert(2)</script>", (Exception,), {})("<script>alert(1)</script>\x1b[2J\u202e[red]")
