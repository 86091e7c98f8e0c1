"""Finds the object's end by hand, minding strings and escapes; plain loops and lists until the last line."""

import json

import numpy as np


def end_of(text, start):
    depth, in_string, escaped = 0, False, False
    for place in range(start, len(text)):
        character = text[place]
        if in_string:
            if escaped:
                escaped = False
            elif character == "\\":
                escaped = True
            elif character == '"':
                in_string = False
        elif character == '"':
            in_string = True
        elif character == "{":
            depth += 1
        elif character == "}":
            depth -= 1
            if depth == 0:
                return place + 1
    return len(text)


def find(text):
    for start in range(len(text)):
        if text[start] == "{":
            try:
                value = json.loads(text[start : end_of(text, start)])
            except ValueError:
                continue
            if type(value) is dict and "clusters" in value:
                return value["clusters"]
    raise ValueError("no such object: " + text[:40])


def parse_clusters(reply, n_docs):
    clusters = find(reply or "")
    if type(clusters) is not list:
        raise ValueError("clusters is not a list")
    merged = []
    for cluster in clusters:
        name = cluster["name"].strip()
        if len(name) == 0:
            raise ValueError("a cluster without a name")
        if type(cluster["documents"]) is not list:
            raise ValueError("documents is not a list")
        for entry in merged:
            if entry[0].casefold() == name.casefold():
                break
        else:
            entry = (name, [])
            merged.append(entry)
        for number in cluster["documents"]:
            if str(type(number)) != "<class 'int'>":
                raise ValueError("not a whole number")
            if number <= 0 or number > n_docs:
                raise ValueError("no such document")
            if number not in entry[1]:
                entry[1].append(number)
    merged = [entry for entry in merged if len(entry[1]) > 0]
    assignments = [-1] * n_docs
    times = [0] * n_docs
    for index, (_, numbers) in enumerate(merged):
        for number in numbers:
            assignments[number - 1] = index
            times[number - 1] += 1
    for place in range(n_docs):
        if times[place] > 1:
            assignments[place] = -1
    return np.array(assignments), [entry[0] for entry in merged]
