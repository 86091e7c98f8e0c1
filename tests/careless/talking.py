"""Hand-ins that print, draw, log, warn, and wait."""

from tests.careless.case import code

CASES = [
    code(
        "prints at the top and in each call",
        """
        print("loaded")
        # the solution
        print(causal_mask(4))


        def causal_mask(length, right=causal_mask):
            print("length", length, flush=True)
            return right(length)
        """,
    ),
    code(
        "prints megabytes",
        """
        print("x" * 3_000_000)
        # the solution
        def causal_mask(length, right=causal_mask):
            print("y" * 2_000_000)
            return right(length)
        """,
    ),
    code(
        "prints what no terminal can show",
        "print('\\x1b[31m\\x00', '→ größe 🤖', '\\udc80'.encode('utf-8', 'ignore'))\n# the solution\n",
    ),
    code(
        "writes to the error stream",
        """
        import sys
        sys.stderr.write("debug\\n" * 1000)
        # the solution
        """,
    ),
    code(
        "progress bars",
        """
        from tqdm import tqdm
        # the solution
        for _ in tqdm(range(1000)):
            pass


        def causal_mask(length, right=causal_mask):
            for _ in tqdm(range(length), desc="rows"):
                pass
            return right(length)
        """,
    ),
    code(
        "progress bars of a notebook",
        """
        from tqdm.auto import trange
        from tqdm.notebook import tqdm
        # the solution
        def causal_mask(length, right=causal_mask):
            for _ in tqdm(range(length)):
                pass
            for _ in trange(length):
                pass
            return right(length)
        """,
    ),
    code(
        "warns",
        """
        import warnings
        warnings.warn("careful")
        # the solution
        def causal_mask(length, right=causal_mask):
            warnings.warn("deprecated", DeprecationWarning)
            warnings.warn("careful")
            return right(length)
        """,
    ),
    code(
        "hides all warnings",
        """
        import warnings
        warnings.filterwarnings("ignore")
        # the solution
        """,
    ),
    code(
        "makes warnings errors",
        """
        import warnings
        warnings.simplefilter("error")
        # the solution
        """,
    ),
    code(
        "makes warnings errors, warns at the top",
        """
        import warnings
        warnings.simplefilter("error")
        warnings.warn("at the top")
        # the solution
        """,
    ),
    code(
        "makes warnings errors, and is given a model",
        """
        import warnings
        warnings.simplefilter("error")
        # the solution
        """,
        exercise="cached_decoding",
    ),
    code(
        "sets up logging",
        """
        import logging
        logging.basicConfig(level=logging.DEBUG, format="%(asctime)s %(message)s", force=True)
        log = logging.getLogger(__name__)
        # the solution
        def causal_mask(length, right=causal_mask):
            log.debug("length %s", length)
            logging.error("no error")
            return right(length)
        """,
    ),
    code(
        "logs to a file",
        """
        import logging
        logging.basicConfig(filename="run.log", level=logging.INFO)
        logging.getLogger().addHandler(logging.FileHandler("more.log"))
        # the solution
        def causal_mask(length, right=causal_mask):
            logging.info("length %s", length)
            return right(length)
        """,
    ),
    code(
        "logs to a file it may not write",
        """
        import logging
        logging.basicConfig(filename="/var/log/my_lab/run.log", level=logging.INFO)
        # the solution
        """,
    ),
    code(
        "shows a plot",
        """
        import matplotlib.pyplot as plt
        # the solution
        plt.plot([1, 2, 3])
        plt.title("größe")
        plt.imshow(causal_mask(5))
        plt.savefig("mask.png")
        plt.show()
        """,
    ),
    code(
        "opens a window",
        """
        import matplotlib
        matplotlib.use("TkAgg")
        import matplotlib.pyplot as plt
        plt.figure()
        # the solution
        """,
    ),
    code(
        "shows a plot in each call, with warnings as errors",
        """
        import warnings
        warnings.simplefilter("error")
        import matplotlib.pyplot as plt
        # the solution
        plt.imshow(causal_mask(5))
        plt.show()
        """,
    ),
    code(
        "writes the output in a coding of its own",
        """
        import io, sys
        sys.stdout = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8")
        sys.stderr = io.TextIOWrapper(sys.stderr.buffer, encoding="utf-8")
        print("größe")
        # the solution
        """,
    ),
    code(
        "sends the output to a file",
        """
        import sys
        sys.stdout = open("out.txt", "w")
        # the solution
        def causal_mask(length, right=causal_mask):
            print(length)
            return right(length)
        """,
    ),
    code(
        "closes the output",
        """
        import sys
        # the solution
        sys.stdout.close()
        """,
        desk=False,
    ),
    code(
        "overwrites print",
        """
        def print(*args, **kwargs):
            pass
        # the solution
        print("nothing")
        """,
    ),
    code("sleeps two seconds", "import time\ntime.sleep(2)\n# the solution\n"),
    code(
        "asks for input before the solution",
        """
        n = int(input("length? "))
        # the solution
        """,
    ),
    code(
        "asks for input after the solution",
        """
        # the solution
        while True:
            n = input("length, or q: ")
            if n == "q":
                break
            print(causal_mask(int(n)))
        """,
    ),
    code(
        "asks for input in the function",
        """
        # the solution
        def causal_mask(length, right=causal_mask):
            return right(int(input("length? ")))
        """,
        told="nobody is there to answer input()",
    ),
]
