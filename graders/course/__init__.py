"""What an instructor and CI do: take in hand-ins, grade a class, report, release."""
