/* What stands in the file about one actor, fact, term, document: one prepared statement each,
 * remembered once read. All of a query sees one state of the file: a statement that stays open
 * holds it. SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>

#include "query/run.h"

static const size_t MOST_BYTES = (size_t)1
    << 31; /* of values of one query: what a laptop can spare */

const char *const stm_q_node_properties[] = {
    "id", "name", "type", "named", "documents", "mentions", NULL};
const char *const stm_q_edge_properties[] = {"id", "relation", "polarity", "negated", "modality",
    "speaker", "time", "place", "amount", "confidence", "sources", "rule", "document", "title",
    "date", "url", "publisher", "sentence", NULL};

static const char *const sql[QS_COUNT] = {
    [QS_ACTOR] = "SELECT name, type, named, mentions, documents FROM actor WHERE id = ?1",
    [QS_FACT] = ("SELECT document, coalesce(sentence, 0), coalesce(speaker, 0), coalesce(time, 0), "
                 "coalesce(place, 0),"
                 " coalesce(amount, 0), coalesce(rule, 0), negated, modality, round(confidence, 4) "
                 "FROM fact WHERE id = ?1"),
    [QS_TERM] = "SELECT text FROM term WHERE id = ?1",
    [QS_DOCUMENT] = "SELECT path, title, date, url, source FROM document WHERE id = ?1",
    [QS_SENTENCE] = "SELECT text FROM sentence WHERE id = ?1",
    [QS_SPEAKER] = "SELECT actor FROM entity WHERE id = ?1",
    [QS_RELATION] = "SELECT name FROM relation WHERE id = ?1",
    [QS_RELATION_ID] = "SELECT id FROM relation WHERE name = ?1",
    [QS_SOURCES] = ("SELECT DISTINCT f.document FROM entity s CROSS JOIN entity o CROSS JOIN fact f"
                    " WHERE s.actor = ?1 AND o.actor = ?2 AND f.subject = s.id AND f.object = o.id "
                    "AND f.relation = ?3"
                    " AND f.negated = ?4 AND f.modality = ?5 AND f.shown > 0"),
    [QS_COPIES] = "SELECT first, second FROM copy ORDER BY first, second",
    [QS_SNAPSHOT] = "SELECT 1 FROM state UNION ALL SELECT 1",
    [QS_ALIAS] = ("SELECT 1 FROM entity e CROSS JOIN name n WHERE e.actor = ?1 AND n.entity = e.id "
                  "AND n.text = ?2"),
};

q_flow stm_q_nomem(q_run *run)
{
    if (run->parse->status == STEMMA_OK) {
        run->parse->status = stm_fail_nomem(run->parse->err);
    }
    return Q_FAIL;
}

void *stm_q_alloc(q_run *run, size_t size)
{
    if (run->arena.total_bytes > MOST_BYTES) {
        if (run->parse->status == STEMMA_OK) {
            run->parse->status = stm_fail(run->parse->err, STEMMA_ERR_LIMIT,
                "the query holds more than 2 GiB of values; narrow it or use LIMIT");
        }
        return NULL;
    }
    void *piece = stm_arena_alloc(&run->arena, size);
    if (piece == NULL) {
        stm_q_nomem(run);
    }
    return piece;
}

void *stm_q_id_get(const q_id_map *map, int64_t key)
{
    if (map->capacity == 0) {
        return NULL;
    }
    uint32_t mask = map->capacity - 1;
    for (uint32_t at = (uint32_t)stm_hash_mix((uint64_t)key) & mask; map->slots[at].key != 0;
         at = (at + 1) & mask) {
        if (map->slots[at].key == key) {
            return map->slots[at].value;
        }
    }
    return NULL;
}

static void place(q_id_map *map, int64_t key, void *value)
{
    uint32_t mask = map->capacity - 1;
    uint32_t at = (uint32_t)stm_hash_mix((uint64_t)key) & mask;
    while (map->slots[at].key != 0 && map->slots[at].key != key) {
        at = (at + 1) & mask;
    }
    map->count += map->slots[at].key == 0;
    map->slots[at] = (q_map_slot){key, value};
}

