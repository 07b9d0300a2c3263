"""Centralities of 20 graphs against networkx, to 1e-6. usage: agree.py PROGRAM
Conventions that differ are turned here and named in docs/report.md. SPDX-License-Identifier: GPL-2.0-or-later"""
import math
import random
import subprocess
import sys

import networkx as nx

TOLERANCE = 1e-6


def graphs():
    for seed in range(14):
        random.seed(seed)
        n = random.randint(8, 120)
        m = random.randint(n, 4 * n)
        yield n, [(random.randrange(n), int(n * random.random() ** 2), random.randrange(5)) for _ in range(m)]
    for base in (nx.karate_club_graph(), nx.les_miserables_graph(), nx.barbell_graph(6, 3),
                 nx.barabasi_albert_graph(200, 2, seed=1), nx.lollipop_graph(7, 5), nx.wheel_graph(12)):
        base = nx.convert_node_labels_to_integers(base)
        yield base.number_of_nodes(), [(a, b, (a * 7 + b) % 3) for a, b in base.edges()]


def ours(program, n, edges):
    text = f"{n} 5\n" + "".join(f"{a} {b} {d}\n" for a, b, d in edges)
    lines = subprocess.run([program], input=text, capture_output=True, text=True, check=True).stdout.split("\n")
    rows = [[float(x) for x in line.split()] for line in lines if line]
    return rows[0], [list(column) for column in zip(*rows[1:])]


def evidence(documents):
    """The weight of a tie: see stm_net_weight."""
    sources = len(set(documents))
    return sources + math.log2(1 + len(documents) - sources)


def build(n, edges):
    tied, pointed, arcs, ties = {}, {}, nx.DiGraph(), nx.Graph()
    arcs.add_nodes_from(range(n))
    ties.add_nodes_from(range(n))
    for a, b, d in edges:
        if a != b:
            tied.setdefault((min(a, b), max(a, b)), []).append(d)
            pointed.setdefault((a, b), []).append(d)
    for (a, b), documents in pointed.items():
        arcs.add_edge(a, b, weight=evidence(documents))
    for (a, b), documents in tied.items():
        ties.add_edge(a, b, weight=evidence(documents), sources=len(set(documents)))
    return ties, arcs


def largest_is_one(values):
    top = max(values.values())
    return {k: v / top for k, v in values.items()} if top > 0 else values


def simple_top(matrix):
    """True when the largest singular value is clearly alone: else HITS is not unique."""
    import numpy
    values = numpy.linalg.svd(matrix, compute_uv=False)
    return len(values) < 2 or values[1] < 0.999 * values[0]


def hits(arcs):
    import numpy
    matrix = nx.to_numpy_array(arcs, nodelist=range(len(arcs)))
    if not simple_top(matrix):
        return None, None
    left, _, right = numpy.linalg.svd(matrix)
    hub, authority = abs(left[:, 0]), abs(right[0])
    return dict(enumerate(hub / hub.max())), dict(enumerate(authority / authority.max()))


def wanted(ties, arcs):
    n = len(ties)
    parts = sorted(nx.connected_components(ties), key=lambda c: (-len(c), min(c)))
    inside = ties.subgraph(parts[0])
    closeness = {**{i: 0 for i in ties}, **nx.closeness_centrality(inside)}
    cut = set(nx.articulation_points(ties))
    hub, authority = hits(arcs)
    eigen = None
    if len(parts) == 1 or simple_top(nx.to_numpy_array(ties)):
        eigen = {**{i: 0 for i in ties}, **nx.eigenvector_centrality_numpy(inside, weight="weight")}
        eigen = largest_is_one({k: abs(v) for k, v in eigen.items()})
    part_of = {node: i for i, part in enumerate(parts) for node in part}
    return [dict(ties.degree()), dict(arcs.in_degree()), dict(arcs.out_degree()),
            dict(ties.degree(weight="sources")),
            nx.pagerank(ties, alpha=0.85, weight="weight", tol=1e-13, max_iter=10000),
            nx.betweenness_centrality(ties, normalized=True), closeness,
            {k: v / (n - 1) for k, v in nx.harmonic_centrality(ties).items()}, hub, authority, eigen,
            nx.constraint(ties, weight="weight"), nx.core_number(ties),
            {i: i in cut for i in ties}, part_of], parts


NAMES = ("degree in out sources pagerank betweenness closeness harmonic hub authority eigenvector constraint core "
         "cut component").split()


def main():
    checked = 0
    for number, (n, edges) in enumerate(graphs()):
        ties, arcs = build(n, edges)
        summary, columns = ours(sys.argv[1], n, edges)
        expected, parts = wanted(ties, arcs)
        totals = [nx.overall_reciprocity(arcs), nx.density(ties), len(parts), len(list(nx.bridges(ties)))]
        for name, mine, theirs in zip(("reciprocity", "density", "components", "bridges"), summary, totals):
            assert abs(mine - theirs) <= TOLERANCE, (number, name, mine, theirs)
        for name, mine, theirs in zip(NAMES, columns, expected):
            if theirs is None:
                continue
            for i in range(n):
                both_nan = math.isnan(mine[i]) and math.isnan(theirs[i])
                same = both_nan or abs(mine[i] - theirs[i]) <= TOLERANCE
                assert same, f"graph {number}: {name} of node {i}: {mine[i]}, networkx {theirs[i]}"
            checked += 1
    print(f"20 graphs, {checked} columns agree to {TOLERANCE}")
    assert checked >= 19 * len(NAMES) - 20


main()
