"""Writes metrics_table.h: advance widths of Liberation Sans (the same as Arial's and Helvetica's) in 1/1000 em.
usage: make_metrics.py Regular.ttf Bold.ttf > metrics_table.h     SPDX-License-Identifier: MIT"""
import sys
from fontTools.ttLib import TTFont

RANGES = [(0x20, 0x24F), (0x370, 0x3FF), (0x400, 0x45F), (0x1E00, 0x1EFF), (0x2010, 0x203A), (0x20A0, 0x20BF)]


def widths(path, first, last):
    font = TTFont(path)
    cmap, metrics, em = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
    return [round(1000 * metrics[cmap[c]][0] / em) if c in cmap else 750 for c in range(first, last + 1)]


def main():
    print("/* Advance widths in 1/1000 em. Made by make_metrics.py from Liberation Sans; never edit.")
    print(" * SPDX-License-Identifier: MIT */")
    for name, path in zip(("regular", "bold"), sys.argv[1:]):
        for first, last in RANGES:
            row = widths(path, first, last)
            print(f"static const unsigned short {name}_{first:x}[{len(row)}] = {{")
            for at in range(0, len(row), 20):
                print("    " + ", ".join(str(w) for w in row[at:at + 20]) + ",")
            print("};")
    print("static const struct { unsigned first, last; const unsigned short *regular, *bold; } ranges[] = {")
    for first, last in RANGES:
        print(f"    {{0x{first:x}, 0x{last:x}, regular_{first:x}, bold_{first:x}}},")
    print("};")


main()
