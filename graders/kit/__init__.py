"""The words a grader is written in."""

from . import check, fixtures, handle
from .tests import points

__all__ = ["check", "fixtures", "handle", "points"]
