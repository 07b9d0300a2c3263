#!/usr/bin/env python3
"""Scores who-bought, who-sold, who-leads, merger and spin-off facts of German newswire, document by document.

usage: score_business.py GOLD.jsonl FOLDER [--misses] [--relations acquired,sold,leads,merged_with,spun_off]

GOLD.jsonl  one document a line: id, text, facts [{s, r, o, type, ev}]
FOLDER      ID.tsv for each document: as `stemma extract` prints it, sentence TAB subject TAB relation TAB object …
            (three columns, subject TAB relation TAB object, are taken too)

Names match as in the shared scorers: without case, quotes and articles, and when one is the other plus words in front
or behind; moreover without accents and the endings of German adjectives and genitives, because the annotation keeps the
form of the text ("Deutschen Börse") and stemma the nominative (--exact leaves that out). Equal facts of one document count once; a symmetric relation is told in either direction; the
narrower offices ceo_of, chairs, president_of count as leads.
"""
import argparse, collections, json, os, re, unicodedata

ARTICLES = re.compile(r'^(the|a|an|der|die|das|den|dem|des|ein|eine|einen|einem|einer|eines)\s+')
SYMMETRIC = {'merged_with', 'partners_with', 'competes_with', 'met'}
NARROW = {'ceo_of': 'leads', 'chairs': 'leads', 'president_of': 'leads'}


def name(s):
    s = unicodedata.normalize('NFC', s).lower()
    s = re.sub(r'[„“”"»«‚‘’\'`#@]', '', s)
    s = re.sub(r'\s+', ' ', s).strip(' .,;:')
    return ARTICLES.sub('', s).split()


EXACT = False


def stem(word):
    plain = ''.join(c for c in unicodedata.normalize('NFD', word) if not unicodedata.combining(c))
    return plain if EXACT else re.sub(r'(?<=....)(en|em|er|es|e|s|n)$', '', plain)


def alike(a, b):
    a, b = [stem(w) for w in name(a)], [stem(w) for w in name(b)]
    if not a or not b:
        return a == b
    short, long = sorted((a, b), key=len)
    return any(long[i:i + len(short)] == short for i in range(len(long) - len(short) + 1))


def read(path):
    facts = []
    if os.path.exists(path):
        for line in open(path, encoding='utf8'):
            c = line.rstrip('\n').split('\t')
            c = c[1:] if len(c) > 3 else c
            if len(c) >= 3:
                facts.append((c[0], NARROW.get(c[1], c[1]), c[2]))
    return facts


def found(fact, facts):
    s, r, o = fact
    return any(r == b and ((alike(s, a) and alike(o, c)) or (r in SYMMETRIC and alike(s, c) and alike(o, a)))
               for a, b, c in facts)


def main():
    ap = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    ap.add_argument('gold')
    ap.add_argument('folder')
    ap.add_argument('--misses', action='store_true')
    ap.add_argument('--relations', default='acquired,sold,leads,merged_with,spun_off')
    ap.add_argument('--exact', action='store_true')
    a = ap.parse_args()
    global EXACT
    EXACT = a.exact
    wanted = set(a.relations.split(','))
    total, got = collections.Counter(), collections.Counter()
    for line in open(a.gold, encoding='utf8'):
        g = json.loads(line)
        facts, seen = read(os.path.join(a.folder, g['id'] + '.tsv')), set()
        for f in g['facts']:
            pair = (' '.join(name(f['s'])), ' '.join(name(f['o'])))
            key = (f['r'],) + (tuple(sorted(pair)) if f['r'] in SYMMETRIC else pair)
            if f['r'] not in wanted or key in seen:
                continue
            seen.add(key)
            total[f['r']] += 1
            if found((f['s'], f['r'], f['o']), facts):
                got[f['r']] += 1
            elif a.misses:
                print(f"missed {g['id']}: {f['s']!r} {f['r']} {f['o']!r} <- {f['ev']!r}")
    n, k = sum(total.values()), sum(got.values())
    print(f"facts {n} found {k} recall {k / n if n else 0:.4f} " + ' '.join(f'{r} {got[r]}/{total[r]}' for r in sorted(total)))


if __name__ == '__main__':
    main()
