-- The graph file of stemma, version 4. What differs from older versions is told in migrate.c.
--
-- One SQLite file: documents and their sentences, who is named in them, and the facts that they state.
-- What was read from texts (document … fact) is kept apart from what the user decided (decision). Who is one
-- actor is worked out from both and kept in `actor`, `entity.actor` and `fact.shown`: these three are derived,
-- written anew whenever documents or decisions have changed, and never a source of truth.
--
-- application_id = 0x5374656D ("Stem"), user_version = number of the schema. Sizes, begins and ends are bytes
-- of UTF-8, ends exclusive. Times are ISO 8601 ("2023", "2024-09", "2025-01-22"). '' = not known.
-- SPDX-License-Identifier: GPL-2.0-or-later

-- Counters and settings of the file itself.
CREATE TABLE state (
    key     TEXT PRIMARY KEY,  -- 'changes': number of changes made; 'settled': number at which actors were worked out; 'rules': by which
    value   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- One text that was read, or one source of imported triples.
CREATE TABLE document (
    id      INTEGER PRIMARY KEY,
    path    TEXT NOT NULL UNIQUE,   -- file, URL or id under which it is known; '' = triples without a source
    title   TEXT NOT NULL,
    date    TEXT NOT NULL,          -- day of publication, ISO 8601
    url     TEXT NOT NULL,
    source  TEXT NOT NULL,          -- who published it
    lang    TEXT NOT NULL,          -- 'de', 'en'
    bytes   INTEGER NOT NULL,       -- size of the text; 0 when only triples were imported
    hash    BLOB,                   -- 16 bytes of hash of the text; NULL when only triples were imported
    tail    TEXT NOT NULL,          -- text behind the last sentence (line end)
    signature BLOB,                 -- MinHash of the text (128 numbers of 32 bit and their count, little endian)
    file    TEXT NOT NULL DEFAULT '' -- file it was read from, when that is not its path (an item of a feed)
) STRICT;

-- Keys under which near copies meet: two documents that share one are compared.
CREATE TABLE band (
    key      INTEGER NOT NULL,
    document INTEGER NOT NULL REFERENCES document(id),
    PRIMARY KEY (key, document)
) STRICT, WITHOUT ROWID;
CREATE INDEX band_of_document ON band(document);

-- Pairs of documents that are copies of each other (an agency text printed twice); first < second.
CREATE TABLE copy (
    first   INTEGER NOT NULL REFERENCES document(id),
    second  INTEGER NOT NULL REFERENCES document(id),
    PRIMARY KEY (first, second)
) STRICT, WITHOUT ROWID;
CREATE INDEX copy_of_second ON copy(second);

-- Sentences in order. gap || text of all sentences of a document, then its tail, give the text back byte by byte.
-- A sentence with end = begin is none of the text: it came with an imported fact about a document that was read.
CREATE TABLE sentence (
    id       INTEGER PRIMARY KEY,   -- document * 16777216 + ordinal
    document INTEGER NOT NULL REFERENCES document(id),
    begin    INTEGER NOT NULL,      -- where it stands in the document
    end      INTEGER NOT NULL,
    gap      TEXT NOT NULL,         -- white space (or heading marks) between the sentence before and this one
    text     TEXT NOT NULL,
    file_begin INTEGER              -- byte of the file where it stands, in the encoding of the file; NULL: the text is none
                                    -- of the file's own bytes (pages, office files, feeds)
) STRICT;
CREATE INDEX sentence_of_document ON sentence(document);

-- Words of the sentences, folded: lower case, accents off, ä = ae, ö = oe, ü = ue, ß = ss.
-- rowid = sentence.id. Ask it with folded words: MATCH 'gruendete'.
CREATE VIRTUAL TABLE sentence_fts USING fts5(folded, content='', tokenize='unicode61 remove_diacritics 0');

-- Somebody or something as one name and type; several of them may turn out to be one actor.
CREATE TABLE entity (
    id       INTEGER PRIMARY KEY,
    name     TEXT NOT NULL,         -- canonical name in its documents: 'Elon Musk'
    type     INTEGER NOT NULL,      -- 0 other, 1 person, 2 organization, 3 location, 4 product, 5 event, 6 money, 7 date
    named    INTEGER NOT NULL,      -- 1 = has a name; 0 = a noun phrase ('100.000 GPUs')
    mentions INTEGER NOT NULL,      -- places in texts that mean it (names, pronouns, descriptions)
    mentions_en INTEGER NOT NULL,   -- of these in English texts
    documents INTEGER NOT NULL,     -- documents with such a place
    actor    INTEGER NOT NULL,      -- derived: id of the actor that it belongs to
    UNIQUE (name, type, named)
) STRICT;
CREATE INDEX entity_of_actor ON entity(actor);

-- Names of entities: their own, and others that texts use for them.
CREATE TABLE name (
    id       INTEGER PRIMARY KEY,
    entity   INTEGER NOT NULL REFERENCES entity(id),
    text     TEXT NOT NULL,
    folded   TEXT NOT NULL,         -- as in sentence_fts
    mentions INTEGER NOT NULL,      -- places where this very name stands
    UNIQUE (entity, text)
) STRICT;
CREATE INDEX name_by_folded ON name(folded);

-- Pieces of three letters of name.folded, for names with typos. rowid = name.id.
CREATE VIRTUAL TABLE name_fts USING fts5(folded, content='', detail=none, columnsize=0, tokenize='trigram');

-- Places in texts that mean an entity.
CREATE TABLE mention (
    sentence INTEGER NOT NULL REFERENCES sentence(id),
    ordinal  INTEGER NOT NULL,
    name     INTEGER NOT NULL REFERENCES name(id), -- name used; pronouns and descriptions: the entity's own name
    kind     INTEGER NOT NULL,      -- 0 name, 1 pronoun ('er'), 2 description ('der Tesla-Chef')
    begin    INTEGER NOT NULL,      -- in the sentence
    end      INTEGER NOT NULL,
    confidence REAL NOT NULL,       -- 0..1
    PRIMARY KEY (sentence, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX mention_of_name ON mention(name);

-- Names of relations ('founded').
CREATE TABLE relation (
    id         INTEGER PRIMARY KEY,
    name       TEXT NOT NULL UNIQUE,
    vocabulary INTEGER NOT NULL     -- 1 = of stemma's vocabulary; 0 = a verb or noun as the text has it
) STRICT;

-- Times, places, amounts and names of rules that facts share.
CREATE TABLE term (
    id   INTEGER PRIMARY KEY,
    text TEXT NOT NULL UNIQUE
) STRICT;

-- Who did what to whom, in which sentence, and how sure that is.
CREATE TABLE fact (
    id         INTEGER PRIMARY KEY,
    document   INTEGER NOT NULL REFERENCES document(id),
    sentence   INTEGER REFERENCES sentence(id), -- NULL = imported without a sentence
    subject    INTEGER NOT NULL REFERENCES entity(id),
    relation   INTEGER NOT NULL REFERENCES relation(id),
    object     INTEGER NOT NULL REFERENCES entity(id),
    shown      INTEGER NOT NULL,    -- derived: 2 = both ends named, 1 = not both, 0 = the user forgot it
    negated    INTEGER NOT NULL,    -- 1 = the sentence says that it is not so
    modality   INTEGER NOT NULL,    -- 0 asserted, 1 possible, 2 planned, 3 demanded, 4 hypothetical, 5 alleged, 6 question
    speaker    INTEGER REFERENCES entity(id), -- who says so; NULL = the text itself
    time       INTEGER REFERENCES term(id),
    place      INTEGER REFERENCES term(id),
    amount     INTEGER REFERENCES term(id),
    rule       INTEGER REFERENCES term(id),   -- what found it
    confidence REAL NOT NULL,       -- 0..1
    subject_begin   INTEGER, subject_end   INTEGER, -- bytes of the sentence; NULL = not known
    predicate_begin INTEGER, predicate_end INTEGER,
    object_begin    INTEGER, object_end    INTEGER
) STRICT;

-- What the user decided; outlives every new reading of the texts. Applied in the order of id.
CREATE TABLE decision (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    verb     TEXT NOT NULL,         -- 'same', 'different', 'rename', 'type', 'forget'
    a        TEXT NOT NULL,         -- name; forget: subject
    a_type   INTEGER NOT NULL,      -- type that picks one of two actors of one name; 8 = any
    b        TEXT NOT NULL,         -- name; rename: new name; type: the type's name; forget: object
    b_type   INTEGER NOT NULL,
    relation TEXT NOT NULL          -- forget: relation; else ''
) STRICT;

-- Derived: one row for each actor, with the name and type that are shown. id = id of one of its entities.
CREATE TABLE actor (
    id       INTEGER PRIMARY KEY,
    name     TEXT NOT NULL,
    type     INTEGER NOT NULL,      -- as entity.type
    named    INTEGER NOT NULL,
    mentions INTEGER NOT NULL,
    documents INTEGER NOT NULL
) STRICT;
CREATE INDEX actor_by_name ON actor(name);

-- Derived: blocks in which entities meet when it is worked out who is one actor (same name, same family name …).
CREATE TABLE block (
    key    INTEGER NOT NULL,        -- hash of what they share
    entity INTEGER NOT NULL,
    PRIMARY KEY (key, entity)
) STRICT, WITHOUT ROWID;

-- Since actors were worked out: entities that are new or whose mentions have changed, and in which document. before,
-- after: 1 = was, is named in it; document 0: none.
CREATE TABLE touched (
    entity   INTEGER NOT NULL,
    document INTEGER NOT NULL,
    before   INTEGER NOT NULL,
    after    INTEGER NOT NULL,
    PRIMARY KEY (entity, document)
) STRICT, WITHOUT ROWID;
-- … and blocks that somebody has left, or of names that a new decision is about.
CREATE TABLE touched_block (
    key INTEGER PRIMARY KEY
) STRICT;

-- Small things that programs keep here (last layout).
CREATE TABLE blob (
    key   TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Names of the numbers in entity.type, actor.type and fact.modality.
CREATE TABLE type_name (type INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
INSERT INTO type_name VALUES (0, 'other'), (1, 'person'), (2, 'organization'), (3, 'location'), (4, 'product'),
    (5, 'event'), (6, 'money'), (7, 'date');
CREATE TABLE modality_name (modality INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
INSERT INTO modality_name VALUES (0, 'asserted'), (1, 'possible'), (2, 'planned'), (3, 'demanded'),
    (4, 'hypothetical'), (5, 'alleged'), (6, 'question');

-- For people with sqlite3 ------------------------------------------------------------------------------------------

-- Who there is.
CREATE VIEW actors AS
SELECT a.id AS id, a.name AS name, t.name AS type, a.named AS named, a.mentions AS mentions,
       a.documents AS documents,
       (SELECT group_concat(DISTINCT n.text) FROM entity e JOIN name n ON n.entity = e.id
         WHERE e.actor = a.id AND n.text <> a.name) AS other_names
  FROM actor a JOIN type_name t ON t.type = a.type;

-- Who did what to whom: facts between actors, without what the user forgot.
CREATE VIEW facts AS
SELECT f.id AS id, sa.name AS subject, r.name AS relation, oa.name AS object, f.negated AS negated,
       m.name AS modality, coalesce(pa.name, '') AS speaker,
       coalesce((SELECT text FROM term WHERE id = f.time), '') AS time,
       coalesce((SELECT text FROM term WHERE id = f.place), '') AS place,
       coalesce((SELECT text FROM term WHERE id = f.amount), '') AS amount,
       f.confidence AS confidence, f.shown = 2 AS named, d.path AS document, d.date AS date
  FROM fact f
  JOIN entity se ON se.id = f.subject JOIN actor sa ON sa.id = se.actor
  JOIN entity oe ON oe.id = f.object JOIN actor oa ON oa.id = oe.actor
  JOIN relation r ON r.id = f.relation
  JOIN modality_name m ON m.modality = f.modality
  JOIN document d ON d.id = f.document
  LEFT JOIN entity pe ON pe.id = f.speaker LEFT JOIN actor pa ON pa.id = pe.actor
 WHERE f.shown > 0;

-- The sentence behind each fact, and the words in it.
CREATE VIEW evidence AS
SELECT f.id AS fact, s.text AS sentence,
       CAST(substr(CAST(s.text AS BLOB), f.subject_begin + 1, f.subject_end - f.subject_begin) AS TEXT) AS subject_words,
       CAST(substr(CAST(s.text AS BLOB), f.predicate_begin + 1, f.predicate_end - f.predicate_begin) AS TEXT)
           AS predicate_words,
       CAST(substr(CAST(s.text AS BLOB), f.object_begin + 1, f.object_end - f.object_begin) AS TEXT) AS object_words,
       coalesce((SELECT text FROM term WHERE id = f.rule), '') AS rule,
       d.path AS document, d.title AS title, d.source AS source, d.url AS url, d.date AS date, s.begin AS begin,
       s.file_begin AS file_begin
  FROM fact f JOIN document d ON d.id = f.document LEFT JOIN sentence s ON s.id = f.sentence;
