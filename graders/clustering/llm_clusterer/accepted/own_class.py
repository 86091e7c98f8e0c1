import numpy as np


class Conversation:
    def __init__(self, client, model):
        self.client = client
        self.model = model
        self.messages = []
        self.requests = 0

    def say(self, role, content):
        self.messages.append({"role": role, "content": content})

    def ask(self):
        self.requests += 1
        completion = self.client.chat.completions.create(
            model=self.model, messages=list(self.messages), temperature=0, max_tokens=2000, seed=1
        )
        reply = completion.choices[0].message.content
        self.say("assistant", reply)
        return reply


def problem_with(names, k):
    return None if len(names) <= k else f"There are {len(names)} clusters."


def cluster_with_llm(client, model, texts, k, parse_clusters, max_attempts=2):
    if k < 2:
        raise ValueError(f"k = {k} is less than 2")
    if k > len(texts):
        raise ValueError(f"k = {k} is more than {len(texts)}, the number of texts")
    talk = Conversation(client, model)
    talk.say("system", "You sort texts. Your answers are JSON objects.")
    talk.say("user", f"No more than {k} groups, please, each with a name and the numbers of its texts.")
    numbered = zip(range(1, len(texts) + 1), texts)
    talk.say("user", "\n".join("%d. %s" % (i, text.replace("\n", " ")) for i, text in numbered))
    while talk.requests < max_attempts:
        reply = talk.ask()
        try:
            labels, names = parse_clusters(reply, len(texts))
            problem = problem_with(names, k)
        except ValueError as error:
            problem = str(error)
        if problem is None:
            covered = sum(1 for label in labels if label != -1)
            return {
                "attempts": talk.requests,
                "coverage": covered / len(texts),
                "names": tuple(names),
                "labels": np.asarray(labels, dtype=np.int32),
            }
        talk.say("user", problem)
    raise ValueError("no usable reply: " + problem)
