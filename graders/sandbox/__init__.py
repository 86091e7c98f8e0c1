"""The closed room student code runs in. It knows nothing of tests, references or points."""
