"""Built from the end to the front, and the fence searched for by hand."""


def disarm(text):
    safe = ""
    while text:
        if text.startswith("</text>"):
            safe, text = safe + "<\\/text>", text[7:]
        else:
            safe, text = safe + text[0], text[1:]
    return safe


def user(text):
    if text.strip() == "":
        raise ValueError("text must say something")
    return dict(role="user", content="Review:\n<text>\n%s\n</text>" % disarm(text))


def build_messages(text, labels, examples=()):
    folded = [label.strip().casefold() and label.casefold() for label in labels]
    if "" in folded or len(folded) < 2 or any(one in folded[:place] for place, one in enumerate(folded)):
        raise ValueError("labels must be two or more different words")
    messages = [user(text)]
    for example, label in reversed(examples):
        if labels.count(label) == 0:
            raise ValueError("an example's label must be one of labels")
        messages[:0] = [user(example), {"role": "assistant", "content": label}]
    allowed = ", ".join("“" + label + "”" for label in labels)
    messages.insert(0, {"role": "system", "content": "Answer with exactly one of " + allowed + ", no more."})
    return messages
