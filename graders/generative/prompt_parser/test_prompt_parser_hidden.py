"""Grades prompt_parser. Not checked: speed, the wording of errors, text outside Unicode NFC."""

from graders.kit import check, points

FEELINGS = ("positive", "negative", "neutral", "Mixed feelings")


def parse_each(student, labels, expected):
    got = student.parse_label.each([(reply, labels) for reply in expected])
    for answer, label in zip(got, expected.values(), strict=True):
        check.equal(answer, label)


@points(1)
def test_replies_as_models_write_them_are_read(student):
    expected = {
        "<label>positive</label>": "positive",
        "> Positive 👍": "positive",
        "1. negative": "negative",
        r"\boxed{negative}": "negative",
        "Sure! Here is my classification:\n\n**Sentiment:** Negative": "negative",
        '```json\n{\n  "label": "neutral",\n  "reason": "neither warm nor cold"\n}\n```': "neutral",
        'The overall sentiment is "mixed feelings".': "Mixed feelings",
        "sentiment = MIXED_FEELINGS": "Mixed feelings",
        "Positive (confidence: 0.87)": "positive",
        "The sentiment of this review is negative because the": "negative",
        "A positive-leaning review.": "positive",
        "Warm about the cast and positive throughout, so mixed feelings.": None,
        "I cannot tell whether it is positive or negative.": None,
        "Rather positive than negative.": None,
        "- [x] positive\n- [ ] negative": None,
        "POSITIVELY!": None,
        '{"label": "posit': None,
        "Sentiment: mixed": None,
        "As a language model I have no feelings.": None,
        "N/A": None,
        " \n": None,
    }
    parse_each(student, FEELINGS, expected)
    parse_each(student, ["yes", "no"], {"No.": "no", "Answer: Yes!": "yes", "Yes, no doubt.": None, "No, no": "no"})
    parse_each(student, ["A", "B", "C"], {"(B)": "B", "**C)** fits best": "C", "B/C": None})
    parse_each(student, ["class 1", "class 10"], {"Class 10": "class 10", "It is class_1.": "class 1"})
    parse_each(student, ["spam"], {"Spam it is.": "spam", "ham": None})
    parse_each(student, ["none", "some"], {"None.": "none", None: None})


@points(1)
def test_a_negation_reaches_over_little_words_but_not_out_of_its_clause(student):
    dropped = [
        "NOT POSITIVE",
        "no positive",
        "Nor positive",
        "It wasn't positive.",
        "It wasn’t a positive one.",
        "Never 'positive'",
        "not (positive)",
        "not — positive",
        "not **positive**",
        "not_positive",
        "not the positive kind",
        "It isn't Really A VERY positive review.",
        "NON-positive",
        "not very negative, never really positive",
    ]
    kept = [
        "really positive",
        "not\nreally positive",
        "not really\npositive",
        "Not. Positive",
        "not; positive",
        "not: positive",
        "Is it not? Positive",
        "Never! Positive",
        "not, really positive",
        "not really, positive",
        "It is never negative; positive.",
        "It has never been positive.",
        "I don't think it is positive.",
        "Isn't the film positive?",
        "No wonder the mood is positive.",
        "Not positive, or not only positive.",
        *(f"not {word} positive" for word in ("so", "too", "quite", "that", "any", "all", "be", "is", "only")),
        *(f"It {word} positive." for word in ("aren't", "don’t", "doesn't", "hardly", "cannot", "isnt", "knot")),
        *(f"It is {word} positive." for word in ("nothing", "none", "without", "un", "n't")),
    ]
    check.equal(student.parse_label("positive!", FEELINGS), "positive")
    parse_each(student, FEELINGS[:2], dict.fromkeys(dropped))
    parse_each(student, FEELINGS[:2], dict.fromkeys(kept, "positive"))
    parse_each(student, FEELINGS[:2], {"neither positive or negative": "negative"})
    parse_each(student, ["action", "drama"], {"It is not an action film but a drama.": "drama"})
    parse_each(student, ["A", "B", "C"], {"Not A, but B.": "B"})
    parse_each(student, ["absolutely not", "spam"], {"Absolutely not spam": "absolutely not"})
    parse_each(student, ["spam", "not spam"], {"It isn't not spam.": None, "No, not spam.": "not spam"})


@points(1)
def test_only_a_line_that_names_exactly_one_label_is_a_label_line(student):
    expected = {
        "label:positive\nIt was negative before.": "positive",
        "\tLabel\t:\t`positive`\nIt was negative before.": "positive",
        "<think>\nnegative or neutral?\n</think>\nAnswer: neutral": "neutral",
        "Label: positive\r\nAnswer: negative\r\n": "negative",
        "answer: negative\nlabel: positive": "positive",
        "The tone is positive.\nLabel: mixed-feelings": "Mixed feelings",
        "Not positive, not really positive.\nANSWER: Positive": "positive",
        "Label: positive\nThe answer: negative": "positive",
        "Answer: the positive one": "positive",
        "label: positive\nanswer: not negative\nlabel: negatively\nlabel:": "positive",
        "Label: positive, negative\nlabel: mixed": None,
        "label: positive positive\nIt was negative before.": None,
        "Label: positive, I think.\nNegative? Perhaps.": None,
        "Label:\nnegative\nIt has positive moments.": None,
        "labels: positive\nnegative": None,
        "Label = positive\nnegative": None,
        "Sentiment: positive\nIt was negative before.": None,
        "**Label:** positive\nIt was negative before.": None,
        "- label: positive\n- reason: the pace is negative": None,
        "label: not positive": None,
        "label: positive\nlabel: not positive": "positive",
        "Answer: negative (not positive)": "negative",
        "label: non-positive": None,
    }
    parse_each(student, FEELINGS, expected)
    parse_each(student, ["spam", "not spam"], {"Spam?\nLabel: not spam": "not spam"})
    parse_each(student, ["question", "answer"], {"Answer: question": "question", "Answer: none": "answer"})


