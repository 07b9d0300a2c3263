/* Verifying a file: SQLite's own checks, foreign keys, and that everything reproduces the texts: sentences give the
 * document back byte by byte (its hash decides), places of facts and mentions lie in their sentences, counters are right,
 * and the index of words knows every sentence. Each problem is one line; nothing is repaired.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/sink.h"
#include "base/utf8.h"
#include "store/sql.h"

enum { MOST_PROBLEMS = 100 };

typedef struct checking {
    stemma_graph *graph;
    const stemma_sink *sink;
    stm_buf out, text;
    uint32_t problems;
    stemma_error *err;
} checking;

static stemma_status told(checking *c)
{
    c->problems++;
    stm_buf_char(&c->out, '\n');
    return stm_sink_flush(c->sink, &c->out, c->err);
}

/* Every row of the query is a problem: its columns with blanks between, behind `what`. */
static stemma_status rows_are_problems(checking *c, const char *sql, const char *what)
{
    sqlite3_stmt *all = stm_sql_prepare(c->graph, sql, c->err);
    bool row = true;
    stemma_status status = all == NULL ? STEMMA_ERR_STORE : STEMMA_OK;
    while (status == STEMMA_OK && row && c->problems < MOST_PROBLEMS) {
        status = stm_sql_step(c->graph, all, &row, c->err);
        if (status == STEMMA_OK && row) {
            stm_buf_text(&c->out, what);
            for (int i = 0; i < sqlite3_column_count(all); i++) {
                stm_buf_char(&c->out, ' ');
                stm_buf_str(&c->out, stm_sql_column(all, i));
            }
            status = told(c);
        }
    }
    sqlite3_finalize(all);
    return status;
}

/* document: id, path, bytes, hash, tail */
static stemma_status check_text(checking *c, sqlite3_stmt *document, sqlite3_stmt *sentences)
{
    bool row = true, placed = true;
    unsigned char hash[16];
    stm_buf_clear(&c->text);
    sqlite3_reset(sentences);
    sqlite3_bind_int64(sentences, 1, sqlite3_column_int64(document, 0));
    while (row) {
        STM_TRY(stm_sql_step(c->graph, sentences, &row, c->err));
        if (row) {
            stm_buf_str(&c->text, stm_sql_column(sentences, 0));
            placed = placed && sqlite3_column_int64(sentences, 2) == (int64_t)c->text.length;
            stm_buf_str(&c->text, stm_sql_column(sentences, 1));
            placed = placed && sqlite3_column_int64(sentences, 3) == (int64_t)c->text.length;
        }
    }
    stm_buf_str(&c->text, stm_sql_column(document, 4));
    STM_TRY(stm_buf_status(&c->text, c->err));
    stm_text_hash(stm_buf_view(&c->text), hash);
    bool same = sqlite3_column_int64(document, 2) == (int64_t)c->text.length &&
        sqlite3_column_bytes(document, 3) == 16 &&
        memcmp(sqlite3_column_blob(document, 3), hash, 16) == 0;
    if (same && placed) {
        return STEMMA_OK;
    }
    stm_buf_print(&c->out, "%.*s: the sentences do not give the text back",
        STM_ARG(stm_sql_column(document, 1)));
    return told(c);
}

static stemma_status check_texts(checking *c)
{
    sqlite3_stmt *documents = stm_sql_prepare(c->graph,
        "SELECT id, path, bytes, hash, tail FROM document"
        " WHERE hash IS NOT NULL ORDER BY path",
        c->err);
    sqlite3_stmt *sentences = documents == NULL
        ? NULL
        : stm_sql_prepare(c->graph,
              "SELECT gap, text, begin, end FROM sentence WHERE document = ?1 AND end > begin ORDER BY id",
              c->err);
    stemma_status status = sentences == NULL ? STEMMA_ERR_STORE : STEMMA_OK;
    bool row = true;
    while (status == STEMMA_OK && row && c->problems < MOST_PROBLEMS) {
        status = stm_sql_step(c->graph, documents, &row, c->err);
        if (status == STEMMA_OK && row) {
            status = check_text(c, documents, sentences);
        }
    }
    sqlite3_finalize(documents);
    sqlite3_finalize(sentences);
    return status;
}

