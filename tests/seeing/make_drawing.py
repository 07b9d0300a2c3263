"""Drawings for tests in stemma-draw's own lines: a network that grows like real ones (well-known actors get known
better), with long names, many scripts and hostile text now and then. usage: make_drawing.py ACTORS [SEED [FORMAT]]
SPDX-License-Identifier: GPL-2.0-or-later"""
import random
import sys

FIRST = "Anna Bernd Clara David Elif Farid Greta Hanno Ines Jörg Katharina Lars Mira Nils Olga Paul Rosa Sven Tarek Uta".split()
LAST = "Müller Öztürk Schmidt-Hofer Weiß Kowalski Nguyen Brandt von Stein García Petrow Lindqvist Sørensen Hartmann".split()
FIRM = "Nordwind Alpenglas Rheinwerk Datenhaus Solaris Helvetia Kupferberg Lumen Quantica Hafenlogistik Terra Aurum".split()
KIND = ["AG", "GmbH", "SE", "Stiftung", "Holding", "Verband", "Institut für angewandte Zukunftsforschung", "Bank", "Inc."]
PLACE = "Berlin Zürich Wien Memphis Tennessee Brüssel Tokio Lyon Kraków Malmö".split()
ODD = ["<script>alert(1)</script>", "\"&quot; & 'Söhne'", "C:\\\\new \\\\N \\\\G", "مركز الدراسات", "人工智能研究院",
       "Emoji 🚀 GmbH", "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"]
RELATIONS = """founded leads owns invests_in partners_with competes_with works_for criticizes supplies member_of
acquired advises supports located_in based_in announced develops part_of funds met""".split()
HOSTILE = {"criticizes", "competes_with"}


def names(count):
    kinds, seen = [], set()
    while len(kinds) < count:
        pick = random.random()
        if pick < 0.45:
            one = (random.choice(FIRST) + " " + random.choice(LAST), "person")
        elif pick < 0.8:
            one = (random.choice(FIRM) + " " + random.choice(KIND), "organization")
        elif pick < 0.92:
            one = (random.choice(PLACE), "location")
        else:
            one = (random.choice(FIRM) + " " + str(random.randint(1, 99)), "product")
        if one[0] in seen:
            one = (one[0] + " " + random.choice("IVXLCDM"), one[1])
        if one[0] not in seen:
            seen.add(one[0])
            kinds.append(one)
    for i, text in enumerate(ODD):
        if count >= 40:
            kinds[count // 3 + i] = (text, "organization")
    return kinds


def main():
    count, seed = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    form = sys.argv[3] if len(sys.argv) > 3 else "svg"
    random.seed(seed)
    actors = names(count)
    ends, edges = [0], []
    degree = [0] * count
    for i in range(1, count):
        for _ in range(1 if random.random() < 0.7 else 2):
            j = random.choice(ends)
            if i != j and (i, j) not in edges:
                edges.append((i, j) if random.random() < 0.5 else (j, i))
                ends += [i, j]
                degree[i] += 1
                degree[j] += 1
    out = ["stemma-drawing\t1\tnetwork", f"format\t{form}", "title\tWho is tied to whom",
           f"subtitle\t{count} actors and {len(edges)} ties of a generated network, 2024-01 to 2024-12",
           "footer\tSources: example.org, 3 January 2024; beispiel.de, 12 May 2024"]
    for group in range(min(8, 1 + count // 8)):
        out.append(f"group\t{group}\t{actors[group][0]}, {actors[min(group + 1, count - 1)][0]}")
    top = max(degree + [1])
    for i, (name, kind) in enumerate(actors):
        out.append(f"node\t{i}\t{kind}\t{(i * 7 + i // 5) % min(8, 1 + count // 8)}\t{degree[i] / top:.3f}\t{name}\t{name}: {kind}")
    for k, (i, j) in enumerate(edges):
        words = random.sample(RELATIONS, 1 if random.random() < 0.8 else 2)
        label = "\\n".join(w.replace("_", " ") for w in words)
        bad = int(bool(HOSTILE & set(words)))
        out.append(f"edge\t{k}\t{i}\t{j}\t{int(random.random() < 0.15)}\t{bad}\t{random.choice([1, 1, 1, 2, 4])}"
                   f"\t{label}\t{actors[i][0]} {words[0]} {actors[j][0]}")
    print("\n".join(out))


main()
