"""Grades dataset_sampler. Not checked: speed, memory, the wording of errors."""

from graders.kit import check, fixtures, points

LETTERS = [{"text": letter, "label": "positive" if letter in "AEI" else "other"} for letter in "ABCDEFGHI"]


def reviews(split):
    return [row for row in fixtures.texts("reviews") if row["split"] == split]


def rows_of(*texts):
    return [{"text": text, "label": "positive"} for text in texts]


@points(1.5)
def test_the_sample_is_the_start_of_the_seeded_permutation(student, reference):
    for rows, n, seed in [
        (LETTERS[:1], 1, 0),
        (LETTERS[:2], 1, 3),
        (LETTERS[:4], 2, 10),
        (LETTERS, 6, 42),
        (LETTERS, 6, 43),
        (LETTERS, 9, 42),
        (LETTERS, 0, 42),
        (reviews("test"), 5, 42),
    ]:
        check.equal(student.sample_rows(rows, n, seed), reference.sample_rows(rows, n, seed))


@points(1)
def test_each_label_is_counted_and_the_keys_are_sorted(student, reference):
    labelled = [
        ["positive"],
        ["negative", "negative"],
        ["positive", "positive", "negative"],
        ["b", "a", "C", "a"],
        ["9", "10", "9", "9"],
    ]
    for labels in labelled:
        rows = [{"text": "the same text", "label": label} for label in labels]
        check.equal(student.label_counts(rows), reference.label_counts(rows), ordered=True)
    check.equal(student.label_counts(reviews("test")), reference.label_counts(reviews("test")), ordered=True)


@points(1.5)
def test_texts_are_shared_whatever_their_case_and_white_space(student, reference):
    for train, test in [
        (["Good."], ["Good."]),
        (["Good."], ["Bad.", "GOOD."]),
        (["Good film."], ["Good  film."]),
        (["Good film."], ["\n Good\tfilm. "]),
        (["Good film.", "Good", "Bad.", "Fair."], ["good film", "FAIR.", "Good"]),
        (["A good film.", "Bad."], ["good film.", "A good", "Agoodfilm.", "bad."]),
        (["good", "Bad."], ["A good film.", "bad."]),
    ]:
        args = rows_of(*train), rows_of(*test)
        check.equal(student.shared_texts(*args), reference.shared_texts(*args))


@points(0.5)
def test_a_sample_of_too_few_or_too_many_rows_is_refused(student, reference):
    check.equal(student.sample_rows(LETTERS, 4, 1), reference.sample_rows(LETTERS, 4, 1))
    for n in (-1, 10, -9, 100):
        check.raises(ValueError, student.sample_rows, LETTERS, n, 1)


@points(0.5)
def test_a_row_without_a_label_is_refused(student, reference):
    check.equal(student.label_counts(LETTERS), reference.label_counts(LETTERS), ordered=True)
    check.raises(ValueError, student.label_counts, [{"text": "A"}, *LETTERS])
    check.raises(ValueError, student.label_counts, [*LETTERS[:3], {"text": "Z", "labels": "other"}])