bool stm_q_id_set(q_id_map *map, int64_t key, void *value)
{
    if ((map->count + 1) * 2 > map->capacity) {
        q_id_map larger = {.capacity = map->capacity == 0 ? 256 : map->capacity * 2};
        larger.slots = larger.capacity == 0 ? NULL : calloc(larger.capacity, sizeof *larger.slots);
        if (larger.slots == NULL) {
            return false;
        }
        for (uint32_t i = 0; i < map->capacity; i++) {
            if (map->slots[i].key != 0) {
                place(&larger, map->slots[i].key, map->slots[i].value);
            }
        }
        free(map->slots);
        *map = larger;
    }
    place(map, key, value);
    return true;
}

stm_rows *stm_q_statement(q_run *run, q_statement which)
{
    if (run->statements[which] == NULL) {
        stemma_status status = stm_rows_open(
            run->graph, stm_str_of(sql[which]), &run->statements[which], run->parse->err);
        if (status != STEMMA_OK) {
            run->parse->status = run->parse->status == STEMMA_OK ? status : run->parse->status;
            return NULL;
        }
    } else {
        stm_rows_rewind(run->statements[which]);
    }
    return run->statements[which];
}

void stm_q_access_close(q_run *run)
{
    for (int i = 0; i < QS_COUNT; i++) {
        stm_rows_close(run->statements[i]);
        run->statements[i] = NULL;
    }
    free(run->actors.slots);
    free(run->facts.slots);
    free(run->terms.slots);
    free(run->documents.slots);
    free(run->relations.slots);
    free(run->origins.slots);
}

/* Statement with ?1 = id, stepped to its row; NULL when there is none or it failed. */
static stm_rows *row_of(q_run *run, q_statement which, int64_t id)
{
    stm_rows *rows = stm_q_statement(run, which);
    bool found = false;
    if (rows == NULL) {
        return NULL;
    }
    stm_rows_bind_integer(rows, 1, id);
    stemma_status status = stm_rows_next(rows, &found, run->parse->err);
    if (status != STEMMA_OK) {
        run->parse->status = status;
        return NULL;
    }
    return found ? rows : NULL;
}

static bool remember(q_run *run, q_id_map *map, int64_t id, void *value)
{
    if (value == NULL || !stm_q_id_set(map, id, value)) {
        stm_q_nomem(run);
        return false;
    }
    return true;
}

static stm_str keep(q_run *run, stm_str s)
{
    char *copy = stm_q_alloc(run, (size_t)s.len + 1);
    if (copy == NULL) {
        return STM_EMPTY;
    }
    memcpy(copy, s.ptr, s.len);
    return (stm_str){copy, s.len};
}

const q_actor *stm_q_actor(q_run *run, int64_t id)
{
    q_actor *actor = stm_q_id_get(&run->actors, id);
    if (actor != NULL) {
        return actor;
    }
    stm_rows *rows = row_of(run, QS_ACTOR, id);
    actor = rows == NULL ? NULL : stm_q_alloc(run, sizeof *actor);
    if (actor == NULL) {
        return NULL;
    }
    *actor = (q_actor){.id = id,
        .name = keep(run, stm_rows_text(rows, 0)),
        .type = (uint8_t)stm_rows_integer(rows, 1),
        .named = stm_rows_integer(rows, 2) != 0,
        .mentions = stm_rows_integer(rows, 3),
        .documents = stm_rows_integer(rows, 4)};
    return remember(run, &run->actors, id, actor) ? actor : NULL;
}

const q_fact *stm_q_fact(q_run *run, int64_t id)
{
    q_fact *fact = stm_q_id_get(&run->facts, id);
    if (fact != NULL) {
        return fact;
    }
    stm_rows *rows = row_of(run, QS_FACT, id);
    fact = rows == NULL ? NULL : stm_q_alloc(run, sizeof *fact);
    if (fact == NULL) {
        return NULL;
    }
    *fact = (q_fact){.id = id,
        .document = stm_rows_integer(rows, 0),
        .sentence = stm_rows_integer(rows, 1),
        .speaker = stm_rows_integer(rows, 2),
        .time = stm_rows_integer(rows, 3),
        .place = stm_rows_integer(rows, 4),
        .amount = stm_rows_integer(rows, 5),
        .rule = stm_rows_integer(rows, 6),
        .negated = stm_rows_integer(rows, 7) != 0,
        .modality = (uint8_t)stm_rows_integer(rows, 8),
        .confidence = stm_rows_number(rows, 9)};
    return remember(run, &run->facts, id, fact) ? fact : NULL;
}

