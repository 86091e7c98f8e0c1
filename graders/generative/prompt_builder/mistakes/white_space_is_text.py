"""A text or label of nothing but white space is taken for one that says something."""

OPEN = "<text>"
CLOSE = "</text>"


def fence(text):
    text = text.replace(CLOSE, "<\\/text>")
    return f"{OPEN}\n{text}\n{CLOSE}"


def check(text, labels, examples):
    if not text:
        raise ValueError("text is blank")
    if len(labels) < 2:
        raise ValueError("labels has fewer than two labels")
    if any(not label for label in labels):
        raise ValueError("labels has a blank label")
    if len(set(label.casefold() for label in labels)) != len(labels):
        raise ValueError("labels has equal labels")
    for example, label in examples:
        if not example:
            raise ValueError("an example is blank")
        if label not in labels:
            raise ValueError("an example has an unknown label")


def build_messages(text, labels, examples=()):
    check(text, labels, examples)
    task = f"Classify the text. Answer with one of these labels only: {', '.join(labels)}"
    messages = [{"role": "system", "content": task}]
    for example, label in examples:
        messages.append({"role": "user", "content": fence(example)})
        messages.append({"role": "assistant", "content": label})
    messages.append({"role": "user", "content": fence(text)})
    return messages
