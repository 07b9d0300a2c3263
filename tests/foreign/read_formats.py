#!/usr/bin/env python3
"""Opens the files that test_exchange wrote with programs that are not ours, and compares what they see.

usage: read_formats.py FOLDER     (holds exchange.tsv, exchange.graphml, ...)
SPDX-License-Identifier: GPL-2.0-or-later
"""
import collections
import csv
import json
import os
import subprocess
import sys
import warnings

import igraph
import networkx
import rdflib

folder = sys.argv[1]


def path(name):
    return os.path.join(folder, 'exchange.' + name)


def same(what, got, wanted):
    if got != wanted:
        extra, missing = got - wanted, wanted - got
        sys.exit(f'{what}: differs from the TSV\n  only there: {list(extra.items())[:3]}\n'
                 f'  only in TSV: {list(missing.items())[:3]}')
    print(f'{what}: {sum(got.values())} facts')


with open(path('tsv'), encoding='utf8') as f:
    head, *lines = [line.rstrip('\n').split('\t') for line in f]
rows = [dict(zip(head, line)) for line in lines]
assert len(rows) > 20


def plain(row):
    r = row['relation']
    return r[4:] if row['polarity'] == 'negated' else r


# (subject, its type, relation, object, its type, polarity, modality)
full = collections.Counter((r['subject'], r['subject_type'], plain(r), r['object'], r['object_type'], r['polarity'],
                            r['modality']) for r in rows)
ends = collections.Counter((r['subject'], r['relation'], r['object']) for r in rows)
bundles = collections.Counter(set((r['subject'], r['subject_type'], r['relation'], r['object'], r['object_type'],
                                   r['modality']) for r in rows))


def of_networkx(g, key='name'):
    n = g.nodes
    return collections.Counter((n[a][key], n[a]['type'], d['relation'], n[b][key], n[b]['type'], d['polarity'],
                                d['modality']) for a, b, d in g.edges(data=True))


# CSV and JSON lines
with open(path('csv'), encoding='utf8', newline='') as f:
    same('csv module', collections.Counter((r['subject'], r['relation'], r['object']) for r in csv.DictReader(f)), ends)
counted = subprocess.run(['sqlite3', ':memory:', '-cmd', '.mode csv', '-cmd', f'.import {path("csv")} f',
                          'select count(*), count(distinct subject) from f'], capture_output=True, text=True, check=True)
assert counted.stdout.strip() == f'{len(rows)},{len({r["subject"] for r in rows})}', counted.stdout
seen = subprocess.run(['jq', '-r', '[.subject, .relation, .object] | @tsv', path('jsonl')], capture_output=True,
                      text=True, check=True).stdout.splitlines()
same('jq', collections.Counter(tuple(s.replace('\\\\', '\\') for s in line.split('\t')) for line in seen),
     collections.Counter((r['subject'], plain(r), r['object']) for r in rows))

# GraphML, GEXF, GML
same('networkx graphml', of_networkx(networkx.read_graphml(path('graphml'))), full)
g = igraph.Graph.Read_GraphML(path('graphml'))
same('igraph graphml', collections.Counter(
    (g.vs[e.source]['name'], g.vs[e.source]['type'], e['relation'], g.vs[e.target]['name'], g.vs[e.target]['type'],
     e['polarity'], e['modality']) for e in g.es), full)
same('networkx gexf', of_networkx(networkx.read_gexf(path('gexf')), 'label'), full)
gml = networkx.read_gml(path('gml'))
same('networkx gml', of_networkx(gml), full)
with warnings.catch_warnings():  # igraph keeps numeric character references as they are
    warnings.simplefilter('ignore')
    g = igraph.Graph.Read_GML(path('gml'))
assert g.ecount() == len(rows) and g.is_directed()
for name in ('graphml', 'gexf'):
    subprocess.run(['xmllint', '--noout', path(name)], check=True)

