"""Graders of the text-analysis exercises: the kit, the closed room, and what an instructor does with them."""

import os

# Before numpy is imported anywhere: forking is safe, and marks are the same everywhere, with one thread only.
for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_name] = "1"
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("HF_DEACTIVATE_ASYNC_LOAD", "1")
