"""Hand in source that is no text, or text in a code that runs a decoder.

Shows: an error in the grader.
Stopped by: a few encodings are read; all others, and NUL characters, are refused with a sentence.
"""


def build(folder):
    (folder / "mallory" / "attention").mkdir(parents=True)
    source = b"# -*- coding: unicode_escape -*-\n\\u0000\x00\xff\xfe\ncausal_mask = 1\n"
    (folder / "mallory" / "attention" / "causal_mask_checker.py").write_bytes(source)
    return folder / "mallory"
