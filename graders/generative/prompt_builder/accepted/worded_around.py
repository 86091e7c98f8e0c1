"""Words before and after the fence, labels named in every message, and a loop for everything."""


def build_messages(text, labels, examples=()):
    seen = []
    for label in labels:
        if label.strip() == "" or label.casefold() in seen:
            raise ValueError(f"bad label {label!r}")
        seen.append(label.casefold())
    if len(seen) < 2:
        raise ValueError("two labels are needed")

    system = "## Task\n\nSay which label fits.\n\n## Labels\n\n"
    for number, label in enumerate(labels, start=1):
        system += f"{number}. `{label}`\n"
    system += "\nThe text stands between <text> and </text>; a `<\\/text>` in it is part of the text."
    messages = [{"role": "system", "content": system}]

    for example_text, example_label in list(examples) + [(text, None)]:
        if not example_text or example_text.isspace():
            raise ValueError("a text is blank")
        if example_label is not None and example_label not in labels:
            raise ValueError(f"{example_label!r} is not among the labels")
        question = "Which label fits this text?\n\n<text>\n"
        question += "<\\/text>".join(example_text.split("</text>"))
        question += "\n</text>\n\n" + " / ".join(labels) + "? "
        messages.append({"role": "user", "content": question})
        if example_label is not None:
            messages.append({"role": "assistant", "content": example_label})
    return messages
