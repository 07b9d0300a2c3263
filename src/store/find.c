/* Actors by name as a person types it: as written, folded (case, accents, umlauts), by one word of the name when only
 * one actor has it, then with typos. Typos: candidates share pieces of three letters with the name (index), then the
 * edit distance decides (Damerau 1964, adjacent letters swapped count once). What stays doubtful is only proposed.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/sql.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "base/vec.h"
#include "unicode/folding.h"

enum { MAX_CANDIDATES = 400, MAX_TYPED = 200, PROPOSALS = 3 };

typedef struct hit {
    int64_t name;
    uint32_t pieces;
} hit;

/* One actor that may be meant. */
typedef struct candidate {
    int64_t actor, mentions;
    uint32_t distance; /* 0 = the same but for ae/a …; a whole word of the name counts 1 */
    bool word;
    stm_str name;
} candidate;

typedef struct finding {
    stemma_graph *graph;
    stm_arena arena;
    stm_str typed, folded, loose; /* without " (type)" */
    int type;                     /* -1 = any */
    bool exact;                   /* found as typed, but for case, accents and umlauts */
    STM_VEC(hit) hits;
    STM_VEC(candidate) candidates;
    stemma_error *err;
} finding;

/* Best actor that a query yields, 0 when none: actors with names first, then by mentions, then by name. */
static stemma_status best_of(finding *f, const char *sql, stm_str key, int64_t *id_out)
{
    bool found = false;
    sqlite3_stmt *ask = stm_sql_prepare(f->graph, sql, f->err);
    if (ask == NULL) {
        return STEMMA_ERR_STORE;
    }
    stm_sql_bind_str(ask, 1, key);
    sqlite3_bind_int(ask, 2, f->type);
    stemma_status status = stm_sql_number(f->graph, ask, id_out, &found, f->err);
    sqlite3_finalize(ask);
    return status;
}

static stemma_status find_exact(finding *f, int64_t *id_out)
{
    STM_TRY(best_of(f,
        "SELECT id FROM actor WHERE name = ?1 AND (?2 < 0 OR type = ?2)"
        " ORDER BY named DESC, mentions DESC, type, id LIMIT 1",
        f->typed, id_out));
    if (*id_out == 0) {
        STM_TRY(best_of(f,
            "SELECT a.id FROM name n JOIN entity e ON e.id = n.entity JOIN actor a ON a.id = e.actor"
            " WHERE n.folded = ?1 AND (?2 < 0 OR a.type = ?2)"
            " ORDER BY a.named DESC, n.text = e.name DESC, n.mentions DESC, a.mentions DESC, a.name, a.type,"
            " a.id LIMIT 1",
            f->folded, id_out));
    }
    return STEMMA_OK;
}

static int compare_hits(const void *a, const void *b)
{
    const hit *x = a, *y = b;
    if (x->pieces != y->pieces) {
        return x->pieces > y->pieces ? -1 : 1;
    }
    return (x->name > y->name) - (x->name < y->name);
}

static int compare_names(const void *a, const void *b)
{
    const hit *x = a, *y = b;
    return (x->name > y->name) - (x->name < y->name);
}

/* Adds up the pieces of each name, best first. */
static void merge_hits(finding *f)
{
    uint32_t kept = 0;
    if (f->hits.count == 0) {
        return;
    }
    qsort(f->hits.items, f->hits.count, sizeof *f->hits.items, compare_names);
    for (uint32_t i = 1; i < f->hits.count; i++) {
        if (f->hits.items[kept].name == f->hits.items[i].name) {
            f->hits.items[kept].pieces++;
        } else {
            f->hits.items[++kept] = f->hits.items[i];
        }
    }
    f->hits.count = kept + 1;
    qsort(f->hits.items, f->hits.count, sizeof *f->hits.items, compare_hits);
    f->hits.count = f->hits.count > MAX_CANDIDATES ? MAX_CANDIDATES : f->hits.count;
}

static stemma_status collect_piece(finding *f, sqlite3_stmt *ask, stm_str piece)
{
    char quoted[32];
    size_t length = 0;
    quoted[length++] = '"';
    for (uint32_t i = 0; i < piece.len && length + 3 < sizeof quoted; i++) {
        quoted[length++] = piece.ptr[i];
        if (piece.ptr[i] == '"') {
            quoted[length++] = '"';
        }
    }
    quoted[length++] = '"';
    sqlite3_reset(ask);
    stm_sql_bind_str(ask, 1, (stm_str){quoted, (uint32_t)length});
    for (;;) {
        bool row = false;
        STM_TRY(stm_sql_step(f->graph, ask, &row, f->err));
        if (!row) {
            return STEMMA_OK;
        }
        if (!stm_vec_push(&f->hits, (hit){sqlite3_column_int64(ask, 0), 1})) {
            return stm_fail_nomem(f->err);
        }
    }
}

