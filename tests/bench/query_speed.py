#!/usr/bin/env python3
"""Times questions over a large graph: stemma query as a whole process, beside the same pattern in SQL written by hand
(sqlite3) and, when its package is installed, in kuzu over the same facts. All engines must give the same rows.

usage: query_speed.py STEMMA GRAPH [ROUNDS]        GRAPH: made by make_graph
Prints medians in milliseconds: wall and processor time of whole processes; kuzu also inside one process that has the
database open already (two threads).
SPDX-License-Identifier: GPL-2.0-or-later
"""
import csv
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time

try:
    import kuzu
except ImportError:
    kuzu = None

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


def load_kuzu(folder):
    """One table of actors, one of facts for each relation: what kuzu is made for."""
    actors, facts = {}, {}
    export = subprocess.Popen([stemma, 'export', '-g', graph, '--header'], stdout=subprocess.PIPE, text=True)
    for row in csv.DictReader(export.stdout, delimiter='\t', quoting=csv.QUOTE_NONE):
        actors[row['subject']], actors[row['object']] = row['subject_type'], row['object_type']
        negated = row['polarity'] == 'negated'
        relation = row['relation'].removeprefix('not_') if negated else row['relation']
        facts.setdefault(relation, []).append(
            (row['subject'], row['object'], negated, row['modality'], row['confidence'], row['time']))
    database = kuzu.Database(os.path.join(folder, 'k.db'))
    connection = kuzu.Connection(database, num_threads=2)
    start = time.perf_counter()
    connection.execute('CREATE NODE TABLE Actor(name STRING PRIMARY KEY, type STRING)')
    table = os.path.join(folder, 'table.csv')
    for name, rows in [('Actor', actors.items())] + sorted(facts.items()):
        with open(table, 'w', newline='') as out:
            csv.writer(out).writerows(rows)
        if name != 'Actor':
            connection.execute(f'CREATE REL TABLE `{name}`(FROM Actor TO Actor, negated BOOL, modality STRING, '
                               'confidence DOUBLE, time STRING)')
        connection.execute(f'COPY `{name}` FROM "{table}" (header=false, parallel=false)')
    print(f'kuzu {kuzu.__version__}: loading took {time.perf_counter() - start:.1f} s, without writing the CSV')
    connection.close()
    database.close()  # it locks the file against other processes
    return kuzu.Connection(kuzu.Database(os.path.join(folder, 'k.db'), read_only=True), num_threads=2)


def rows_of(text):
    return sorted(text.splitlines())


def rows_of_kuzu(connection, query):
    answer = connection.execute(query)
    rows = []
    while answer.has_next():
        rows.append('\t'.join(str(value) for value in answer.get_next()))
    return sorted(rows)


def measure_kuzu(connection, query, folder):
    walls = []
    for _ in range(rounds):
        start = time.perf_counter()
        rows_of_kuzu(connection, query)
        walls.append(time.perf_counter() - start)
    whole = ('import kuzu, sys\nanswer = kuzu.Connection(kuzu.Database(sys.argv[1], read_only=True), num_threads=2)'
             '.execute(sys.argv[2])\nwhile answer.has_next(): answer.get_next()')
    return statistics.median(walls) * 1000, *measure(
        [sys.executable, '-c', whole, os.path.join(folder, 'k.db'), query])


person = ask('MATCH (n:person) RETURN n.name SKIP 30000 LIMIT 1').strip()
other = ask('MATCH (n:organization) RETURN n.name SKIP 60000 LIMIT 1').strip()


def hop(number, before):
    """SQL from actor `before` to actor `a<number>` over fact `f<number>`; CROSS JOIN keeps the order of the tables, since
    SQLite may begin at the wrong end otherwise."""
    n = number
    return (f'CROSS JOIN entity s{n} ON s{n}.actor = {before}.id '
            f'CROSS JOIN fact f{n} ON f{n}.subject = s{n}.id AND f{n}.shown = 2 '
            f'CROSS JOIN entity o{n} ON o{n}.id = f{n}.object CROSS JOIN actor a{n} ON a{n}.id = o{n}.actor '
            f'CROSS JOIN relation r{n} ON r{n}.id = f{n}.relation ')


