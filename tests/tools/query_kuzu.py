#!/usr/bin/env python3
"""A second opinion on tests/query/answers.txt: the same graph in kuzu, the same questions as far as its Cypher goes, the
rows side by side. Needs the Python package kuzu; no test of the suite, since it is not in Debian.

usage: query_kuzu.py STEMMA FOLDER [-v]      FOLDER: tests/query
Prints what differs, then counts. -v: also what kuzu refuses. Spelling is translated (type to label, toUpper to upper,
shortestPath to SHORTEST, paths of any length to TRAIL); meaning never.
SPDX-License-Identifier: GPL-2.0-or-later
"""
import collections
import csv
import json
import os
import re
import subprocess
import sys
import tempfile

import kuzu

stemma, folder = sys.argv[1], sys.argv[2]
verbose = '-v' in sys.argv[3:]  # as a worker: stemma is '--worker', folder is kuzu's database
PARAMETERS = {'name': 'Dora', 'n': 2, 'list': ['Dora', 'Köln'], 'missing_ok': None}
TYPES = ['person', 'organization', 'location', 'product', 'event', 'money', 'date', 'other']


def stemma_json(graph, query):
    command = [stemma, 'query', '-g', graph, '--format', 'json']
    for name, value in PARAMETERS.items():
        command += ['--param', f'{name}={value if isinstance(value, str) else json.dumps(value)}']
    answer = subprocess.run(command + [query], capture_output=True, text=True)
    if answer.returncode > 1:
        raise RuntimeError(answer.stderr)
    return json.loads(answer.stdout, object_pairs_hook=lambda pairs: list(pairs))


def load(graph, path):
    """Each type a table of nodes, each relation a group of tables, all properties that stemma gives them."""
    database = kuzu.Database(path)
    connection = kuzu.Connection(database)
    as_dict = lambda query: [dict(row) for row in stemma_json(graph, query)]
    nodes = as_dict('MATCH (n) RETURN id(n) AS id, n.name AS name, n.type AS type, n.named AS named, '
                    'n.mentions AS mentions, n.documents AS documents ORDER BY n.name')
    names = ('relation negated polarity modality speaker time place amount confidence sources rule sentence document '
             'title date url publisher').split()
    kinds = {'negated': 'BOOL', 'confidence': 'DOUBLE', 'sources': 'INT64'}
    facts = as_dict('MATCH (a)-[r]->(b) RETURN id(r) AS id, a.type AS from, id(a) AS a, b.type AS to, id(b) AS b, '
                    + ', '.join(f'r.{name} AS {name}' for name in names))
    for kind in TYPES:
        connection.execute(f'CREATE NODE TABLE `{kind}`(id INT64 PRIMARY KEY, name STRING, type STRING, named BOOL, '
                           'mentions INT64, documents INT64)')
    for node in nodes:
        connection.execute(f'CREATE (:`{node["type"]}` {{id: $id, name: $name, type: $type, named: $named, '
                           'mentions: $mentions, documents: $documents})', node)
    groups = collections.defaultdict(set)
    for fact in facts:
        groups[fact['relation']].add((fact['from'], fact['to']))
    for relation, ends in sorted(groups.items()):
        connection.execute(f'CREATE REL TABLE `{relation}`(' + ', '.join(f'FROM `{a}` TO `{b}`' for a, b in sorted(ends))
                           + ', id INT64, ' + ', '.join(f'{n} {kinds.get(n, "STRING")}' for n in names) + ')')
    for fact in facts:
        given = {key: value for key, value in fact.items() if value is not None and key not in ('from', 'to', 'a', 'b')}
        connection.execute(
            f'MATCH (a:`{fact["from"]}` {{id: $a}}), (b:`{fact["to"]}` {{id: $b}}) CREATE (a)-[:`{fact["relation"]}` {{'
            + ', '.join(f'{key}: ${key}' for key in given) + '}]->(b)', {**given, 'a': fact['a'], 'b': fact['b']})
    connection.close()
    database.close()


