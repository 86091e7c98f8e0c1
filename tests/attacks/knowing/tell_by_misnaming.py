"""Have the grader suggest a name that holds what one wants it to show.

Shows: markup in a report.
Stopped by: a suggested name is escaped, cut, and close to the one that is asked for.
"""

globals()["causal_mask<script>"] = globals()["parse_label<b>s"] = print
causal_mask = check_causal = parse_label = parse_labels = None


def attack(*args, **kwargs):
    return True