/* Text that many facts share: a term, a relation's name. */
static stm_str shared_text(q_run *run, q_id_map *map, q_statement which, int64_t id)
{
    if (id == 0) {
        return STM_EMPTY;
    }
    stm_str *text = stm_q_id_get(map, id);
    if (text == NULL) {
        stm_rows *rows = row_of(run, which, id);
        text = q_failed(run) ? NULL : stm_q_alloc(run, sizeof *text);
        if (text == NULL) {
            return STM_EMPTY;
        }
        *text = rows == NULL ? STM_EMPTY : keep(run, stm_rows_text(rows, 0));
        remember(run, map, id, text);
    }
    return *text;
}

stm_str stm_q_relation(q_run *run, int64_t id)
{
    return shared_text(run, &run->relations, QS_RELATION, id);
}

int64_t stm_q_relation_id(q_run *run, stm_str name)
{
    stm_rows *rows = stm_q_statement(run, QS_RELATION_ID);
    bool found = false;
    if (rows == NULL) {
        return 0;
    }
    stm_rows_bind_text(rows, 1, name);
    stemma_status status = stm_rows_next(rows, &found, run->parse->err);
    run->parse->status = status != STEMMA_OK ? status : run->parse->status;
    return found ? stm_rows_integer(rows, 0) : 0;
}

bool stm_q_alias(q_run *run, int64_t id, stm_str name)
{
    const q_actor *actor = stm_q_actor(run, id);
    if (actor != NULL && stm_str_eq(actor->name, name)) {
        return true;
    }
    stm_rows *rows = actor == NULL ? NULL : stm_q_statement(run, QS_ALIAS);
    bool found = false;
    if (rows == NULL) {
        return false;
    }
    stm_rows_bind_integer(rows, 1, id);
    stm_rows_bind_text(rows, 2, name);
    stemma_status status = stm_rows_next(rows, &found, run->parse->err);
    run->parse->status = status != STEMMA_OK ? status : run->parse->status;
    return found;
}

static q_value said(stm_str text)
{
    return text.len == 0 ? Q_NULL_VALUE : stm_q_text(text);
}

bool stm_q_node_property(q_run *run, int64_t id, stm_str name, q_value *out)
{
    const q_actor *actor = stm_str_is(name, "id") ? NULL : stm_q_actor(run, id);
    *out = Q_NULL_VALUE;
    if (stm_str_is(name, "id")) {
        *out = stm_q_int(id);
    } else if (actor == NULL) {
        return q_failed(run);
    } else if (stm_str_is(name, "name")) {
        *out = stm_q_text(actor->name);
    } else if (stm_str_is(name, "type")) {
        *out = stm_q_text(stm_str_of(stm_type_name((stm_type)actor->type)));
    } else if (stm_str_is(name, "named")) {
        *out = stm_q_bool(actor->named);
    } else if (stm_str_is(name, "mentions")) {
        *out = stm_q_int(actor->mentions);
    } else if (stm_str_is(name, "documents")) {
        *out = stm_q_int(actor->documents);
    } else {
        return false;
    }
    return true;
}

/* ---- facts ---- */

static int64_t root_of(const q_run *run, int64_t document)
{
    for (void *up = stm_q_id_get(&run->origins, document); up != NULL;
         up = stm_q_id_get(&run->origins, document)) {
        document = (int64_t)(intptr_t)up;
    }
    return document;
}

/* Near copies of one text are one source: each document points to a lower copy, the lowest stands
 * for all. */
static bool read_copies(q_run *run)
{
    if (run->copies_read) {
        return true;
    }
    run->copies_read = true;
    stm_rows *rows = stm_q_statement(run, QS_COPIES);
    bool more = rows != NULL;
    while (more) {
        stemma_status status = stm_rows_next(rows, &more, run->parse->err);
        if (status != STEMMA_OK) {
            run->parse->status = status;
            return false;
        }
        if (!more) {
            break;
        }
        int64_t a = root_of(run, stm_rows_integer(rows, 0)),
                b = root_of(run, stm_rows_integer(rows, 1));
        if (a != b &&
            !stm_q_id_set(&run->origins, a > b ? a : b, (void *)(intptr_t)(a > b ? b : a))) {
            stm_q_nomem(run);
            return false;
        }
    }
    return rows != NULL;
}