static bool is_boundary(stm_str text, int64_t at)
{
    return at >= 0 && at <= (int64_t)text.len && stm_utf8_floor(text, (uint32_t)at) == (uint32_t)at;
}

/* sql gives: name of the thing, text of the sentence, then pairs of begin and end. */
static stemma_status check_spans(checking *c, const char *sql, const char *what)
{
    sqlite3_stmt *all = stm_sql_prepare(c->graph, sql, c->err);
    stemma_status status = all == NULL ? STEMMA_ERR_STORE : STEMMA_OK;
    bool row = true;
    while (status == STEMMA_OK && row && c->problems < MOST_PROBLEMS) {
        status = stm_sql_step(c->graph, all, &row, c->err);
        bool fine = true;
        for (int i = 2; row && status == STEMMA_OK && i + 1 < sqlite3_column_count(all); i += 2) {
            int64_t begin = sqlite3_column_int64(all, i), end = sqlite3_column_int64(all, i + 1);
            stm_str text = stm_sql_column(all, 1);
            fine = fine && begin <= end && is_boundary(text, begin) && is_boundary(text, end);
        }
        if (!fine) {
            stm_buf_print(&c->out, "%s %.*s: its place is not in the sentence", what,
                STM_ARG(stm_sql_column(all, 0)));
            status = told(c);
        }
    }
    sqlite3_finalize(all);
    return status;
}

/* FTS5 checks itself by an INSERT, so this needs a file that may be written; the transaction is taken back. */
static stemma_status check_words(checking *c)
{
    STM_TRY(rows_are_problems(c,
        "SELECT id FROM sentence WHERE id NOT IN (SELECT id FROM sentence_fts_docsize)",
        "the index of words lacks sentence"));
    STM_TRY(rows_are_problems(c,
        "SELECT id FROM sentence_fts_docsize WHERE id NOT IN (SELECT id FROM sentence)",
        "the index of words has a sentence that is none:"));
    if (!c->graph->writable || !sqlite3_get_autocommit(c->graph->db)) {
        return STEMMA_OK;
    }
    STM_TRY(stm_sql_begin(c->graph, c->err));
    int code = sqlite3_exec(c->graph->db,
        "INSERT INTO sentence_fts(sentence_fts) VALUES ('integrity-check');"
        "INSERT INTO name_fts(name_fts) VALUES ('integrity-check')",
        NULL, NULL, NULL);
    sqlite3_exec(c->graph->db, "ROLLBACK", NULL, NULL, NULL);
    if (code == SQLITE_OK) {
        return STEMMA_OK;
    }
    stm_buf_text(&c->out, "the index of words is broken");
    return told(c);
}