@points(0.5)
def test_of_overlapping_labels_the_one_of_most_words_is_found_first(student):
    expected = {
        "new york": "New York",
        "New York city council": "York city council",
        "New York, York city council": None,
        "the council of New York": None,
    }
    parse_each(student, ("New York", "council", "York city council"), expected)
    parse_each(student, ["date verification", "up to date"], {"Up to date verification": "up to date"})
    parse_each(student, ["ice cream", "cream cheese"], {"ice cream cheese": "ice cream"})
    parse_each(student, ["cream cheese", "ice cream"], {"ice cream cheese": "cream cheese"})
    parse_each(student, ["ice cream", "cream cheese", "cheese"], {"ice cream cheese": None})
    expected = {
        "Ice cream, that is": "ice cream",
        "ice cream and cream": None,
        "cream\nice. Cream": None,
        "not ice cream": None,
        "not ice cream but cream": "cream",
    }
    labels = ["cream", "ice cream", "a soft drink"]
    parse_each(student, labels, expected)
    check.equal(student.parse_label("A soft drink!", labels), "a soft drink")
    check.unchanged(student)


@points(0.5)
def test_words_are_runs_of_letters_and_digits_compared_by_casefold(student):
    expected = {
        "'positive'": "positive",
        "‘Negative’": "negative",
        "The positive's gone: negative": "negative",
        "__positive__": "positive",
        "positive_negative": None,
        "positive1": None,
    }
    parse_each(student, FEELINGS, expected)
    parse_each(student, ["1", "2", "10"], {"10": "10", "Rating: 2!": "2", "v2": None, "1st": None})
    parse_each(student, ["résumé", "letter"], {"RÉSUMÉ": "résumé", "Résumés": None})
    parse_each(student, ["Straße", "Platz"], {"Straßen": None, "Answer: strasse": "Straße", "STRASSE.": "Straße"})
    expected = {
        "I can’t tell.": "can't tell",
        "CAN'T\nTELL": "can't tell",
        "can not tell": None,
        "Yes": "yes",
    }
    parse_each(student, ["can't tell", "yes"], expected)
    parse_each(student, ["can’t tell", "yes"], {"Label: can't tell": "can’t tell", "Can ’t tell": None})


@points(0.5)
def test_bad_labels_are_refused_before_anything_else(student):
    for labels in (["spam", "ham"], ("water sports", "sports water"), ["sport", "Sports"], ["a b", "ab"]):
        check.equal(student.parse_label(f"{labels[1]}!".upper(), labels), labels[1])
    check.equal(student.parse_label("Positive!", ["Positive"]), "Positive")
    check.equal(student.parse_labels([], ["spam", "ham"], "ham"), ([], 0))
    wordless = [[], [""], ["spam", "  "], ["!!!", "spam"], ["spam", "_"]]
    repeated = [
        ["spam", "ham", "spam"],
        ["spam", "Spam"],
        ("water sports", "Water-Sports"),
        ["can't", "can’t"],
    ]
    for labels in [*wordless, *repeated, ["Straße", "STRASSE"]]:
        default = labels[0] if labels else "spam"
        check.raises(ValueError, student.parse_label, "spam", labels)
        check.raises(ValueError, student.parse_label, None, labels)
        check.raises(ValueError, student.parse_labels, ["spam", None], labels, default)
        check.raises(ValueError, student.parse_labels, [], labels, default)
    for replies in (["spam"], [None], []):
        check.raises(ValueError, student.parse_labels, replies, ["spam", "ham"], "other")
        check.raises(ValueError, student.parse_labels, replies, ["spam", "ham"], "Spam")


@points(0.5)
def test_replies_put_together_at_random_are_read_by_the_same_rules(student, reference, rng):
    check.equal(student.parse_label("It's ham.", ["spam", "not spam", "ham"]), "ham")
    label_sets = [
        ["spam", "not spam", "ham"],
        ["Water sports", "sports", "news"],
        ["b c d", "a b", "d e", "e"],
    ]
    pools = {
        "negation": ["not", "No", "never", "isn't", "isn’t", "wasn't", "NON", "neither", "nor"],
        "filler": ["a", "an", "the", "Very", "really"],
        "other": ["it", "is", "so", "answer", "Label"],
        "line": ["\nLabel:", "\nanswer :", "\n\tLABEL :", "\n- label:", "\nMy answer:"],
        "gap": [" "] * 8 + [", ", ". ", "\n", "-", "_", " '", "? ", "! ", "; ", ": "],
    }
    orders = [
        ["negation", "label"],
        ["negation", "filler", "label"],
        ["negation", "filler", "filler", "label", "other"],
        ["negation", "other", "label", "filler", "label"],
        ["label", "negation", "label", "negation", "label"],
        ["word", "word", "word"],
        ["word", "negation", "word", "word", "word"],
        ["line", "label", "line", "label"],
        ["line", "label", "line", "negation", "label"],
        ["label", "line", "label", "line", "label", "other"],
    ]
    cases = []
    for order, numbers in zip(orders * 12, rng.integers(1 << 30, size=(len(orders) * 12, 13)).tolist(), strict=True):
        labels = label_sets[numbers.pop() % len(label_sets)]
        known = {**pools, "label": labels, "word": " ".join(labels).upper().split()}
        drawn = [known[kind][numbers.pop() % len(known[kind])] for part in order for kind in (part, "gap")]
        cases.append(("".join(drawn), labels))
    for case, got in zip(cases, student.parse_label.each(cases), strict=True):
        check.equal(got, reference.parse_label(*case))