static q_value sources_of(q_run *run, const q_edge *edge, const q_fact *fact)
{
    q_id_map seen = {0};
    stm_rows *rows = read_copies(run) ? stm_q_statement(run, QS_SOURCES) : NULL;
    bool more = rows != NULL;
    if (rows != NULL) {
        stm_rows_bind_integer(rows, 1, edge->start);
        stm_rows_bind_integer(rows, 2, edge->end);
        stm_rows_bind_integer(rows, 3, edge->relation);
        stm_rows_bind_integer(rows, 4, fact->negated);
        stm_rows_bind_integer(rows, 5, fact->modality);
    }
    while (more) {
        stemma_status status = stm_rows_next(rows, &more, run->parse->err);
        run->parse->status = status != STEMMA_OK ? status : run->parse->status;
        if (status == STEMMA_OK && more &&
            !stm_q_id_set(&seen, root_of(run, stm_rows_integer(rows, 0)), run)) {
            stm_q_nomem(run);
        }
        more = more && !q_failed(run);
    }
    int64_t count = seen.count;
    free(seen.slots);
    return stm_q_int(count);
}

typedef struct document_row {
    stm_str cells[5];
} document_row;

static q_value document_cell(q_run *run, int64_t id, int column)
{
    document_row *document = stm_q_id_get(&run->documents, id);
    if (document == NULL) {
        stm_rows *rows = row_of(run, QS_DOCUMENT, id);
        document = rows == NULL ? NULL : stm_q_alloc(run, sizeof *document);
        if (document == NULL) {
            return Q_NULL_VALUE;
        }
        for (int i = 0; i < 5; i++) {
            document->cells[i] = keep(run, stm_rows_text(rows, i));
        }
        remember(run, &run->documents, id, document);
    }
    return said(document->cells[column]);
}

static q_value speaker_of(q_run *run, int64_t entity)
{
    stm_rows *rows = entity == 0 ? NULL : row_of(run, QS_SPEAKER, entity);
    const q_actor *actor = rows == NULL ? NULL : stm_q_actor(run, stm_rows_integer(rows, 0));
    return actor == NULL ? Q_NULL_VALUE : said(actor->name);
}

static q_value sentence_of(q_run *run, int64_t id)
{
    stm_rows *rows = id == 0 ? NULL : row_of(run, QS_SENTENCE, id);
    return rows == NULL ? Q_NULL_VALUE : said(keep(run, stm_rows_text(rows, 0)));
}

static q_value edge_cell(q_run *run, const q_edge *edge, const q_fact *fact, uint32_t which)
{
    switch (which) {
    case 2:
        return stm_q_text(fact->negated ? STM_LIT("negated") : STM_LIT("affirmed"));
    case 3:
        return stm_q_bool(fact->negated);
    case 4:
        return stm_q_text(stm_str_of(stm_modality_name(fact->modality)));
    case 5:
        return speaker_of(run, fact->speaker);
    case 6:
        return said(shared_text(run, &run->terms, QS_TERM, fact->time));
    case 7:
        return said(shared_text(run, &run->terms, QS_TERM, fact->place));
    case 8:
        return said(shared_text(run, &run->terms, QS_TERM, fact->amount));
    case 9:
        return stm_q_float(fact->confidence);
    case 10:
        return sources_of(run, edge, fact);
    case 11:
        return said(shared_text(run, &run->terms, QS_TERM, fact->rule));
    case 17:
        return sentence_of(run, fact->sentence);
    default:
        return document_cell(run, fact->document, (int)which - 12);
    }
}

bool stm_q_edge_property(q_run *run, const q_edge *edge, stm_str name, q_value *out)
{
    uint32_t which = 0;
    *out = Q_NULL_VALUE;
    while (
        stm_q_edge_properties[which] != NULL && !stm_str_is(name, stm_q_edge_properties[which])) {
        which++;
    }
    if (stm_q_edge_properties[which] == NULL) {
        return false;
    }
    if (which == 0) {
        *out = stm_q_int(edge->id);
    } else if (which == 1) {
        *out = stm_q_text(stm_q_relation(run, edge->relation));
    } else {
        const q_fact *fact = stm_q_fact(run, edge->id);
        *out = fact == NULL ? Q_NULL_VALUE : edge_cell(run, edge, fact, which);
    }
    return true;
}