def translate(query):
    """Other spelling, same meaning."""
    q = re.sub(r'\btype\(', 'label(', query)
    q = re.sub(r'\blabels\(([^()]*)\)', r'[label(\1)]', q)
    q = re.sub(r'\btoUpper\(', 'upper(', q)
    q = re.sub(r'\btoLower\(', 'lower(', q)
    q = re.sub(r'\((\w*):(\w+)\|(\w+)', r'(\1:\2:\3', q)
    q = re.sub(r'(?<=WHERE )(.*?)(?= RETURN)', lambda m: re.sub(r'(?<![(\[\w])(\w+):(\w+)', r"label(\1) = '\2'", m[0]), q)
    q = re.sub(r'EXISTS \{ \(', 'EXISTS { MATCH (', q)
    q = re.sub(r'\bexists\((\w+\.\w+)\)', r'\1 IS NOT NULL', q)
    q = re.sub(r'\bexists(\(\([^)]*\)[^)]*\)\))', r'\1', q)
    q = re.sub(r'\bsplit\(', 'string_split(', q)
    q = re.sub(r'\btoString\(([^()]*)\)', r'CAST(\1 AS STRING)', q)
    q = re.sub(r'\btoInteger\(([^()]*)\)', r'CAST(\1 AS INT64)', q)
    q = re.sub(r'\btoFloat\(([^()]*)\)', r'CAST(\1 AS DOUBLE)', q)
    q = re.sub(r'\brelationships\((\w+)\)', r'rels(\1)', q)
    q = re.sub(r'\bstartNode\(', 'start_node(', q)
    q = re.sub(r'\bendNode\(', 'end_node(', q)
    q = re.sub(r'\bid\((\w+)\)', r'\1.id', q)
    q = re.sub(r'\bsubstring\(([^,()]+),\s*(\d+)', lambda m: f'substring({m[1]}, {int(m[2]) + 1}', q)  # counts from 1
    paths = r'(all)?[sS]hortestPath(?:s)?\(((?:[^()]|\([^()]*\))*)\)'

    def shortest(match):
        kind = 'ALL SHORTEST' if match[1] else 'SHORTEST'
        return re.sub(r'\*(\d*)(\.\.)?(\d*)',
                      lambda m: f'* {kind} {m[1] or 1}..{m[3] or 30}', match[2], count=1)
    changed = re.sub(paths, shortest, q)
    if changed != q:
        return changed
    return re.sub(r'(\[[^\]\[*]*)\*(\d*)(\.\.)?(\d*)',
                  lambda m: f'{m[1]}* TRAIL {m[2] or 1}..{m[4] or ((m[2] or 1) if not m[3] and m[2] else 20)}', q)


def plain(value):
    """What both engines say of a value."""
    if isinstance(value, list) and value and all(isinstance(x, tuple) for x in value):
        value = dict(value)
    if isinstance(value, dict):
        if '_nodes' in value or 'nodes' in value:
            return ['path', [plain(x) for x in value.get('_nodes', value.get('nodes'))],
                    [plain(x) for x in value.get('_rels', value.get('relations'))]]
        if 'relation' in value and 'polarity' in value:
            return ['fact', value['id']]
        if 'named' in value and 'name' in value:
            return ['actor', value['name']]
        return {key: plain(x) for key, x in sorted(value.items()) if not key.startswith('_') and x is not None}
    if isinstance(value, list):
        return [plain(x) for x in value]
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return value
    return round(float(value), 9)


class Worker:
    """kuzu in a process of its own, since it may crash; a new one for the next question then."""
    def __init__(self, path):
        self.path, self.process = path, None

    def rows_of(self, query):
        if self.process is None:
            self.process = subprocess.Popen([sys.executable, __file__, '--worker', self.path], text=True,
                                            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.process.stdin.write(json.dumps(query) + '\n')
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            self.process = None
            raise RuntimeError('crash')
        answer = json.loads(line)
        if isinstance(answer, str):
            raise RuntimeError(answer)
        return answer


def work():
    connection = kuzu.Connection(kuzu.Database(folder, read_only=True))
    for line in sys.stdin:
        query = json.loads(line)
        wanted = {name: value for name, value in PARAMETERS.items() if re.search(r'\$' + name + r'\b', query)}
        try:
            answer, rows = connection.execute(query, wanted), []
            while answer.has_next():
                rows.append([plain(value) for value in answer.get_next()])
            print(json.dumps(rows), flush=True)
        except RuntimeError as error:
            print(json.dumps(str(error)), flush=True)


def main():
    counts, refused = collections.Counter(), collections.Counter()
    cases = open(os.path.join(folder, 'answers.txt'), encoding='utf8').read().split('\n===\n')[1:]
    with tempfile.TemporaryDirectory() as place:
        graph = os.path.join(place, 'g.db')
        subprocess.run([stemma, 'import', '-g', graph, os.path.join(folder, 'graph.tsv')], check=True,
                       stderr=subprocess.DEVNULL)
        load(graph, os.path.join(place, 'k.db'))
        worker = Worker(os.path.join(place, 'k.db'))
        for case in cases:
            query = case.split('\n---\n')[0].strip()
            if not query or query.upper().startswith('EXPLAIN'):
                counts['no question'] += 1
                continue
            ours = [[plain(value) for _, value in row] for row in stemma_json(graph, query)]
            try:
                theirs = worker.rows_of(translate(query))
            except RuntimeError as error:
                counts['kuzu crashes on' if str(error) == 'crash' else 'kuzu refuses'] += 1
                if verbose:
                    print(f'REFUSED  {query}\n         {str(error).splitlines()[0]}')
                continue
            if not re.search(r'order by', query, re.I):
                ours, theirs = sorted(ours, key=repr), sorted(theirs, key=repr)
            same = ours == theirs
            counts['same rows' if same else 'other rows'] += 1
            if not same:
                print(f'DIFFERS  {query}\n  stemma {ours[:6]}\n  kuzu   {theirs[:6]}')
    print(', '.join(f'{count} {what}' for what, count in sorted(counts.items())))


work() if stemma == '--worker' else main()