static stemma_status check_counters(checking *c)
{
    STM_TRY(rows_are_problems(c,
        "SELECT e.id, e.name FROM entity e WHERE e.mentions <> (SELECT count(*) FROM name n"
        " JOIN mention m ON m.name = n.id WHERE n.entity = e.id)",
        "wrong number of mentions: entity"));
    STM_TRY(rows_are_problems(c,
        "SELECT e.id, e.name FROM entity e WHERE e.documents <> (SELECT count(DISTINCT m.sentence >> 24)"
        " FROM name n JOIN mention m ON m.name = n.id WHERE n.entity = e.id)",
        "wrong number of documents: entity"));
    STM_TRY(rows_are_problems(c,
        "SELECT id, text FROM name n WHERE mentions <> (SELECT count(*) FROM mention m"
        " WHERE m.name = n.id AND m.kind = 0)",
        "wrong number of mentions: name"));
    STM_TRY(rows_are_problems(c,
        "SELECT id, name FROM entity WHERE actor NOT IN (SELECT id FROM actor)",
        "belongs to no actor: entity"));
    STM_TRY(rows_are_problems(c,
        "SELECT a.id, a.name FROM actor a WHERE NOT EXISTS (SELECT 1 FROM touched)"
        " AND a.documents <> (SELECT count(DISTINCT m.sentence >> 24) FROM entity e JOIN name n ON n.entity = e.id"
        " JOIN mention m ON m.name = n.id WHERE e.actor = a.id)",
        "wrong number of documents: actor"));
    STM_TRY(rows_are_problems(c,
        "SELECT id, name FROM actor WHERE id NOT IN (SELECT actor FROM entity)",
        "has no entity: actor"));
    STM_TRY(rows_are_problems(c,
        "SELECT id FROM fact WHERE sentence IS NOT NULL AND sentence >> 24 <> document",
        "sentence of another document: fact"));
    return rows_are_problems(
        c, "SELECT id, text FROM name WHERE folded <> fold(text)", "wrong folded form: name");
}

static stemma_status check_all(checking *c)
{
    STM_TRY(rows_are_problems(c,
        "SELECT integrity_check FROM pragma_integrity_check(50) WHERE integrity_check <> 'ok'",
        "file:"));
    if (c->problems > 0) {
        return STEMMA_OK; /* a torn file makes all other questions moot */
    }
    STM_TRY(rows_are_problems(
        c, "SELECT \"table\", rowid, parent FROM pragma_foreign_key_check", "row points nowhere:"));
    STM_TRY(check_texts(c));
    STM_TRY(check_spans(c,
        "SELECT f.id, s.text, f.subject_begin, f.subject_end, f.predicate_begin, f.predicate_end,"
        " f.object_begin, f.object_end FROM fact f JOIN sentence s ON s.id = f.sentence"
        " WHERE f.subject_begin IS NOT NULL",
        "fact"));
    STM_TRY(check_spans(c,
        "SELECT n.text, s.text, m.begin, m.end FROM mention m JOIN name n ON n.id = m.name"
        " JOIN sentence s ON s.id = m.sentence",
        "mention of"));
    STM_TRY(check_counters(c));
    return check_words(c);
}

stemma_status stemma_graph_check(
    stemma_graph *graph, const stemma_sink *sink, uint32_t *problems_out, stemma_error *err)
{
    stemma_error local;
    checking c = {.graph = graph, .sink = sink, .err = err == NULL ? &local : err};
    stm_buf_init(&c.out);
    stm_buf_init(&c.text);
    stemma_status status = check_all(&c);
    stm_buf_dispose(&c.out);
    stm_buf_dispose(&c.text);
    if (problems_out != NULL) {
        *problems_out = c.problems;
    }
    return status;
}

stemma_status stemma_graph_counts(stemma_graph *graph, stemma_counts *out, stemma_error *err)
{
    static const char *const SQL[] = {"SELECT count(*) FROM document",
        "SELECT count(*) FROM sentence", "SELECT count(*) FROM actor", "SELECT count(*) FROM fact"};
    uint64_t *const places[] = {&out->documents, &out->sentences, &out->actors, &out->facts};
    stemma_error local;
    err = err == NULL ? &local : err;
    STM_TRY(stm_settle(graph, err));
    for (int i = 0; i < 4; i++) {
        int64_t number = 0;
        bool found = false;
        sqlite3_stmt *ask = stm_sql_prepare(graph, SQL[i], err);
        if (ask == NULL) {
            return STEMMA_ERR_STORE;
        }
        stemma_status status = stm_sql_number(graph, ask, &number, &found, err);
        sqlite3_finalize(ask);
        STM_TRY(status);
        *places[i] = (uint64_t)number;
    }
    return STEMMA_OK;
}
