import numpy as np


def score_texts(classifier, texts):
    if len(texts) < 1:
        raise ValueError("no texts")
    for number, text in enumerate(texts):
        if text.strip() == "":
            raise ValueError(f"text {number} is blank")
    answers = classifier([text for text in texts], top_k=None, truncation=True)
    return tuple(tuple({"score": item["score"], "label": item["label"]} for item in answer) for answer in answers)


def decode_scores(outputs, labels):
    if len(labels) in (0, 1):
        raise ValueError("two labels are needed")
    result = np.zeros(len(outputs), dtype=np.int64)
    for d in range(len(outputs)):
        best = None
        for k in range(len(labels)):
            score = None
            for item in outputs[d]:
                if item["label"].casefold() == labels[k].casefold():
                    score = item["score"]
            if score is None:
                raise ValueError("label %s is missing in document %d" % (labels[k], d))
            if best is None or score > best:
                best = score
                result[d] = k
    return result
