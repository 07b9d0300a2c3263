"""Legibility measured: draws generated networks of 20, 40, 80 and 150 actors, reads the SVG back and measures every
text with the real font's advance widths (not with stemma-draw's own table). Counts texts on texts, texts on symbols,
texts outside the canvas, fonts under 9 points, lines under the symbols of actors they do not belong to; computes the
contrast of every text to the paper.
usage: legible.py STEMMA-DRAW [-v]        SPDX-License-Identifier: GPL-2.0-or-later"""
import glob
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET

from fontTools.ttLib import TTFont

HERE = os.path.dirname(os.path.abspath(__file__))
SVG = "{http://www.w3.org/2000/svg}"
FONTS = "/usr/share/fonts/truetype/liberation2/LiberationSans-"


class Face:
    def __init__(self, path):
        font = TTFont(path)
        self.cmap, self.metrics, self.em = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm

    def width(self, text, size):
        return sum(self.metrics[self.cmap[ord(c)]][0] / self.em if ord(c) in self.cmap else 0.8 for c in text) * size


FACES = {"normal": Face(FONTS + "Regular.ttf"), "bold": Face(FONTS + "Bold.ttf")}


def text_box(element):
    size, x, y = (float(element.get(k)) for k in ("font-size", "x", "y"))
    width = FACES[element.get("font-weight", "normal")].width(element.text or "", size)
    left = {"start": x, "middle": x - width / 2, "end": x - width}[element.get("text-anchor")]
    return (left, y - 0.74 * size, left + width, y + 0.22 * size)


def symbol_box(group):
    for element in group:
        if element.tag == SVG + "ellipse":
            cx, cy, rx, ry = (float(element.get(k)) for k in ("cx", "cy", "rx", "ry"))
            return (cx - rx, cy - ry, cx + rx, cy + ry)
        numbers = element.get("points") or element.get("d")
        if numbers:
            values = [float(v) for v in re.findall(r"-?\d+\.?\d*", numbers)]
            return (min(values[0::2]), min(values[1::2]), max(values[0::2]), max(values[1::2]))
    return None


def overlap(a, b, slack=0.5):
    return a[0] + slack < b[2] and b[0] + slack < a[2] and a[1] + slack < b[3] and b[1] + slack < a[3]


def on_curve(c, t):
    u = 1 - t
    return tuple(u * u * u * c[0][k] + 3 * u * u * t * c[1][k] + 3 * u * t * t * c[2][k] + t * t * t * c[3][k] for k in (0, 1))


def lines_under_symbols(root):
    """Lines whose curve runs through the inner part of a symbol at which they neither begin nor end."""
    symbols = {g.get("id")[1:]: symbol_box(g) for g in root.iter(SVG + "g") if g.get("class") == "node"}
    under, count = [], 0
    for group in root.iter(SVG + "g"):
        if group.get("class") != "edge":
            continue
        values = [float(v) for v in re.findall(r"-?\d+\.?\d*", group.find(SVG + "path").get("d"))]
        curve = list(zip(values[0::2], values[1::2]))
        ends = (group.get("data-from"), group.get("data-to"))
        count += 1
        for name, (left, top, right, bottom) in symbols.items():
            x, y, w, h = (left + right) / 2, (top + bottom) / 2, 0.4 * (right - left), 0.4 * (bottom - top)
            spots = (on_curve(curve, i / 100) for i in range(101))
            if name not in ends and any(abs(a - x) < w and abs(b - y) < h for a, b in spots):
                under.append((ends, name))
    return under, count