static uint32_t next(stm_str s, uint32_t at)
{
    uint32_t point = 0, size = stm_utf8_decode(s, at, &point);
    return at + (size == 0 ? 1 : size);
}

/* Names that share pieces of three letters with the typed one. */
static stemma_status collect_hits(finding *f)
{
    stm_str s = f->folded;
    sqlite3_stmt *ask =
        stm_sql_prepare(f->graph, "SELECT rowid FROM name_fts WHERE name_fts MATCH ?1", f->err);
    stemma_status status = ask == NULL ? STEMMA_ERR_STORE : STEMMA_OK;
    for (uint32_t at = 0; at < s.len && status == STEMMA_OK; at = next(s, at)) {
        uint32_t end = next(s, next(s, next(s, at)));
        if (stm_utf8_count(stm_str_sub(s, at, end)) < 3) {
            break;
        }
        status = collect_piece(f, ask, stm_str_sub(s, at, end));
    }
    sqlite3_finalize(ask);
    if (status == STEMMA_OK) {
        merge_hits(f);
    }
    return status;
}

/* Damerau-Levenshtein (optimal string alignment) over bytes, given up above `limit`. Names are short: rows on the stack. */
static uint32_t distance(stm_str a, stm_str b, uint32_t limit)
{
    uint32_t rows[3][MAX_TYPED + 1];
    if (a.len > MAX_TYPED || b.len > MAX_TYPED ||
        (a.len > b.len ? a.len - b.len : b.len - a.len) > limit) {
        return limit + 1;
    }
    for (uint32_t j = 0; j <= b.len; j++) {
        rows[0][j] = j;
    }
    for (uint32_t i = 1; i <= a.len; i++) {
        uint32_t *now = rows[i % 3], *before = rows[(i - 1) % 3], *twice = rows[(i + 1) % 3],
                 least = i;
        now[0] = i;
        for (uint32_t j = 1; j <= b.len; j++) {
            uint32_t best = before[j - 1] + (a.ptr[i - 1] != b.ptr[j - 1]);
            best = before[j] + 1 < best ? before[j] + 1 : best;
            best = now[j - 1] + 1 < best ? now[j - 1] + 1 : best;
            if (i > 1 && j > 1 && a.ptr[i - 1] == b.ptr[j - 2] && a.ptr[i - 2] == b.ptr[j - 1] &&
                twice[j - 2] + 1 < best) {
                best = twice[j - 2] + 1;
            }
            now[j] = best;
            least = best < least ? best : least;
        }
        if (least > limit) {
            return limit + 1;
        }
    }
    return rows[a.len % 3][b.len];
}

/* `word` stands in `name` as one or more whole words. */
static bool has_word(stm_str name, stm_str word)
{
    for (uint32_t from = 0; from + word.len <= name.len;) {
        int64_t at = stm_str_find(stm_str_sub(name, from, name.len), word);
        if (at < 0) {
            return false;
        }
        uint32_t begin = from + (uint32_t)at, end = begin + word.len;
        if ((begin == 0 || name.ptr[begin - 1] == ' ' || name.ptr[begin - 1] == '-') &&
            (end == name.len || name.ptr[end] == ' ' || name.ptr[end] == '-')) {
            return true;
        }
        from = begin + 1;
    }
    return false;
}

static uint32_t limit_of(stm_str s)
{
    return s.len <= 4 ? 1 : s.len <= 9 ? 2 : 3;
}

static stemma_status add_candidate(finding *f, sqlite3_stmt *row)
{
    stm_buf loose;
    stm_buf_init(&loose);
    stm_str folded = stm_sql_column(row, 1);
    stm_fold_loose(folded, &loose);
    stemma_status status = stm_buf_status(&loose, f->err);
    if (status == STEMMA_OK) {
        candidate c = {
            .actor = sqlite3_column_int64(row, 0), .mentions = sqlite3_column_int64(row, 3)};
        c.word = f->folded.len >= 3 && has_word(folded, f->folded);
        c.distance = stm_str_eq(stm_buf_view(&loose), f->loose) ? 0
            : c.word                                            ? 1
                     : distance(f->folded, folded, limit_of(f->folded));
        c.name = stm_arena_copy(&f->arena, stm_sql_column(row, 2));
        if (c.name.ptr == NULL ||
            (c.distance <= limit_of(f->folded) && !stm_vec_push(&f->candidates, c))) {
            status = stm_fail_nomem(f->err);
        }
    }
    stm_buf_dispose(&loose);
    return status;
}

