#!/usr/bin/env python3
"""Times questions over a large graph: stemma query as a whole process, beside the same pattern in SQL written by hand
(sqlite3) and, when it is installed, in kuzu over the same facts.

usage: query_speed.py STEMMA GRAPH [ROUNDS]        GRAPH: made by make_graph
Prints medians of wall time and of CPU time in milliseconds. Kuzu runs inside one process that is open already.
SPDX-License-Identifier: GPL-2.0-or-later
"""
import os
import resource
import statistics
import subprocess
import sys
import time

stemma, graph = sys.argv[1], sys.argv[2]
rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 5


def ask(query):
    return subprocess.run([stemma, 'query', '-g', graph, '--no-header', query], capture_output=True, text=True,
                          check=True).stdout


def measure(command):
    walls, cpus = [], []
    for _ in range(rounds):
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
        walls.append(time.perf_counter() - start)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpus.append(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
    return statistics.median(walls) * 1000, statistics.median(cpus) * 1000


person = ask('MATCH (n:person) RETURN n.name SKIP 30000 LIMIT 1').strip()
other = ask('MATCH (n:organization) RETURN n.name SKIP 60000 LIMIT 1').strip()
hop = ('FROM actor a JOIN entity s ON s.actor = a.id JOIN fact f ON f.subject = s.id JOIN entity o ON o.id = f.object '
       'JOIN actor b ON b.id = o.actor JOIN relation r ON r.id = f.relation')
cases = [
    ('one hop', f"MATCH (a {{name: '{person}'}})-[r]->(b) RETURN type(r), b.name",
     f"SELECT r.name, b.name {hop} WHERE a.name = '{person}' AND f.shown = 2"),
    ('two hops, filter', f"MATCH (a {{name: '{person}'}})-[r]->(b)-[q]->(c:person) WHERE q.confidence > 0.5 "
     'RETURN c.name, type(q)',
     f"SELECT c.name, r2.name {hop} JOIN entity s2 ON s2.actor = b.id JOIN fact g ON g.subject = s2.id "
     'JOIN entity o2 ON o2.id = g.object JOIN actor c ON c.id = o2.actor JOIN relation r2 ON r2.id = g.relation '
     f"WHERE a.name = '{person}' AND f.shown = 2 AND g.shown = 2 AND c.type = 1 AND g.confidence > 0.5"),
    ('shortest path', f"MATCH p = shortestPath((a {{name: '{person}'}})-[*]-(b {{name: '{other}'}})) RETURN p", None),
    ('count by type', 'MATCH ()-[r]->() RETURN type(r), count(*)',
     'SELECT r.name, count(*) FROM fact f JOIN relation r ON r.id = f.relation WHERE f.shown = 2 GROUP BY r.name'),
]
facts = ask('MATCH ()-[r]->() RETURN count(*)').strip()
print(f'{facts} facts; milliseconds, median of {rounds}; load {os.getloadavg()[0]:.1f}')
print('question\tstemma wall\tstemma cpu\tsqlite3 wall\tsqlite3 cpu')
for name, cypher, sql in cases:
    row = [name] + ['%.0f' % x for x in measure([stemma, 'query', '-g', graph, cypher])]
    row += ['%.0f' % x for x in measure(['sqlite3', graph, sql])] if sql else ['', '']
    print('\t'.join(row), flush=True)
