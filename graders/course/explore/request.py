"""What a page is asked for."""

from __future__ import annotations

from dataclasses import dataclass, field

from graders.kit.recordings import LLM

from .data import Texts
from .encoder import Encode


@dataclass(frozen=True)
class Request:
    """The user's sentence and data, where there are any, the encoder for them, and clients with recorded answers."""

    text: str | None
    data: Texts | None
    encode: Encode
    llm: LLM = field(default_factory=LLM)
