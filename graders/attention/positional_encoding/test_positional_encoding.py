"""Grades positional_encoding. Not checked: speed, memory, the wording of errors, positions beyond 63."""

from graders.kit import check, points


@points(1)
def test_position_0_is_a_zero_and_a_one_in_turn(student, reference):
    for dim in (2, 4, 6, 10):
        check.array(student.positional_encoding(1, dim), reference.positional_encoding(1, dim))


@points(1.5)
def test_the_first_pair_of_columns_is_the_sine_and_cosine_of_the_position(student, reference):
    for length in (1, 2, 3, 4, 12):
        check.array(student.positional_encoding(length, 2), reference.positional_encoding(length, 2))


@points(1.5)
def test_every_further_pair_turns_slower(student, reference):
    for length, dim in ((2, 4), (2, 6), (3, 6), (3, 8), (4, 4), (5, 12)):
        check.array(student.positional_encoding(length, dim), reference.positional_encoding(length, dim))


@points(1)
def test_a_table_as_wide_as_in_the_paper(student, reference):
    for length, dim in ((2, 64), (10, 512)):
        check.array(student.positional_encoding(length, dim), reference.positional_encoding(length, dim))
