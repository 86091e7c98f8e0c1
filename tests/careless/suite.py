"""All careless hand-ins."""

from tests.careless import encodings, importing, notebooks, packing, running, settings, talking, writing
from tests.careless.case import Case

FAMILIES = (talking, running, settings, writing, encodings, importing, packing, notebooks)
CASES: list[Case] = [case for family in FAMILIES for case in family.CASES]
