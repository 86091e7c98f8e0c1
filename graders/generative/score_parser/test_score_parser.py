"""Grades score_parser. Not checked: speed, the wording of errors, other notations of numbers."""

from graders.kit import check, points


def parse_each(student, expected):
    for reply, score in expected.items():
        check.equal(student.parse_score(reply), score)


@points(1.5)
def test_a_score_is_read_in_each_of_its_forms(student):
    expected = {
        "0.87": 0.87,
        ".87": 0.87,
        "1": 1.0,
        "0": 0.0,
        "87%": 0.87,
        "8.7/10": 0.87,
        "4 out of 5": 0.8,
        "87 %": 0.87,
        "3 / 4": 0.75,
        "9 OUT OF 10": 0.9,
        "Score: 0.25": 0.25,
        "The score is 0.4.": 0.4,
        "I would say (0.65), more or less": 0.65,
        "**90%**": 0.9,
        '{"score": 0.125}': 0.125,
        "A solid 3.5 out of 5 stars!": 0.7,
        "+0.5": 0.5,
        "Nothing to like in it.": None,
    }
    parse_each(student, expected)


@points(1)
def test_no_score_and_two_different_scores_are_none(student):
    expected = {
        "": None,
        "Very good!": None,
        None: None,
        "0.8": 0.8,
        "0.8 or 0.9": None,
        "Between 70% and 80%": None,
        "4/5, well, 3/5": None,
        "0.3 for the plot, 0.9 for the music": None,
        "0.8. Yes, 0.8": 0.8,
        "4 out of 5, that is 80%": 0.8,
        "8.7/10, that is 87%": 0.87,
    }
    parse_each(student, expected)


@points(1)
def test_what_is_out_of_range_is_none(student):
    expected = {
        "1.0": 1.0,
        "100%": 1.0,
        "7": None,
        "87": None,
        "1.01": None,
        "-0.2": None,
        "110%": None,
        "11/10": None,
        "6 out of 5": None,
        "1/0": None,
        "0.8, for 3 reasons": None,
        "On a scale from 0 to 10: 7": None,
        "0/5": 0.0,
        "10/10": 1.0,
    }
    parse_each(student, expected)


@points(1)
def test_the_label_is_positive_from_the_threshold_on(student):
    names = ("negative", "positive")
    for score, label in {0.9: "positive", 0.1: "negative", 0.5: "positive", 0.49: "negative", 0.0: "negative"}.items():
        check.equal(student.score_to_label(score, *names), label)
    check.equal(student.score_to_label(None, *names), None)
    check.equal(student.score_to_label(0.7, *names, threshold=0.75), "negative")
    check.equal(student.score_to_label(score=0.3, negative="ham", positive="spam", threshold=0.25), "spam")
    check.raises(ValueError, student.score_to_label, 0.5, *names, threshold=1.5)
    check.raises(ValueError, student.score_to_label, 0.5, *names, threshold=-0.5)
