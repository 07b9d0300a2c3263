#!/usr/bin/env python3
"""Word clusters for `stemma-train syntax --clusters`: one word a line, a tab, its cluster number, frequent words first.

usage: clusters_dump.py FOLDER LANGUAGE > clusters.tsv

FOLDER is the data folder of the Python package spacy-lookups-data 1.0.5 (MIT): Brown clusters of news and web text
(LANGUAGE_lexeme_cluster.json.gz; the number's low bits are the first branches of the tree) and log probabilities
(LANGUAGE_lexeme_prob.json.gz). Words without a cluster are left out.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import gzip
import json
import sys


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    folder, language = sys.argv[1:]
    with gzip.open(f'{folder}/{language}_lexeme_cluster.json.gz') as f:
        cluster = json.load(f)
    with gzip.open(f'{folder}/{language}_lexeme_prob.json.gz') as f:
        frequency = json.load(f)
    words = [w for w, c in cluster.items() if c and '\t' not in w and '\n' not in w and w.strip()]
    words.sort(key=lambda w: (-frequency.get(w, -30), w))
    for w in words:
        print(w, cluster[w] & 0xffff, sep='\t')


main()
