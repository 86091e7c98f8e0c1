"""Makes what leaves the house: a student's copy, a course for nbgrader."""
