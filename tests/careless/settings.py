"""Hand-ins that set something for the whole process, or leave something running in it."""

from tests.careless.case import code

CASES = [
    code(
        "seeds at the top",
        """
        import random
        import numpy as np
        random.seed(42)
        np.random.seed(42)
        # the solution
        """,
    ),
    code(
        "seeds torch",
        """
        import torch
        torch.manual_seed(0)
        torch.set_num_threads(2)
        torch.set_num_interop_threads(2)
        torch.set_grad_enabled(False)
        torch.use_deterministic_algorithms(True)
        torch.backends.cudnn.benchmark = True
        # the solution
        """,
        exercise="cached_decoding",
    ),
    code(
        "moves to a GPU where there is one",
        """
        import os
        os.environ["CUDA_VISIBLE_DEVICES"] = "0"
        os.environ["TOKENIZERS_PARALLELISM"] = "true"
        import torch
        device = "cuda" if torch.cuda.is_available() else "cpu"
        x = torch.zeros(3).to(device)
        # the solution
        def greedy_tokens(model, *args, right=greedy_tokens, **kwargs):
            return right(model.to(device), *args, **kwargs)
        """,
        exercise="cached_decoding",
    ),
    code(
        "moves to a GPU in any case",
        """
        import torch
        x = torch.zeros(3).to("cuda")
        # the solution
        """,
        exercise="cached_decoding",
    ),
    code(
        "floating point errors raise",
        """
        import numpy as np
        np.seterr(all="raise")
        # the solution
        """,
    ),
    code(
        "floating point errors raise, and is given a model",
        """
        import numpy as np
        np.seterr(all="raise")
        # the solution
        """,
        exercise="cached_decoding",
    ),
    code(
        "prints arrays its own way",
        """
        import numpy as np
        np.set_printoptions(precision=1, suppress=True, threshold=3, formatter={"all": lambda x: "?"})
        # the solution
        """,
    ),
    code("recurses deeply", "import sys\nsys.setrecursionlimit(10**6)\n# the solution\n"),
    code(
        "sets a locale",
        """
        import locale
        locale.setlocale(locale.LC_ALL, "")
        locale.setlocale(locale.LC_ALL, "de_DE.UTF-8")
        # the solution
        """,
    ),
    code(
        "goes to another folder",
        """
        import os, sys
        os.makedirs("work", exist_ok=True)
        os.chdir("work")
        sys.path.append("..")
        sys.path.insert(0, os.getcwd())
        # the solution
        def causal_mask(length, right=causal_mask):
            assert os.path.basename(os.getcwd()) == "work"
            return right(length)
        """,
    ),
    code(
        "goes to its own folder",
        """
        import os
        os.chdir(os.path.dirname(os.path.abspath(__file__)))
        # the solution
        """,
    ),
    code("goes to a folder of its own machine", "import os\nos.chdir('D:/uni/lab')\n# the solution\n"),
    code(
        "sets the environment",
        """
        import os
        os.environ["OPENAI_API_KEY"] = "sk-mine"
        os.environ.setdefault("HF_HOME", "/content/cache")
        os.environ["OMP_NUM_THREADS"] = "8"
        # the solution
        """,
    ),
    code(
        "threads",
        """
        import threading
        from concurrent.futures import ThreadPoolExecutor
        # the solution
        def causal_mask(length, right=causal_mask):
            with ThreadPoolExecutor(4) as pool:
                (answer,) = pool.map(right, [length])
            worker = threading.Thread(target=right, args=(length,))
            worker.start()
            worker.join()
            return answer
        """,
    ),
    code(
        "threads left running",
        """
        import threading, time
        from concurrent.futures import ThreadPoolExecutor


        def beat():
            for _ in range(20):
                time.sleep(0.1)


        threading.Thread(target=beat).start()
        pool = ThreadPoolExecutor(2)
        pool.submit(beat)
        # the solution
        def causal_mask(length, right=causal_mask):
            threading.Thread(target=beat, daemon=True).start()
            return pool.submit(right, length).result()
        """,
    ),
    code(
        "a thread that never ends",
        """
        import threading


        def spin():
            while True:
                pass


        threading.Thread(target=spin).start()
        # the solution
        """,
        desk=False,
    ),
    code(
        "a timer",
        """
        import signal, threading
        threading.Timer(60, print, ["late"]).start()
        signal.signal(signal.SIGALRM, lambda *_: None)
        # the solution
        """,
        desk=False,
    ),
    code(
        "joblib",
        """
        from joblib import Parallel, delayed
        # the solution
        def evaluate_kmeans(*args, right=evaluate_kmeans, **kwargs):
            return Parallel(n_jobs=2)([delayed(right)(*args, **kwargs)])[0]


        def best_k(*args, right=best_k, **kwargs):
            return Parallel(n_jobs=-1, backend="threading")([delayed(right)(*args, **kwargs)])[0]
        """,
        exercise="kmeans_evaluator",
    ),
    code(
        "async inside",
        """
        import asyncio
        # the solution
        async def work(length, right=causal_mask):
            await asyncio.sleep(0)
            return right(length)


        def causal_mask(length):
            return asyncio.run(work(length))


        asyncio.run(work(3))
        """,
    ),
    code(
        "async outside",
        """
        # the solution
        async def causal_mask(length, right=causal_mask):
            return right(length)
        """,
        told="got coroutine",
    ),
    code(
        "state for all calls",
        """
        counter = 0
        seen = {}
        # the solution
        def causal_mask(length, right=causal_mask):
            global counter
            counter += 1
            seen.setdefault(length, counter)
            return right(length)
        """,
    ),
    code(
        "collects garbage its own way",
        """
        import atexit, faulthandler, gc, sys
        gc.disable()
        gc.collect()
        faulthandler.enable()
        atexit.register(print, "bye")
        sys.excepthook = lambda *args: None
        sys.dont_write_bytecode = False
        # the solution
        """,
        desk=False,
    ),
]
