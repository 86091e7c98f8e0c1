"""Grades prompt_parser. Not checked: speed, the wording of errors, text outside Unicode NFC."""

from graders.kit import check, points

FEELINGS = ["Positive", "negative"]


def parse_each(student, labels, expected):
    got = student.parse_label.each([(reply, labels) for reply in expected])
    for answer, label in zip(got, expected.values(), strict=True):
        check.equal(answer, label)


@points(1.5)
def test_the_one_label_that_a_reply_names_is_its_label(student):
    expected = {
        "Positive": "Positive",
        "negative.": "negative",
        "POSITIVE": "Positive",
        '"Negative"': "negative",
        "**Positive**": "Positive",
        "_negative_": "negative",
        "Sentiment: negative": "negative",
        '{"label": "positive", "confidence": 0.93}': "Positive",
        "I would call this review positive: the cast is a joy to watch.": "Positive",
        "The plot is thin and the jokes are old. Negative.": "negative",
        "Positive. Yes, positive!": "Positive",
        "": None,
        None: None,
        "neutral": None,
        "The critics reacted negatively.": None,
        "The sentiment of this review is posi": None,
        "I'm sorry, but I can't help with that.": None,
        "positive/negative": None,
        "Negative? I mean positive. Yes, positive.": None,
        "Positive at first, negative in the end.": None,
    }
    parse_each(student, FEELINGS, expected)


@points(1)
def test_a_label_right_after_a_negation_does_not_count(student):
    expected = {
        "It is positive.": "Positive",
        "not positive": None,
        "It isn't positive.": None,
        "It isn’t positive.": None,
        "This is not really positive.": None,
        "It was never a very positive review.": None,
        "It is not negative. It is positive.": "Positive",
        "No, positive.": "Positive",
        "no\npositive": "Positive",
        "It is not at all positive.": "Positive",
        "Not positive? Of course it is positive.": "Positive",
        "non-positive": None,
        "Neither positive nor negative.": None,
    }
    parse_each(student, FEELINGS, expected)


@points(1)
def test_the_last_label_line_decides(student):
    expected = {
        "label: positive": "Positive",
        "Answer: 'Negative'": "negative",
        "The start is positive, the end is negative.\nLabel: negative": "negative",
        "It sounds negative at first.\n\n  ANSWER :  **positive**.  \n": "Positive",
        "label: positive\nreason: the negative parts are few": "Positive",
        "Label: positive\nOn second thoughts:\nAnswer: negative": "negative",
        "label: positive\nlabel: hard to say\nNegative in parts.": "Positive",
        "Label: positive (I think)\nNegative in parts.": None,
        "Label: positive or negative": None,
        "My first label: positive\nThe end is negative.": None,
    }
    parse_each(student, FEELINGS, expected)


@points(1)
def test_the_words_of_a_longer_label_are_not_counted_for_a_shorter_one(student):
    expected = {
        "Sports.": "sports",
        "Water sports.": "water sports",
        "WATER-SPORTS": "water sports",
        "water\nsports": "water sports",
        "Winter sports": "sports",
        "watersports": None,
        "Both sports and water sports would fit.": None,
    }
    parse_each(student, ["sports", "water sports", "news"], expected)
    expected = {"It's spam!": "spam", "It's not spam.": "not spam", "Answer: Not spam": "not spam"}
    parse_each(student, ("spam", "not spam"), expected)


@points(0.5)
def test_the_default_stands_in_where_no_label_is_found_and_is_counted(student):
    labels = ["okay", "great", "bad"]
    answer = student.parse_labels(["Bad!", None, "fine", "OKAY", "great", ""], labels, "bad")
    check.unchanged(student)
    parsed, n_default = check.unpack(answer, 2, ("parsed", "n_default"))
    check.equal(parsed, ["bad", "bad", "bad", "okay", "great", "bad"], "parsed")
    check.equal(n_default, 3, "n_default")
    check.equal(student.parse_labels(("Great", "bad"), tuple(labels), "okay"), (["great", "bad"], 0))
    check.raises(ValueError, student.parse_labels, ["bad"], labels, "other")
