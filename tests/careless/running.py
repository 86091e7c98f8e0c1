"""Hand-ins with code at the top level: what it needs is at the student's desk and nowhere else."""

from tests.careless.case import code

CASES = [
    code(
        "a main part",
        """
        # the solution
        if __name__ == "__main__":
            import sys
            print(causal_mask(int(sys.argv[1])))
        """,
    ),
    code("a main part without a guard", "# the solution\ndef main():\n    print(causal_mask(3))\n\nmain()\n"),
    code(
        "reads its arguments",
        """
        import argparse
        parser = argparse.ArgumentParser()
        parser.add_argument("--length", type=int, default=3)
        args = parser.parse_args()
        # the solution
        def causal_mask(length, right=causal_mask):
            assert args.length == 3
            return right(length)
        """,
    ),
    code(
        "demands an argument",
        """
        import argparse
        parser = argparse.ArgumentParser()
        parser.add_argument("length", type=int)
        args = parser.parse_args()
        # the solution
        """,
    ),
    code("takes an argument that is not there", "import sys\nlength = int(sys.argv[1])\n# the solution\n"),
    code("leaves at the end", "# the solution\nprint(causal_mask(2))\nexit()\n"),
    code("leaves at the end by sys", "import sys\n# the solution\nsys.exit(0)\n"),
    code(
        "leaves before an older attempt",
        """
        # the solution
        exit()


        def causal_mask(length):
            return None
        """,
    ),
    code(
        "leaves where there is no GPU",
        """
        import sys
        if "cuda" not in sys.modules:
            sys.exit("needs a GPU")
        # the solution
        """,
    ),
    code("asserts what is not so", "# the solution\nassert causal_mask(2)[0, 1], 'my own check'\n"),
    code("asserts before the solution", "import numpy as np\nassert np.__version__ == '1.0'\n# the solution\n"),
    code(
        "tests left in the file",
        """
        import unittest
        import pytest
        # the solution
        @pytest.mark.parametrize("n", [1, 2])
        def test_mask(n):
            assert causal_mask(n).all()


        class TestMask(unittest.TestCase):
            def test_mask(self):
                self.assertEqual(causal_mask(2)[0, 1], True)


        unittest.main()
        """,
    ),
    code(
        "doctests itself",
        '''
        # the solution
        def example():
            """
            >>> causal_mask(1)
            array([[False]])
            """
        import doctest
        doctest.testmod(verbose=True)
        ''',
    ),
    code(
        "downloads by urllib",
        """
        import urllib.request
        urllib.request.urlretrieve("https://example.org/reviews.csv", "reviews.csv")
        # the solution
        """,
    ),
    code(
        "downloads by requests",
        """
        import requests
        DATA = requests.get("https://example.org/reviews.json", timeout=2).json()
        # the solution
        """,
    ),
    code(
        "imports what is not installed, for itself",
        """
        import numpy as np, pandas as pd
        import nltk
        import seaborn as sns
        nltk.download("punkt")
        sns.set_theme()
        # the solution
        df = pd.DataFrame(causal_mask(3))
        """,
    ),
    code(
        "imports what is not installed, together with what is",
        """
        import os, spacy, numpy as numerics
        from math import sqrt, cube_root_of_everything
        # the solution
        def causal_mask(length, right=causal_mask):
            assert numerics.sqrt(4) == sqrt(4) == 2 and os.sep
            return right(length)
        """,
    ),
    code(
        "needs what is not installed",
        """
        import spacy
        # the solution
        def causal_mask(length, right=causal_mask):
            spacy.blank("en")
            return right(length)
        """,
        told="ModuleNotFoundError: No module named 'spacy': it is no library of the course",
    ),
    code(
        "decorated by what is not installed",
        """
        from numba import njit
        # the solution
        causal_mask = njit(causal_mask)
        """,
    ),
    code(
        "defined by what is not installed",
        """
        from numba import njit
        import numpy as np


        @njit
        def causal_mask(length):
            return np.tri(length, dtype=bool)
        """,
        told="No module named 'numba': it is no library of the course",
    ),
    code(
        "loads a model from the hub",
        """
        from transformers import AutoModelForCausalLM, AutoTokenizer
        tokenizer = AutoTokenizer.from_pretrained("gpt2")
        model = AutoModelForCausalLM.from_pretrained("gpt2")
        # the solution
        """,
        exercise="cached_decoding",
    ),
    code(
        "loads data from the hub",
        """
        from datasets import load_dataset
        data = load_dataset("imdb")
        # the solution
        """,
    ),
    code(
        "installs its libraries",
        """
        import os, subprocess, sys
        subprocess.check_call([sys.executable, "-m", "pip", "--version"])
        os.system("true")
        os.popen("true").read()
        # the solution
        """,
    ),
    code(
        "installs its libraries by pip itself",
        """
        import pip
        pip.main(["--version"])
        # the solution
        """,
        desk=False,
    ),
    code(
        "runs in Colab",
        """
        from google.colab import drive, files
        drive.mount("/content/drive")
        uploaded = files.upload()
        %cd_is_no_python
        # the solution
        """.replace("%cd_is_no_python", "import os\n        os.chdir('/content/drive/MyDrive/lab')"),
    ),
    code(
        "a script made of a notebook",
        """
        #!/usr/bin/env python
        # coding: utf-8
        # In[1]:
        get_ipython().system('pip install numpy')
        get_ipython().run_line_magic('matplotlib', 'inline')
        # In[2]:
        # the solution
        # In[ ]:
        display(causal_mask(3))
        """,
    ),
    code(
        "a percent script",
        """
        # ---
        # jupyter:
        #   jupytext:
        #     formats: ipynb,py:percent
        # ---
        # %% [markdown]
        # # My solution

        # %%
        # %matplotlib inline
        # !pip install numpy
        # the solution
        # %% tags=["x"]
        causal_mask(3)
        """,
    ),
    code(
        "reads a file it does not need",
        """
        import json
        from pathlib import Path
        TEXTS = json.load(open("data/reviews.json"))
        MORE = (Path(__file__).parent / "more.txt").read_text()
        # the solution
        """,
    ),
    code(
        "reads a file it needs",
        """
        SIZES = open("sizes.txt").read().split()
        # the solution
        def causal_mask(length, right=causal_mask):
            return right(max(length, len(SIZES) - 10))
        """,
        told="No such file or directory: 'sizes.txt': only code is graded, no file of data",
        desk=False,
    ),
    code(
        "writes files where it is",
        """
        import os, tempfile
        os.makedirs("outputs/deep", exist_ok=True)
        with open("outputs/deep/log.txt", "w") as file:
            file.write("x" * 100_000)
        # the solution
        def causal_mask(length, right=causal_mask):
            with open("outputs/deep/log.txt", "a") as file, tempfile.TemporaryDirectory() as folder:
                file.write(folder)
            return right(length)
        """,
    ),
    code(
        "writes into tmp at the top",
        """
        open("/tmp/careless_student.txt", "w").write("mine")
        # the solution
        """,
    ),
    code(
        "writes into tmp in the function",
        """
        # the solution
        def causal_mask(length, right=causal_mask):
            open("/tmp/careless_student.txt", "w").write("mine")
            return right(length)
        """,
        told="a graded file may use its current folder and what tempfile gives, no other files",
        desk=False,
    ),
    code(
        "starts a process in the function",
        """
        import subprocess
        # the solution
        def causal_mask(length, right=causal_mask):
            subprocess.run(["true"])
            return right(length)
        """,
        told="a graded file may start no process and use no network",
        desk=False,
    ),
    code(
        "downloads in the function",
        """
        import urllib.request
        # the solution
        def causal_mask(length, right=causal_mask):
            urllib.request.urlopen("http://127.0.0.1:9/x")
            return right(length)
        """,
        told="a graded file may start no process and use no network",
        desk=False,
    ),
    code(
        "a pool of processes in the function",
        """
        from multiprocessing import Pool
        # the solution
        def causal_mask(length, right=causal_mask):
            with Pool(2) as pool:
                pool.map(abs, [1, 2])
            return right(length)
        """,
        told="a graded file may start no process and use no network",
        desk=False,
    ),
    code(
        "a large array at the top",
        """
        import numpy as np
        TABLE = np.ones((5000, 5000))
        # the solution
        """,
    ),
    code(
        "an array too large for here",
        """
        import numpy as np
        TABLE = np.zeros((60_000, 60_000))
        # the solution
        """,
    ),
    code("one statement a line is not for them", "import nltk; import os; import sys; x = 1\n# the solution\n"),
    code(
        "ends the process",
        "import os\n# the solution\nos._exit(0)\n",
        told="ended the process with exit status 0",
        desk=False,
    ),
]