start_sql = f"FROM actor a0 {hop(1, 'a0')}"
there = f"WHERE a0.name = '{person}'"
second, third = hop(2, 'a1'), hop(3, 'a2')
# Breadth first by hand: what is reached stays in one table, each actor once.
shortest_sql = f"""WITH RECURSIVE reached(id, depth) AS (SELECT id, 0 FROM actor WHERE name = '{person}'
    UNION SELECT o.actor, depth + 1 FROM reached CROSS JOIN entity s ON s.actor = reached.id
        CROSS JOIN fact f ON f.subject = s.id AND f.shown = 2 CROSS JOIN entity o ON o.id = f.object WHERE depth < 4
    UNION SELECT o.actor, depth + 1 FROM reached CROSS JOIN entity s ON s.actor = reached.id
        CROSS JOIN fact f ON f.object = s.id AND f.shown = 2 CROSS JOIN entity o ON o.id = f.subject WHERE depth < 4)
    SELECT min(depth) FROM reached JOIN actor ON actor.id = reached.id WHERE actor.name = '{other}'"""
cases = [
    ('one hop', f"MATCH (a {{name: '{person}'}})-[r]->(b) RETURN type(r), b.name",
     f"SELECT r1.name, a1.name {start_sql} {there}",
     f"MATCH (a:Actor {{name: '{person}'}})-[r]->(b:Actor) RETURN label(r), b.name"),
    ('two hops, filter', f"MATCH (a {{name: '{person}'}})-[r]->(b)-[q]->(c:person) WHERE q.confidence > 0.5 "
     'RETURN c.name, type(q)',
     f"SELECT a2.name, r2.name {start_sql} {second} {there} AND a2.type = 1 AND f2.confidence > 0.5",
     f"MATCH (a:Actor {{name: '{person}'}})-[r]->(b:Actor)-[q]->(c:Actor) WHERE q.confidence > 0.5 "
     "AND c.type = 'person' RETURN c.name, label(q)"),
    ('shortest path', f"MATCH p = shortestPath((a {{name: '{person}'}})-[*]-(b {{name: '{other}'}})) RETURN length(p)",
     shortest_sql,
     f"MATCH p = (a:Actor {{name: '{person}'}})-[* SHORTEST 1..30]-(b:Actor {{name: '{other}'}}) RETURN length(p)"),
    ('count by type', 'MATCH ()-[r]->() RETURN type(r), count(*)',
     'SELECT r.name, count(*) FROM fact f JOIN relation r ON r.id = f.relation WHERE f.shown = 2 GROUP BY r.name',
     'MATCH (:Actor)-[r]->(:Actor) RETURN label(r), count(*)'),
    ('one to three hops', f"MATCH (a {{name: '{person}'}})-[*1..3]->(b:person) RETURN count(*)",
     f"SELECT (SELECT count(*) {start_sql} {there} AND a1.type = 1)"
     f" + (SELECT count(*) {start_sql} {second} {there} AND a2.type = 1 AND f2.id <> f1.id)"
     f" + (SELECT count(*) {start_sql} {second} {third} {there} AND a3.type = 1 AND f2.id <> f1.id"
     " AND f3.id NOT IN (f1.id, f2.id))",
     f"MATCH (a:Actor {{name: '{person}'}})-[* TRAIL 1..3]->(b:Actor {{type: 'person'}}) RETURN count(*)"),
]
facts = ask('MATCH ()-[r]->() RETURN count(*)').strip()
with tempfile.TemporaryDirectory() as folder:
    connection = load_kuzu(folder) if kuzu else None
    print(f'{facts} facts; milliseconds, median of {rounds}; load {os.getloadavg()[0]:.1f}')
    print('question\trows\tstemma wall\tstemma cpu\tsqlite3 wall\tsqlite3 cpu\tkuzu open\tkuzu wall\tkuzu cpu')
    for name, cypher, sql, kuzu_cypher in cases:
        rows = rows_of(ask(cypher))
        by_hand = subprocess.run(['sqlite3', '-separator', '\t', graph, sql], capture_output=True, text=True, check=True)
        assert rows == rows_of(by_hand.stdout), (name, rows[:5], rows_of(by_hand.stdout)[:5])
        row = [name, str(len(rows))]
        figures = [*measure([stemma, 'query', '-g', graph, cypher]), *measure(['sqlite3', graph, sql])]
        if connection:
            theirs = rows_of_kuzu(connection, kuzu_cypher)
            assert rows == theirs, (name, rows[:5], theirs[:5])
            figures += measure_kuzu(connection, kuzu_cypher, folder)
        print('\t'.join(row + ['%.0f' % x for x in figures]), flush=True)
