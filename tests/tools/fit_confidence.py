#!/usr/bin/env python3
"""Fits the weights of src/facts/confidence_weights.h.

usage: fit_confidence.py SCORER.py de=GOLD.oie,SYSTEM.tsv[,SYSTEM.tsv…] en=GOLD.oie,SYSTEM.tsv… > confidence_weights.h

SYSTEM.tsv is what tests/tools/facts_driver prints in its open mode with threshold 0; SCORER.py is the scorer of open
extraction, whose matching is used. Logistic regression by gradient descent with an L2 prior on the signs; the
threshold is the one with the best F1 over folds of sentences. Prints what it found on standard error.
SPDX-License-Identifier: GPL-2.0-or-later
"""
import importlib.util
import math
import sys
from collections import Counter

SIGNS = 14
RARE = 9


def load(scorer, gold_path, systems):
    gold = {g['id']: g for g in scorer.read_gold(gold_path)}
    rows = []
    for system in systems:
        seen = set()
        for line in open(system, encoding='utf8'):
            c = line.rstrip('\n').split('\t')
            g = gold.get(c[0])
            if g is None:
                continue
            w = [scorer.words(x) for x in c[1:4]]
            key = (c[0], *map(tuple, w))
            if key in seen:
                continue
            seen.add(key)
            hits = [k for k, fact in enumerate(g['facts'])
                    if any(all(scorer.field_matches(f, x) for f, x in zip(form, w)) for form, _ in fact)]
            rows.append((c[0], c[4], int(c[8]), hits, system))
    return gold, rows


def fit(rows, kinds, strength=2.0, rounds=400):
    rate = 8.0 / len(rows)  # the gradient is a sum over the rows
    names = kinds + [None]
    bias = {k: 0.0 for k in names}
    signs = [0.0] * SIGNS
    for _ in range(rounds):
        gb = {k: -0.5 * bias[k] for k in names}
        gs = [-strength * w for w in signs]
        for _, rule, bits, hits, _ in rows:
            k = rule if rule in bias else None
            on = [i for i in range(SIGNS) if bits >> i & 1]
            p = 1 / (1 + math.exp(-(bias[k] + sum(signs[i] for i in on))))
            e = (1.0 if hits else 0.0) - p
            gb[k] += e
            for i in on:
                gs[i] += e
        for k in names:
            bias[k] += rate * gb[k]
        for i in range(SIGNS):
            signs[i] += rate * gs[i]
    return bias, signs


def score(bias, signs, row):
    k = row[1] if row[1] in bias else None
    return 1 / (1 + math.exp(-(bias[k] + sum(signs[i] for i in range(SIGNS) if row[2] >> i & 1))))


def f1(rows_scored, facts, threshold):
    kept = [r for s, r in rows_scored if s >= threshold]
    right = sum(1 for r in kept if r[3])
    found = len({(r[0], h) for r in kept for h in r[3]})
    p = right / len(kept) if kept else 0
    r = found / facts
    return (2 * p * r / (p + r) if p + r else 0), p, r


def language(scorer, spec):
    gold_path, *systems = spec.split(',')
    gold, rows = load(scorer, gold_path, systems)
    counts = Counter(r[1] for r in rows)
    kinds = sorted(k for k, n in counts.items() if n >= RARE)
    facts = sum(len(g['facts']) for g in gold.values())
    ids = sorted(gold)
    fold = {x: i % 10 for i, x in enumerate(ids)}
    scored = []
    for k in range(10):
        bias, signs = fit([r for r in rows if fold[r[0]] != k], kinds)
        scored += [(score(bias, signs, r), r) for r in rows if fold[r[0]] == k]
    last = [(s, r) for s, r in scored if r[4] == systems[0]]
    table = [(f1(last, facts, t / 100)[0], t / 100) for t in range(0, 60)]
    for t in (0, 20, 25, 30, 35, 40, 45):
        print('threshold %.2f: f1 %.4f precision %.4f recall %.4f' % (t / 100, *f1(last, facts, t / 100)),
              file=sys.stderr)
    best = max(x for x, _ in table)
    threshold = max(t for x, t in table if x > best - 0.002)
    bias, signs = fit(rows, kinds)
    return kinds, bias, signs, threshold


def main():
    spec = importlib.util.spec_from_file_location('scorer', sys.argv[1])
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    print('/* Made by tests/tools/fit_confidence.py: weights of confidence.c. SPDX-License-Identifier: '
          'GPL-2.0-or-later */')
    for argument in sys.argv[2:]:
        name, _, rest = argument.partition('=')
        title = {'de': 'german', 'en': 'english'}[name]
        kinds, bias, signs, threshold = language(scorer, rest)
        print(f'static const kind_weight {title}_kinds[] = {{')
        for k in kinds:
            print(f'    {{"{k}", {bias[k]:.2f}f}},')
        print(f'    {{NULL, {bias[None]:.2f}f}},\n}};')
        print(f'static const model {title}_model = {{\n    .kinds = {title}_kinds,')
        print('    .signs = {' + ', '.join(f'{w:.2f}f' for w in signs[:7]) + ',')
        print('              ' + ', '.join(f'{w:.2f}f' for w in signs[7:]) + '},')
        print(f'    .threshold = {threshold:.2f}f,\n}};')


if __name__ == '__main__':
    main()
