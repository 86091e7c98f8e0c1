"""What can go wrong before anything is graded; each message is one sentence to show as it is."""


class UsageError(Exception):
    """The command was asked for something that cannot be done."""


class Refused(Exception):
    """A hand-in is not read at all."""


class Unreadable(Exception):
    """One file of a hand-in cannot be read; the message goes on after its name: `is larger than 1 MB`."""
