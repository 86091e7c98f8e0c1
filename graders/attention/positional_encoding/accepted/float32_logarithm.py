"""As deep-learning code has it: single precision, and the speeds from an exponential of a logarithm."""

import math

import numpy as np


def positional_encoding(length: int, dim: int) -> np.ndarray:
    if length < 1 or dim < 2 or dim & 1:
        raise ValueError("length must be positive, dim positive and even")
    position = np.arange(length, dtype=np.float32)[:, np.newaxis]
    speed = np.exp(np.arange(0, dim, 2, dtype=np.float32) * np.float32(-math.log(10000.0) / dim))
    table = np.zeros((length, dim), dtype=np.float32)
    table[:, ::2] = np.sin(position * speed)
    table[:, 1::2] = np.cos(position * speed)
    return table