static stemma_status collect_candidates(finding *f)
{
    sqlite3_stmt *get = stm_sql_prepare(f->graph,
        "SELECT a.id, n.folded, a.name, a.mentions FROM name n"
        " JOIN entity e ON e.id = n.entity JOIN actor a ON a.id = e.actor"
        " WHERE n.id = ?1 AND (?2 < 0 OR a.type = ?2) AND a.named = 1",
        f->err);
    stemma_status status = get == NULL ? STEMMA_ERR_STORE : STEMMA_OK;
    for (uint32_t i = 0; i < f->hits.count && status == STEMMA_OK; i++) {
        bool row = false;
        sqlite3_reset(get);
        sqlite3_bind_int64(get, 1, f->hits.items[i].name);
        sqlite3_bind_int(get, 2, f->type);
        status = stm_sql_step(f->graph, get, &row, f->err);
        if (status == STEMMA_OK && row) {
            status = add_candidate(f, get);
        }
    }
    sqlite3_finalize(get);
    return status;
}

static int compare_candidates(const void *a, const void *b)
{
    const candidate *x = a, *y = b;
    if (x->distance != y->distance) {
        return x->distance < y->distance ? -1 : 1;
    }
    if (x->mentions != y->mentions) {
        return x->mentions > y->mentions ? -1 : 1;
    }
    int names = stm_str_cmp(x->name, y->name);
    return names != 0 ? names : (x->actor > y->actor) - (x->actor < y->actor);
}

/* Sorts and keeps the best line of each actor. */
static void rank_candidates(finding *f)
{
    uint32_t kept = 0;
    if (f->candidates.count > 0) {
        qsort(f->candidates.items, f->candidates.count, sizeof *f->candidates.items,
            compare_candidates);
    }
    for (uint32_t i = 0; i < f->candidates.count; i++) {
        bool met = false;
        for (uint32_t j = 0; j < kept && !met; j++) {
            met = f->candidates.items[j].actor == f->candidates.items[i].actor;
        }
        if (!met) {
            f->candidates.items[kept++] = f->candidates.items[i];
        }
    }
    f->candidates.count = kept;
}

static stemma_status propose(finding *f)
{
    stm_buf out;
    stm_buf_init(&out);
    for (uint32_t i = 0; i < f->candidates.count && i < PROPOSALS; i++) {
        stm_buf_print(&out, "%s\"%.*s\"",
            i == 0                                                   ? ""
                : i + 1 == PROPOSALS || i + 1 == f->candidates.count ? " or "
                                                                     : ", ",
            STM_ARG(f->candidates.items[i].name));
    }
    stemma_status status = stm_buf_status(&out, f->err);
    if (status == STEMMA_OK) {
        status = f->candidates.count == 0
            ? stm_fail(f->err, STEMMA_ERR_NOTFOUND, "nobody is called \"%.*s\" in %s",
                  STM_ARG(f->typed), f->graph->path)
            : stm_fail(f->err, STEMMA_ERR_NOTFOUND, "nobody is called \"%.*s\"; did you mean %s?",
                  STM_ARG(f->typed), out.data);
    }
    stm_buf_dispose(&out);
    return status;
}

/* Taken without asking: the same but for umlauts; one typo (two in a long name), or a word of the name, and no rival. */
static bool is_sure(const finding *f)
{
    if (f->candidates.count == 0) {
        return false;
    }
    const candidate *first = &f->candidates.items[0];
    if (first->distance == 0) {
        return true;
    }
    bool rival = f->candidates.count > 1 && f->candidates.items[1].distance <= first->distance;
    return !rival && first->distance <= (f->folded.len >= 10 ? 2u : 1u);
}

static stemma_status find_similar(finding *f, int64_t *id_out)
{
    STM_TRY(collect_hits(f));
    STM_TRY(collect_candidates(f));
    rank_candidates(f);
    if (!is_sure(f)) {
        return propose(f);
    }
    *id_out = f->candidates.items[0].actor;
    return STEMMA_OK;
}

