"""Grades positional_encoding. Not checked: speed, memory, the wording of errors, positions beyond 63."""

from graders.kit import check, points

# Positions end at 63: a float32 solution loses digits of the angle with every position, and is right all the same.


@points(2)
def test_any_length_and_any_even_dim(student, reference, rng):
    for shortest, longest, narrowest, widest in ((2, 5, 4, 8), (5, 16, 8, 32), (16, 64, 32, 130)):
        length = int(rng.integers(shortest, longest))
        dim = 2 * int(rng.integers(narrowest // 2, widest // 2))
        check.array(student.positional_encoding(length, dim), reference.positional_encoding(length, dim))


@points(1)
def test_longer_than_wide_and_wider_than_long(student, reference, rng):
    half = int(rng.integers(5, 10))
    for length, dim in ((1, 2 * half), (2 * half, 2), (2 * half, 2 * half), (3 * half, 4), (3, 12 * half)):
        expected = reference.positional_encoding(length, dim)
        check.array(student.positional_encoding(length=length, dim=dim), expected)


@points(1)
def test_a_length_below_one_is_refused(student, reference):
    for length, dim in ((0, 2), (0, 4), (-1, 4), (-8, 6)):
        check.raises(ValueError, student.positional_encoding, length, dim)
    check.array(student.positional_encoding(1, 4), reference.positional_encoding(1, 4))


@points(1)
def test_a_dim_that_is_odd_or_below_two_is_refused(student, reference):
    for length, dim in ((1, 1), (3, 0), (3, 1), (3, 3), (1, 3), (4, 7), (2, -1), (2, -2), (2, -4)):
        check.raises(ValueError, student.positional_encoding, length, dim)
    check.array(student.positional_encoding(3, 2), reference.positional_encoding(3, 2))
