"""Grades dataset_sampler. Not checked: speed, memory, the wording of errors."""

from graders.kit import check, fixtures, points


def reviews(split):
    return [row for row in fixtures.texts("reviews") if row["split"] == split]


def rows_of(*texts):
    return [{"text": text, "label": "positive"} for text in texts]


@points(1)
def test_another_sample_with_another_seed_is_drawn(student, reference, rng):
    rows = reviews("test")
    for size in (3, 30, 100):
        chosen = [rows[i] for i in rng.permutation(len(rows))[:size]]
        args = tuple(chosen), int(rng.integers(2, size)), int(rng.integers(1_000_000))
        check.equal(student.sample_rows(*args), reference.sample_rows(*args))


@points(0.5)
def test_other_labels_are_counted(student, reference, rng):
    names = ["very positive", "Positive", "neutral", "negative", "mixed"]
    for size in (2, 40):
        labels = [names[i] for i in rng.integers(len(names), size=size)]
        rows = tuple({"text": f"text {i}", "label": label} for i, label in enumerate(labels))
        check.equal(student.label_counts(rows), reference.label_counts(rows), ordered=True)


@points(1)
def test_the_shared_texts_of_the_reviews_are_found(student, reference):
    args = reviews("train"), reviews("test")
    check.equal(student.shared_texts(*args), reference.shared_texts(*args))


@points(1)
def test_each_shared_text_comes_once_in_the_order_and_first_spelling_of_train(student, reference):
    for train, test in [
        (["Good."], ["GOOD.", "good."]),
        (["GOOD.", "good."], ["Good."]),
        (["Good.", "Bad."], ["bad.", "good."]),
        (["ok ", "Bad.", "Ok", "bad.", "Ah."], ["ah.", "BAD.", " OK", "bad."]),
        (["Bad.", "Good. ", "Good."], ["Good."]),
    ]:
        args = rows_of(*train), tuple(rows_of(*test))
        check.equal(student.shared_texts(*args), reference.shared_texts(*args))


@points(0.5)
def test_case_is_folded_in_every_script_and_white_space_is_more_than_the_space(student, reference):
    for train, test in [
        (["Große Klasse!"], ["GROSSE KLASSE!"]),
        (["ΜΠΡΑΒΟ ΣΑΣ", "nice"], ["μπραβο σας"]),
        (["a\u00a0fine film", "fine"], ["a fine film"]),
        (["so\r\n\r\nso", "soso"], ["\u2003so so\t"]),
        (["Kızıl gök", "20 m²", "Ünlü"], ["KIZIL GÖK", "20 m2", "ünlü"]),
    ]:
        args = rows_of(*train), rows_of(*test)
        check.equal(student.shared_texts(*args), reference.shared_texts(*args))


@points(0.5)
def test_no_shared_text_is_an_empty_list(student, reference):
    for train, test in [(["Good.", "Fair."], ["Good", "good !"]), (["Good."], []), (["Good."], ["GOOD."])]:
        args = rows_of(*train), rows_of(*test)
        check.equal(student.shared_texts(*args), reference.shared_texts(*args))


@points(0.5)
def test_arguments_and_random_state_are_left_as_they_were(student, reference):
    rows = reviews("test")[:6]
    sample = student.sample_rows(rows, 4, 11)
    check.unchanged(student)
    check.equal(sample, reference.sample_rows(rows, 4, 11))
    counts = student.label_counts(rows)
    check.unchanged(student)
    check.equal(counts, reference.label_counts(rows), ordered=True)
    shared = student.shared_texts(rows, rows)
    check.unchanged(student)
    check.equal(shared, reference.shared_texts(rows, rows))