/* "Paris (location)" picks one of two actors of a name. */
static void split_type(finding *f, stm_str name)
{
    f->typed = stm_str_trim(name);
    f->type = -1;
    for (int type = 0; type < STM_TYPE_COUNT; type++) {
        char tail[40];
        sqlite3_snprintf(sizeof tail, tail, " (%s)", stm_type_name((stm_type)type));
        if (stm_str_ends(f->typed, stm_str_of(tail))) {
            f->typed =
                stm_str_trim(stm_str_sub(f->typed, 0, f->typed.len - (uint32_t)strlen(tail)));
            f->type = type;
            return;
        }
    }
}

static stemma_status fold_into(
    finding *f, void (*fold)(stm_str, stm_buf *), stm_str from, stm_str *out)
{
    stm_buf buf;
    stm_buf_init(&buf);
    fold(from, &buf);
    *out = stm_arena_copy(&f->arena, stm_buf_view(&buf));
    stemma_status status = stm_buf_status(&buf, f->err);
    stm_buf_dispose(&buf);
    return status == STEMMA_OK && out->ptr == NULL ? stm_fail_nomem(f->err) : status;
}

/* Shown name and type of an actor, and how many actors have that name. */
static stemma_status describe(
    finding *f, int64_t actor, stm_str *name, uint8_t *type, int64_t *namesakes)
{
    bool row = false;
    sqlite3_stmt *ask = stm_sql_prepare(f->graph,
        "SELECT name, type, (SELECT count(*) FROM actor b WHERE b.name = a.name)"
        " FROM actor a WHERE id = ?1",
        f->err);
    if (ask == NULL) {
        return STEMMA_ERR_STORE;
    }
    sqlite3_bind_int64(ask, 1, actor);
    stemma_status status = stm_sql_step(f->graph, ask, &row, f->err);
    if (status == STEMMA_OK && row) {
        *name = stm_arena_copy(&f->arena, stm_sql_column(ask, 0));
        *type = (uint8_t)sqlite3_column_int(ask, 1);
        *namesakes = sqlite3_column_int64(ask, 2);
        status = name->ptr == NULL ? stm_fail_nomem(f->err) : STEMMA_OK;
    }
    sqlite3_finalize(ask);
    return status;
}

static stemma_status find_inside(finding *f, stm_str name, int64_t *id_out)
{
    split_type(f, name);
    STM_TRY(fold_into(f, stm_fold, f->typed, &f->folded));
    STM_TRY(fold_into(f, stm_fold_loose, f->folded, &f->loose));
    STM_TRY(find_exact(f, id_out));
    f->exact = *id_out != 0;
    return f->exact ? STEMMA_OK : find_similar(f, id_out);
}

static stemma_status name_for_decision(finding *f, stm_str typed, stm_arena *arena, stm_found *out)
{
    stm_str shown = STM_EMPTY;
    uint8_t type = STM_TYPE_COUNT;
    int64_t namesakes = 0;
    STM_TRY(find_inside(f, typed, &out->actor));
    STM_TRY(describe(f, out->actor, &shown, &type, &namesakes));
    out->name = stm_arena_copy(arena, f->exact ? f->typed : shown);
    out->type = f->type >= 0         ? (uint8_t)f->type
        : !f->exact && namesakes > 1 ? type
                                     : (uint8_t)STM_TYPE_COUNT;
    return out->name.ptr == NULL ? stm_fail_nomem(f->err) : STEMMA_OK;
}

stemma_status stm_find_name(
    stemma_graph *graph, stm_str typed, stm_arena *arena, stm_found *out, stemma_error *err)
{
    STM_TRY(stm_settle(graph, err));
    finding f = {.graph = graph, .err = err};
    stm_arena_init(&f.arena);
    stemma_status status = name_for_decision(&f, typed, arena, out);
    stm_vec_free(&f.hits);
    stm_vec_free(&f.candidates);
    stm_arena_dispose(&f.arena);
    return status;
}

stemma_status stm_store_find(stemma_graph *graph, stm_str name, int64_t *id_out, stemma_error *err)
{
    *id_out = 0;
    STM_TRY(stm_settle(graph, err));
    finding f = {.graph = graph, .err = err};
    stm_arena_init(&f.arena);
    stemma_status status = find_inside(&f, name, id_out);
    stm_vec_free(&f.hits);
    stm_vec_free(&f.candidates);
    stm_arena_dispose(&f.arena);
    return status;
}
