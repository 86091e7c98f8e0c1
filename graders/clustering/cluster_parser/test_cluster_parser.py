"""Grades cluster_parser. Not checked: speed, the wording of errors, keys that are missing or not asked for."""

import json

import numpy as np

from graders.kit import check, points

TWO = '{"clusters": [{"name": "Sport", "documents": [1, 4]}, {"name": "Food", "documents": [2, 3]}]}'


def written(*clusters, **style):
    return json.dumps({"clusters": [{"name": n, "documents": d} for n, d in clusters]}, **style)


def check_clusters(got, assignments, names):
    got_assignments, got_names = check.unpack(got, 2, ("assignments", "names"))
    check.array(got_assignments, np.array(assignments), what="assignments")
    check.equal(got_names, names, what="names")


@points(1)
def test_documents_are_numbered_from_one_and_clusters_from_zero(student):
    check_clusters(student.parse_clusters('{"clusters": [{"name": "A", "documents": [1]}]}', 1), [0], ["A"])
    check_clusters(student.parse_clusters(TWO, 4), [0, 1, 1, 0], ["Sport", "Food"])
    reply = written(("Food", [5, 2]), ("Art", [6]), ("Sport", [3, 1]))
    check_clusters(student.parse_clusters(reply, 7), [2, 0, 2, -1, 0, 1, -1], ["Food", "Art", "Sport"])


@points(1)
def test_the_object_is_found_in_fences_and_prose(student):
    for reply in [
        f"```json\n{TWO}\n```",
        f"```\n{json.dumps(json.loads(TWO), indent=2)}\n```",
        f"Here are the groups:\n\n{TWO}\n\nTell me if you want fewer!",
        f"Sure.\n\n```json\n{TWO}\n```\nDocument 4 was hard.",
        f"As {{asked}}, here they are: {TWO} I hope {{this}} helps.",
    ]:
        check_clusters(student.parse_clusters(reply, 5), [0, 1, 1, 0, -1], ["Sport", "Food"])


@points(1)
def test_a_document_in_two_clusters_is_in_none(student):
    reply = written(("Sport", [1, 2]), ("Food", [2, 3]))
    check_clusters(student.parse_clusters(reply, 3), [0, -1, 1], ["Sport", "Food"])
    reply = written(("Sport", [1, 2, 1]), ("Food", [2]), ("Art", [2, 3]))
    check_clusters(student.parse_clusters(reply, 4), [0, -1, 2, -1], ["Sport", "Food", "Art"])


@points(1)
def test_equal_names_are_one_cluster_and_empty_ones_are_dropped(student):
    reply = written(("Sport", [1]), ("Food", [2]), ("Sport", [3]))
    check_clusters(student.parse_clusters(reply, 3), [0, 1, 0], ["Sport", "Food"])
    reply = written((" Sport ", [1]), ("Food", [2]), ("sport", [3, 1]))
    check_clusters(student.parse_clusters(reply, 3), [0, 1, 0], ["Sport", "Food"])
    reply = written(("Art", []), ("Sport", [2]), ("FOOD", []), ("Food", [1]))
    check_clusters(student.parse_clusters(reply, 2), [1, 0], ["Sport", "FOOD"])


@points(1)
def test_replies_that_break_the_agreement_are_refused(student):
    check_clusters(student.parse_clusters(TWO, 4), [0, 1, 1, 0], ["Sport", "Food"])
    for reply in [
        None,
        "",
        "The texts have nothing in common.",
        TWO[:-20],
        '{"groups": [{"name": "Sport", "documents": [1]}]}',
        '{"clusters": {"Sport": [1]}}',
        '{"clusters": [{"name": "Sport", "documents": 1}]}',
        written(("Sport", [0, 1])),
        written(("Sport", [1, 5])),
        written(("Sport", ["1"])),
        written(("Sport", [1, True])),
        written(("Sport", [1, 2.0])),
        written((" ", [1])),
    ]:
        check.raises(ValueError, student.parse_clusters, reply, 4)
