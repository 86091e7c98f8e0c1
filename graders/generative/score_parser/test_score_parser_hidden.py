"""Grades score_parser, hidden part: replies as models write them, letters, signs, rounding, thresholds."""

from graders.kit import check, points


def parse_each(student, expected):
    for reply, score in expected.items():
        check.equal(student.parse_score(reply), score)


@points(1)
def test_replies_as_models_write_them_are_read(student):
    expected = {
        "Sure! On reflection, I rate this review **0.72**.": 0.72,
        '```json\n{\n  "score": 0.9,\n  "reason": "warm throughout"\n}\n```': 0.9,
        "<score>0.05</score>": 0.05,
        "score=.5": 0.5,
        "[1.0]": 1.0,
        '"0.60"': 0.6,
        "~0.35": 0.35,
        "- 0.7": 0.7,
        "Sentiment:0.15!": 0.15,
        "I'm at 95 % (that's 0.95, or 9.5/10).": 0.95,
        "Rating: 18/20\n\nThe cast is a joy.": 0.9,
        "4.5   out   of   5": 0.9,
        "1 Out Of 4": 0.25,
        "3/ 4": 0.75,
        "3 /4": 0.75,
        "12.5%": 0.125,
        ".5/2": 0.25,
        "000.50": 0.5,
        "0.87?": 0.87,
        "N/A": None,
        "nan": None,
        "inf": None,
        "-": None,
        "%": None,
        ".": None,
        " \n": None,
        "eight out of ten": None,
        "I'm sorry, but I can't help with that.": None,
    }
    parse_each(student, expected)


@points(1)
def test_a_number_that_touches_a_letter_is_none(student):
    expected = {
        "v1": None,
        "0.5x": None,
        "10th": None,
        "1st": None,
        "A1": None,
        "v0.5": None,
        "0.25s": None,
        "é1": None,
        "1é": None,
        "v50%": None,
        "The 3rd act of model v2 gets 0.6": 0.6,
        "0.6 from v0.5 of the 2nd b1": 0.6,
        "My 1st impression: 7/10": 0.7,
        "B2B, 4K, 3D: 45%": 0.45,
    }
    parse_each(student, expected)


@points(1)
def test_a_sign_counts_only_where_a_number_can_begin(student):
    expected = {
        "+0.75": 0.75,
        "-0.75": None,
        "-.5": None,
        "Score: -0.75": None,
        "Score:-0.75": None,
        "score=-0.75": None,
        "(-0.75)": None,
        "[-0.75]": None,
        '{"score":-0.75}': None,
        "so\n-0.75": None,
        "so\t+0.75": 0.75,
        "=+75%": 0.75,
        "-5%": None,
        "-1/10": None,
        "score-0.75": 0.75,
        "0.75-0.75": 0.75,
        "0.75 - 0.75": 0.75,
        "0.75 -0.75": None,
        "well+0.75": 0.75,
        "50%-50%": 0.5,
        "F-1": 1.0,
        "0.5-0.75": None,
    }
    parse_each(student, expected)


@points(0.5)
def test_scores_that_differ_by_rounding_only_are_one(student):
    expected = {
        "29% (0.29)": 0.29,
        "57 out of 100: .57": 0.57,
        "8.7/10 = 0.87": 0.87,
        "1.1/10, 11%": 0.11,
        "1/3, that is 33.33333333333%": 1 / 3,
        "2/3 or 4/6 or 66.66666666667 %": 2 / 3,
        "0.7, 70%, 7/10, 7 out of 10, 3.5/5": 0.7,
        "1 (100%)": 1.0,
        "0 or 1": None,
        "1/3, that is 0.333": None,
        "0.29 (28.999%)": None,
        "0.5, 0.50001": None,
    }
    parse_each(student, expected)


@points(0.5)
def test_one_number_out_of_range_makes_the_whole_reply_none(student):
    expected = {
        "0.5": 0.5,
        "0.5, 2": None,
        "2, 0.5": None,
        "0.5 (0.5 as in 2024)": None,
        "0.5 and -0.5": None,
        "120% sure: 0.5": None,
        "5/4, so 0.5": None,
        "0.5, 3/0": None,
        "0/0, 0.5": None,
        "0/0": None,
        "5 stars: 0.5": None,
        "5 out of 0.0": None,
        "1. 0.5": None,
        "1.0000": 1.0,
        "1.0001": None,
        "100.1%": None,
        "-0.001": None,
        "0%": 0.0,
    }
    parse_each(student, expected)


@points(1)
def test_thresholds_and_scores_from_0_to_1_and_none_are_told_apart(student):
    names = ("ham", "spam")
    check.equal(student.score_to_label(0.3, *names, threshold=0.25), "spam")
    check.equal(student.score_to_label(0.7, *names, threshold=0.75), "ham")
    for threshold in (0, 0.0, 0.25, 0.75, 1, 1.0):
        for score in (0.0, 0.25, 0.75, 1.0, 0, 1):
            label = "spam" if score >= threshold else "ham"
            check.equal(student.score_to_label(score, *names, threshold=threshold), label)
        check.equal(student.score_to_label(None, *names, threshold=threshold), None)
    check.equal(student.score_to_label(0.5, "Positive", "negative", 0.5), "negative")
    check.equal(student.score_to_label(0.499999, "", "yes"), "")
    for threshold in (-0.01, 1.01, 50, -1):
        for score in (0.5, 0.0, 1.0, None):
            check.raises(ValueError, student.score_to_label, score, *names, threshold=threshold)
            check.raises(ValueError, student.score_to_label, score, *names, threshold)


@points(0.5)
def test_replies_put_together_at_random_are_read_by_the_same_rules(student, reference, rng):
    check.equal(student.parse_score("Rated 0.6 by v2"), 0.6)
    words = ["Score", "I say", "so", "v2", "2nd", "0.5x", "A1", "maybe", "a-ha"]
    joints = [" ", ": ", " (", "=", ", ", "\n", " - ", " = ", "; ", "? "]

    def form(score):
        before, after = ("", " ")[rng.integers(2)], ("", " ")[rng.integers(2)]
        return (
            f"{score / 20}",
            f"{score / 20}".removeprefix("0"),
            f"+{score / 20:.3f}",
            f"{5 * score}{before}%",
            f"{score / 2}{before}/{after}10",
            f"{score} out of 20",
            f"{score / 4} OUT  of 5",
        )[rng.integers(7)]

    for n_scores in (1, 1, 1, 2, 2, 3) * 8:
        score = int(rng.integers(1, 20))
        text = words[rng.integers(len(words))]
        for _ in range(n_scores):
            other = score if rng.random() < 0.75 else int(rng.integers(1, 26))
            text += joints[rng.integers(len(joints))] + form(other)
            text += ["!", ".", ",", " "][rng.integers(4)] + " " + words[rng.integers(len(words))]
        check.equal(student.parse_score(text), reference.parse_score(text))