# Pajek and DOT: one arc for parallel facts; Pajek has no quote and no backslash
pajek = networkx.read_pajek(path('pajek'))
assert pajek.number_of_edges() == len(bundles) and pajek.number_of_nodes() == gml.number_of_nodes()
assert 'Mercury (location)' in pajek and "A 'quoted' & <tagged> name" in pajek


def gvpr(program):
    return subprocess.run(['gvpr', program, path('dot')], capture_output=True, text=True, check=True).stdout


size = gvpr('BEG_G{print(nNodes($G), " ", nEdges($G))}').split()
assert size == [str(gml.number_of_nodes()), str(len(bundles))], size
assert 'not_acquired' in gvpr('E{print(label)}').split()
names = gvpr('N{print(aget($, "name"))}')
assert 'A "quoted" & <tagged> name' in names.replace('\\"', '"')
subprocess.run(['dot', '-Tsvg', '-o', os.devnull, path('dot')], check=True)

# RDF
STEM = rdflib.Namespace('urn:stemma:term:')


def of_rdf(file, fmt):
    g = rdflib.Graph()
    g.parse(file, format=fmt)

    def label(x):
        return str(g.value(x, rdflib.RDFS.label))

    def kind(x):
        return str(g.value(x, rdflib.RDF.type)).rsplit(':', 1)[-1]
    out = collections.Counter()
    for fact in g.subjects(rdflib.RDF.type, rdflib.RDF.Statement):
        s, p, o = (g.value(fact, rdflib.RDF[k]) for k in ('subject', 'predicate', 'object'))
        polarity, modality = str(g.value(fact, STEM.polarity)), str(g.value(fact, STEM.modality))
        told = (s, p, o) in g
        others = any(str(g.value(f, STEM.polarity)) == 'affirmed' and str(g.value(f, STEM.modality)) == 'asserted'
                     for f in g.subjects(rdflib.RDF.subject, s)
                     if g.value(f, rdflib.RDF.predicate) == p and g.value(f, rdflib.RDF.object) == o)
        assert told == others, (s, p, o)  # a plain triple only where the fact is affirmed and asserted
        out[(label(s), kind(s), label(p), label(o), kind(o), polarity, modality)] += 1
    wdt = rdflib.URIRef('http://www.wikidata.org/prop/direct/P112')
    assert g.value(rdflib.URIRef('urn:stemma:relation:founded'), rdflib.OWL.inverseOf) == wdt
    return out, len(g)


sizes = set()
for name, fmt in (('ntriples', 'nt'), ('turtle', 'turtle'), ('jsonld', 'json-ld')):
    got, size = of_rdf(path(name), fmt)
    same(f'rdflib {fmt}', got, full)
    sizes.add(size)
assert len(sizes) == 1, sizes

# FollowTheMoney: references resolve; nothing denied or hedged
with open(path('ftm'), encoding='utf8') as f:
    things = [json.loads(line) for line in f]
known = {t['id'] for t in things}
assert len(known) == len(things)
for t in things:
    assert all(isinstance(v, list) and all(isinstance(x, str) for x in v) for v in t['properties'].values())
    for key in ('subject', 'object', 'owner', 'asset', 'director', 'organization', 'proof'):
        assert set(t['properties'].get(key, [])) <= known, t
links = [t for t in things if t['schema'] not in ('Person', 'Organization', 'Company', 'Address', 'Event', 'Article')]
told = [r for r in rows if r['polarity'] == 'affirmed' and r['modality'] == 'asserted' and not r['unnamed']
        and {r['subject_type'], r['object_type']} <= {'person', 'organization', 'location', 'event'}]
assert len(links) == len(told) > 5, (len(links), len(told))
print(f'followthemoney: {len(links)} links')

# Cypher: every statement ends its line; quotes are balanced once escapes are taken away
with open(path('cypher'), encoding='utf8') as f:
    statements = f.read().splitlines()
assert sum('MERGE (s)-[f:' in s for s in statements) == len(rows)
for s in statements:
    bare = s.replace('\\\\', '').replace("\\'", '')
    assert bare.endswith(';') and bare.count("'") % 2 == 0, s
print(f'cypher: {len(statements)} statements')
