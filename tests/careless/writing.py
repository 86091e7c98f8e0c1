"""Hand-ins written in a way of their own."""

from tests.careless.case import code

CASES = [
    code(
        "names of builtins",
        """
        list = [1, 2]
        sum = 0
        input = "x"
        type = None
        id = 7
        # the solution
        """,
    ),
    code("everything of numpy", "from numpy import *\nfrom math import *\nfrom random import *\n# the solution\n"),
    code(
        "everything of torch",
        """
        from torch import *
        from torch.nn.functional import *
        from numpy import *
        from builtins import *
        # the solution
        """,
    ),
    code(
        "hints of later",
        """
        from __future__ import annotations
        from typing import TYPE_CHECKING
        if TYPE_CHECKING:
            import nothing_of_that_name
            from numpy.typing import NDArray
        import nothing_else
        # the solution
        def causal_mask(length: Optional[int], right: Callable = causal_mask) -> NDArray[np.bool_]:
            return right(length)
        """,
    ),
    code(
        "hints that are not imported",
        """
        import numpy as np


        def causal_mask(length: Optional[int]) -> np.ndarray:
            return np.tri(length, dtype=bool)
        """,
        told="NameError: name 'Optional' is not defined",
    ),
    code(
        "dataclasses with hints of later",
        """
        from __future__ import annotations
        from dataclasses import dataclass, field
        from typing import NamedTuple
        # the solution
        @dataclass(slots=True)
        class Report:
            length: int
            rest: list[Report] = field(default_factory=list)


        class Pair(NamedTuple):
            query: int
            key: int


        def causal_mask(length, right=causal_mask):
            return right(Report(Pair(length, 0).query).length)
        """,
    ),
    code(
        "lambdas and partials",
        """
        import functools
        # the solution
        right = causal_mask
        causal_mask = lambda length: right(length)
        check_causal = functools.partial(check_causal)
        """,
    ),
    code(
        "decorators",
        """
        import functools, time


        def timed(function):
            @functools.wraps(function)
            def wrapper(*args, **kwargs):
                start = time.time()
                try:
                    return function(*args, **kwargs)
                finally:
                    print(time.time() - start)
            return wrapper
        # the solution
        causal_mask = functools.cache(timed(causal_mask))
        check_causal = timed(check_causal)
        """,
    ),
    code(
        "a method that is called like the function",
        """
        # the solution
        class Masks:
            def causal_mask(self, length, right=causal_mask):
                return right(length)


        causal_mask = Masks().causal_mask
        """,
    ),
    code(
        "in a class",
        """
        import numpy as np


        class Solution:
            def causal_mask(self, length):
                return np.tri(length, dtype=bool)
        """,
        told="has no function causal_mask; it has Solution.causal_mask: move it out of its class",
    ),
    code(
        "a slip in the function's name",
        """
        # the solution
        def causal_masc(length, right=causal_mask):
            return right(length)
        del causal_mask
        """,
        told="has no function causal_mask; it has causal_masc: rename it",
    ),
    code(
        "a slip in the function's name, and trouble elsewhere",
        """
        import nltk
        nltk.download("punkt")
        # the solution
        Causal_Mask = causal_mask
        del causal_mask
        """,
        told="has no function causal_mask; it has Causal_Mask: rename it",
    ),
    code(
        "the stub's line left behind",
        """
        # the solution
        def causal_mask(length, right=causal_mask):
            return right(length)
            raise NotImplementedError
        """,
    ),
    code(
        "a breakpoint left behind",
        """
        # the solution
        def causal_mask(length, right=causal_mask):
            breakpoint()
            return right(length)
        """,
        desk=False,
    ),
    code(
        "a breakpoint of pdb left behind",
        """
        import pdb
        from pdb import set_trace
        # the solution
        pdb.set_trace()
        def causal_mask(length, right=causal_mask):
            import pdb; pdb.set_trace()
            set_trace()
            pdb.Pdb().set_trace()
            return right(length)
        """,
        desk=False,
    ),
    code(
        "names in another language",
        """
        größe, длина, 長さ = 1, 2, 3
        # the solution
        def causal_mask(länge, rechts=causal_mask):
            \u212bngstr\u00f6m = länge
            return rechts(Ångström)
        """,
    ),
    code(
        "a file that ends in the middle of nothing",
        "# the solution\nx = 1 \\\n    + 1\n# no newline at the end",
    ),
    code(
        "old print",
        "# the solution\nprint causal_mask(3)\n",
        told="is not Python: Missing parentheses in call to 'print'",
    ),
    code(
        "text from the assignment",
        "Exercise 1: write the mask\n# the solution\n",
        told="line 1 is not Python: invalid syntax: Exercise 1",
    ),
    code(
        "a magic in a script",
        "!pip install numpy\n# the solution\n",
        told="line 1 is not Python: invalid syntax: !pip install",
    ),
    code(
        "the marks of a merge",
        "<<<<<<< HEAD\n# the solution\n=======\n>>>>>>> mine\n",
        told="line 1 is not Python: invalid syntax: <<<<<<< HEAD",
    ),
    code(
        "tabs",
        "# the solution\n"
        "def causal_mask(length, right=causal_mask):\n\tif length:\n\t\treturn right(length)\n\treturn right(0)\n",
    ),
    code(
        "tabs and spaces",
        "import numpy as np\ndef causal_mask(length):\n        x = 1\n\treturn np.tri(length, dtype=bool)\n",
        told="line 4 is not Python: inconsistent use of tabs and spaces in indentation: return np.tri",
    ),
]
