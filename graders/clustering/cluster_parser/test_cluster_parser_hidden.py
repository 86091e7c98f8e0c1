"""Grades cluster_parser. Not checked: speed, the wording of errors, keys that are missing or not asked for."""

import json

import numpy as np

from graders.kit import check, points


def written(*clusters, **style):
    return json.dumps({"clusters": [{"name": n, "documents": d} for n, d in clusters]}, **style)


def check_clusters(got, assignments, names):
    got_assignments, got_names = check.unpack(got, 2, ("assignments", "names"))
    check.array(got_assignments, np.array(assignments), what="assignments")
    check.equal(got_names, names, what="names")


PAIR = written(("Tea", [2]), ("Art", [3, 1]))


@points(1)
def test_braces_and_quotes_in_prose_do_not_hide_the_object(student):
    for before, after in [
        ("", "\n"),
        (" \n\t", " \n\n"),
        ("**Groups**\n1. Tea\n2. [Art]\n", "\n- document 4 fits none"),
        ("```JSON\n", "\n```"),
        ("```\n", "```"),
        ("In JSON {as asked}:\n```json\n", "\n```\nDocument 4 {unclear}\n"),
        ("I use the form {name, documents}. ", " Done}."),
        ("{} is empty; ", " {}"),
        ("Sets such as {1, 2} or {{x}}: ", " {1, 2}"),
        ('He said: "{" and left. ', ' "}" :-}'),
        ("It's easy {: ", " {"),
        ("{ ", " }"),
        ("{", "}"),
        ("} { [ ", " ] } {"),
        ("{...} \\{ `{` ", " {...}"),
    ]:
        check_clusters(student.parse_clusters(before + PAIR + after, 4), [1, 0, 1, -1], ["Tea", "Art"])


@points(1)
def test_every_way_to_write_the_json_is_read(student):
    names = ["C{}", "a } b", 'The "best" {', "Küche", "back\\slash", "[1]", "Tea: black, green", "日本"]
    clusters = [(name, [number]) for number, name in enumerate(names, start=1)]
    for style in [{}, {"indent": 4}, {"ensure_ascii": False}, {"separators": (",", ":")}]:
        got = student.parse_clusters(f"Look {{here}}: {written(*clusters, **style)} {{end}}", 9)
        check_clusters(got, [0, 1, 2, 3, 4, 5, 6, 7, -1], names)
    reply = '{ "clusters" : [ { "documents" : [ 2 , 1 ] , "name" : "\\u0041rt\\n" } ] }'
    check_clusters(student.parse_clusters(reply, n_docs=2), [0, 0], ["Art"])


@points(1)
def test_names_are_stripped_compared_by_casefold_and_kept_as_first_spelled(student):
    reply = written(("\n TEA\t", [1]), ("Zoo", [2]), ("tea", [3]), ("zoo ", [4]), ("Tea", [5]))
    check_clusters(student.parse_clusters(reply, 5), [0, 1, 0, 1, 0], ["TEA", "Zoo"])
    reply = written(("Straße", [3]), ("STRASSE", [1]), ("Strasse 2", [2]))
    check_clusters(student.parse_clusters(reply, 3), [0, 1, 0], ["Straße", "Strasse 2"])
    reply = written(("Green tea", [1]), ("Green  tea", [2]), ("Greentea", [3]))
    check_clusters(student.parse_clusters(reply, 3), [0, 1, 2], ["Green tea", "Green  tea", "Greentea"])


@points(1)
def test_clusters_are_made_one_before_documents_are_counted(student):
    reply = written(("Tea", [1, 2]), ("Art", [3]), ("tea", [2, 2, 4]))
    check_clusters(student.parse_clusters(reply, 4), [0, 0, 1, 0], ["Tea", "Art"])
    reply = written(("Tea", [1, 1, 1]), ("Art", [2, 3]), ("art", [1]))
    check_clusters(student.parse_clusters(reply, 3), [-1, 1, 1], ["Tea", "Art"])
    reply = written(("a", [3]), ("b", [3]), ("c", [3]), ("A", [1]), ("d", [3, 2]))
    check_clusters(student.parse_clusters(reply, 3), [0, 3, -1], ["a", "b", "c", "d"])


@points(0.5)
def test_only_clusters_without_documents_are_dropped(student):
    reply = written(("Tea", []), ("Art", [1]), ("TEA", [2]), ("Zoo", []))
    check_clusters(student.parse_clusters(reply, 3), [1, 0, -1], ["Tea", "Art"])
    reply = written(("Tea", [1, 2]), ("Art", [2, 1]), ("Zoo", [3]))
    check_clusters(student.parse_clusters(reply, 3), [-1, -1, 2], ["Tea", "Art", "Zoo"])
    check_clusters(student.parse_clusters(written(("Tea", []), ("Art", [])), 2), [-1, -1], [])
    check_clusters(student.parse_clusters('{"clusters": []}', 3), [-1, -1, -1], [])


@points(0.5)
def test_every_breach_of_the_agreement_is_refused(student):
    check_clusters(student.parse_clusters(PAIR, 3), [1, 0, 1], ["Tea", "Art"])
    check_clusters(student.parse_clusters(written(("Tea", [10, 1])), 10), [0] + [-1] * 8 + [0], ["Tea"])
    documents = [[0], [-1], [4], [1, 2, 10**20], ["2"], [2.0], [1.5], [True], [False, 1], [None], [[1]], [" 1"]]
    no_lists = [None, 1, "1, 2", "123", {"1": 2}, {}, True, ""]
    for listed in [*documents, *no_lists]:
        check.raises(ValueError, student.parse_clusters, written(("Tea", [1]), ("Art", listed)), 3)
    for name in ("", " ", "\n\t "):
        for listed in ([2], []):
            check.raises(ValueError, student.parse_clusters, written(("Tea", [1]), (name, listed)), 3)
    for clusters in (None, "Tea", 3, {}, {"Tea": [1]}, {"name": "Tea", "documents": [1]}):
        check.raises(ValueError, student.parse_clusters, json.dumps({"clusters": clusters}), 3)
    for reply in ("{}", "{", "[]", "null", "clusters", "[1, 2]", PAIR[1:], PAIR[:-1], PAIR.replace('"', "'")):
        check.raises(ValueError, student.parse_clusters, reply, 3)