def luminance(colour):
    parts = [int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)]
    parts = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(a, b):
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def measure(svg):
    root = ET.fromstring(svg)
    width, height = (float(root.get(k).rstrip("pt")) for k in ("width", "height"))
    box = [float(v) for v in root.get("viewBox").split()]
    scale = width / box[2]
    paper = root.find(SVG + "rect").get("fill")
    blocks, symbols, smallest, least_contrast, outside, texts = [], [], 99, 99, 0, 0
    for number, group in enumerate(root.iter(SVG + "g")):
        lines = [t for t in group.findall(SVG + "text")]
        for t in lines:
            texts += 1
            smallest = min(smallest, float(t.get("font-size")) * scale)
            least_contrast = min(least_contrast, contrast(t.get("fill"), paper))
            b = text_box(t)
            outside += b[0] < 0 or b[1] < 0 or b[2] > box[2] or b[3] > box[3]
            blocks.append((number, b, t.text))
        if group.get("class") == "node":
            symbols.append((number, symbol_box(group)))
    on_texts = [(a[2], b[2]) for i, a in enumerate(blocks) for b in blocks[i + 1:] if a[0] != b[0] and overlap(a[1], b[1])]
    on_symbols = [a[2] for a in blocks for s in symbols if a[0] != s[0] and s[1] and overlap(a[1], s[1])]
    under, lines = lines_under_symbols(root)
    return dict(under=under, lines=lines, texts=texts, on_texts=on_texts, on_symbols=on_symbols, outside=outside, smallest=smallest,
                contrast=least_contrast, size=(width, height))


def draw(program, actors, seed, theme, layout="auto"):
    lines = subprocess.run([sys.executable, os.path.join(HERE, "make_drawing.py"), str(actors), str(seed)],
                           capture_output=True, check=True).stdout
    lines += f"theme\t{theme}\nlayout\t{layout}\n".encode()
    first = subprocess.run([program], input=lines, capture_output=True, check=True).stdout
    if actors <= 40 or actors == 150:
        second = subprocess.run([program], input=lines, capture_output=True, check=True).stdout
        assert first == second, "two runs differ"
    return first


def main():
    program, bad = sys.argv[1], 0
    for actors, seeds in ((1, [1]), (20, [1, 2, 3]), (40, [1, 2, 3]), (80, [1, 3]), (150, [2])):
        for seed in seeds:
            theme = ["light", "dark", "print"][seed % 3]
            m = measure(draw(program, actors, seed, theme))
            hits = len(m["on_texts"]) + len(m["on_symbols"]) + m["outside"]
            allowed = 0 if actors <= 80 else 0.02 * m["texts"]
            under = 0 if actors <= 40 else (0.04 if actors <= 80 else 0.08) * m["lines"]
            fine = hits <= allowed and m["smallest"] >= 8.995 and m["contrast"] >= 4.5 and len(m["under"]) <= under
            bad += not fine
            print(f"{actors:4} actors, seed {seed}, {theme:5}: {m['texts']:4} texts, {len(m['on_texts'])} on texts, "
                  f"{len(m['on_symbols'])} on symbols, {m['outside']} outside; {len(m['under'])} of {m['lines']} lines under symbols; smallest {m['smallest']:.1f} pt, "
                  f"contrast {m['contrast']:.1f}; {m['size'][0]:.0f} x {m['size'][1]:.0f} pt{'' if fine else '  BAD'}")
            if not fine or "-v" in sys.argv:
                print("   ", m["on_texts"][:5], m["on_symbols"][:5])
    for path in sorted(glob.glob(os.path.join(HERE, "..", "..", "graphs", "*", "graph.svg"))):
        m = measure(open(path, encoding="utf-8").read())
        fine = not m["on_texts"] and not m["on_symbols"] and m["outside"] == 0 and not m["under"] and m["smallest"] >= 8.995
        bad += not fine
        print(f"{os.path.basename(os.path.dirname(path))}: {len(m['on_texts'])} on texts, {len(m['on_symbols'])} on symbols, "
              f"{m['outside']} outside; {len(m['under'])} of {m['lines']} lines under symbols")
    for layout in ("dot", "neato", "fdp", "twopi", "circo"):
        draw(program, 1, 1, "light", layout)
        m = measure(draw(program, 30, 4, "light", layout))
        fine = not m["on_texts"] and not m["on_symbols"] and m["outside"] == 0
        bad += not fine
        print(f"layout {layout}: {len(m['on_texts'])} on texts, {len(m['on_symbols'])} on symbols, {m['outside']} outside")
    sys.exit(bad > 0)


main()
