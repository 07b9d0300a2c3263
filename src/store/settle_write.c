/* Writes the actors that were worked out: only rows that differ from what the file holds, so that a small change costs
 * little. Then which facts are shown: 0 forgotten by the user, 1 an end without a name, 2 both ends named.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/settle.h"

#include <stdlib.h>

#include "unicode/folding.h"

/* One actor as it must be. */
typedef struct actor_row {
    int64_t id, mentions, documents;
    stm_str name;
    uint32_t members;
    uint8_t type;
    bool named;
    bool moved;   /* other members than before */
    bool touched; /* other mentions than before */
    bool same;    /* as it stands in the file */
} actor_row;

typedef struct writing {
    stm_settling *s;
    actor_row *rows; /* [row]; only group heads are filled in */
    sqlite3_stmt *set_member, *count_documents, *more_documents, *get, *put, *drop, *show;
} writing;

static const char *const SHOWN =
    "UPDATE fact SET shown = 1 + ((SELECT a.named FROM entity e JOIN actor a ON a.id = e.actor WHERE e.id = subject)"
    " AND (SELECT a.named FROM entity e JOIN actor a ON a.id = e.actor WHERE e.id = object))";

static bool is_head(const stm_settling *s, uint32_t i)
{
    return s->identity.group[i] == i && !s->records[i].witness;
}

static int64_t new_actor(const stm_settling *s, uint32_t i)
{
    return s->rows.items[s->identity.group[i]].id;
}

static void gather(writing *w)
{
    const stm_settling *s = w->s;
    for (uint32_t i = 0; i < s->rows.count; i++) {
        const stm_settle_row *member = &s->rows.items[i];
        uint32_t head = s->identity.group[i];
        actor_row *row = &w->rows[head];
        if (head == i) {
            row->id = member->id;
            row->name = s->identity.name[i];
            row->type = s->identity.type[i];
        }
        row->members++;
        row->touched = row->touched || member->touched;
        if (member->actor != row->id) {
            uint32_t before = stm_settle_row_of(s, member->actor);
            row->moved = true;
            if (before != STM_NONE) { /* the actor that it has left */
                w->rows[before].moved = true;
            }
        }
        row->named = row->named || member->record.named;
        row->mentions += member->record.mentions;
        row->documents += member->documents;
    }
}

static stemma_status ask_number(writing *w, sqlite3_stmt *statement, int64_t actor, int64_t *out)
{
    bool found = false;
    sqlite3_reset(statement);
    sqlite3_bind_int64(statement, 1, actor);
    return stm_sql_number(w->s->graph, statement, out, &found, w->s->err);
}

/* One document may name an actor by two of its entities: then documents cannot be summed. The same members as before:
 * what the touched documents add to the number in the file, or take from it. Other members: all counted anew. */
static stemma_status count_documents(writing *w, actor_row *row, int64_t in_file)
{
    int64_t more = 0;
    if (row->members < 2 || row->mentions == 0) {
        return STEMMA_OK;
    }
    if (row->moved || in_file < 0) {
        return ask_number(w, w->count_documents, row->id, &row->documents);
    }
    if (row->touched) {
        STM_TRY(ask_number(w, w->more_documents, row->id, &more));
    }
    row->documents = in_file + more;
    return STEMMA_OK;
}

static stemma_status write_members(writing *w)
{
    const stm_settling *s = w->s;
    for (uint32_t i = 0; i < s->rows.count; i++) {
        if (s->rows.items[i].actor != new_actor(s, i) && !s->records[i].witness) {
            sqlite3_reset(w->set_member);
            sqlite3_bind_int64(w->set_member, 1, s->rows.items[i].id);
            sqlite3_bind_int64(w->set_member, 2, new_actor(s, i));
            STM_TRY(stm_sql_run(s->graph, w->set_member, s->err));
        }
    }
    return STEMMA_OK;
}

/* Compares the row of the file with what must be. */
static stemma_status compare_row(writing *w, actor_row *row)
{
    bool found = false;
    sqlite3_reset(w->get);
    sqlite3_bind_int64(w->get, 1, row->id);
    STM_TRY(stm_sql_step(w->s->graph, w->get, &found, w->s->err));
    int64_t documents = found ? sqlite3_column_int64(w->get, 4) : -1;
    STM_TRY(count_documents(w, row, documents));
    row->same = found && stm_str_eq(stm_sql_column(w->get, 0), row->name) &&
        sqlite3_column_int(w->get, 1) == row->type &&
        (sqlite3_column_int(w->get, 2) != 0) == row->named &&
        sqlite3_column_int64(w->get, 3) == row->mentions && documents == row->documents;
    return STEMMA_OK;
}

static stemma_status write_actor(writing *w, actor_row *row)
{
    STM_TRY(compare_row(w, row));
    if (row->same) {
        return STEMMA_OK;
    }
    sqlite3_reset(w->put);
    sqlite3_bind_int64(w->put, 1, row->id);
    stm_sql_bind_str(w->put, 2, row->name);
    sqlite3_bind_int(w->put, 3, row->type);
    sqlite3_bind_int(w->put, 4, row->named);
    sqlite3_bind_int64(w->put, 5, row->mentions);
    sqlite3_bind_int64(w->put, 6, row->documents);
    return stm_sql_run(w->s->graph, w->put, w->s->err);
}

/* Who was an actor and is one no more. */
static stemma_status drop_actor(writing *w, const stm_settle_row *member)
{
    if (member->actor != member->id) {
        return STEMMA_OK;
    }
    sqlite3_reset(w->drop);
    sqlite3_bind_int64(w->drop, 1, member->id);
    return stm_sql_run(w->s->graph, w->drop, w->s->err);
}

/* Facts of an entity whose actor has a name although the entity itself has none, or whose actor has changed. */
static stemma_status show_changed(writing *w)
{
    const stm_settling *s = w->s;
    for (uint32_t i = 0; i < s->rows.count; i++) {
        const stm_settle_row *member = &s->rows.items[i];
        bool moved = member->actor != new_actor(s, i);
        bool lifted = w->rows[s->identity.group[i]].named != member->record.named;
        if (!member->record.witness && (lifted || (moved && !member->record.named))) {
            sqlite3_reset(w->show);
            sqlite3_bind_int64(w->show, 1, member->id);
            STM_TRY(stm_sql_run(s->graph, w->show, s->err));
        }
    }
    return STEMMA_OK;
}

static stemma_status write_all(writing *w)
{
    const stm_settling *s = w->s;
    gather(w);
    STM_TRY(write_members(w));
    for (uint32_t i = 0; i < s->rows.count; i++) {
        if (is_head(s, i)) {
            STM_TRY(write_actor(w, &w->rows[i]));
        } else if (!s->records[i].witness) {
            STM_TRY(drop_actor(w, &s->rows.items[i]));
        }
    }
    return show_changed(w);
}

static bool prepare(writing *w)
{
    stemma_graph *g = w->s->graph;
    stemma_error *err = w->s->err;
    char show[512];
    sqlite3_snprintf(sizeof show, show,
        "%s WHERE shown > 0 AND id IN (SELECT id FROM fact WHERE subject = ?1"
        " UNION SELECT id FROM fact WHERE object = ?1)",
        SHOWN);
    return (w->set_member =
                   stm_sql_prepare(g, "UPDATE entity SET actor = ?2 WHERE id = ?1", err)) != NULL &&
        (w->count_documents = stm_sql_prepare(g,
             "SELECT count(DISTINCT m.sentence >> 24) FROM entity e"
             " JOIN name n ON n.entity = e.id JOIN mention m ON m.name = n.id WHERE e.actor = ?1",
             err)) != NULL &&
        (w->more_documents = stm_sql_prepare(g,
             "SELECT coalesce(sum(now - then_), 0) FROM (SELECT max(t.after) AS now, max(t.before) AS then_"
             " FROM entity e CROSS JOIN touched t ON t.entity = e.id WHERE e.actor = ?1"
             " GROUP BY t.document)",
             err)) != NULL &&
        (w->get = stm_sql_prepare(
             g, "SELECT name, type, named, mentions, documents FROM actor WHERE id = ?1", err)) !=
        NULL &&
        (w->put = stm_sql_prepare(
             g, "INSERT OR REPLACE INTO actor VALUES (?1, ?2, ?3, ?4, ?5, ?6)", err)) != NULL &&
        (w->drop = stm_sql_prepare(g, "DELETE FROM actor WHERE id = ?1", err)) != NULL &&
        (w->show = stm_sql_prepare(g, show, err)) != NULL;
}

stemma_status stm_settle_write(stm_settling *s)
{
    writing w = {.s = s};
    w.rows = stm_arena_array(&s->arena, s->rows.count + (size_t)1, sizeof *w.rows);
    stemma_status status = w.rows == NULL ? stm_fail_nomem(s->err) : STEMMA_OK;
    if (status == STEMMA_OK) {
        status = prepare(&w) ? write_all(&w) : STEMMA_ERR_STORE;
    }
    sqlite3_stmt *all[] = {
        w.set_member, w.count_documents, w.more_documents, w.get, w.put, w.drop, w.show};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        sqlite3_finalize(all[i]);
    }
    return status;
}

static stemma_status forget(stm_settling *s, sqlite3_stmt *statement, const stm_decision *decision)
{
    stm_buf a, b;
    stm_buf_init(&a);
    stm_buf_init(&b);
    stm_fold(decision->a, &a);
    stm_fold(decision->b, &b);
    stemma_status status = stm_buf_status(&a, s->err);
    if (status == STEMMA_OK) {
        status = stm_buf_status(&b, s->err);
    }
    if (status == STEMMA_OK) {
        sqlite3_reset(statement);
        stm_sql_bind_str(statement, 1, decision->a);
        stm_sql_bind_str(statement, 2, stm_buf_view(&a));
        stm_sql_bind_str(statement, 3, decision->b);
        stm_sql_bind_str(statement, 4, stm_buf_view(&b));
        stm_sql_bind_str(statement, 5, decision->relation);
        sqlite3_bind_int(statement, 6, decision->a_type);
        sqlite3_bind_int(statement, 7, decision->b_type);
        status = stm_sql_run(s->graph, statement, s->err);
    }
    stm_buf_dispose(&a);
    stm_buf_dispose(&b);
    return status;
}

stemma_status stm_settle_shown(stm_settling *s)
{
    char again[512];
    sqlite3_snprintf(sizeof again, again, "%s WHERE shown = 0", SHOWN);
    STM_TRY(stm_sql_exec(s->graph, again, s->err));
    sqlite3_stmt *statement = stm_sql_prepare(s->graph,
        "WITH a(id) AS (SELECT id FROM actor WHERE name = ?1 UNION"
        " SELECT e.actor FROM name n JOIN entity e ON e.id = n.entity WHERE n.folded = ?2),"
        " b(id) AS (SELECT id FROM actor WHERE name = ?3 UNION"
        " SELECT e.actor FROM name n JOIN entity e ON e.id = n.entity WHERE n.folded = ?4)"
        " UPDATE fact SET shown = 0 WHERE id IN (SELECT f.id FROM entity x JOIN fact f ON f.subject = x.id"
        " JOIN relation r ON r.id = f.relation JOIN entity y ON y.id = f.object"
        " JOIN actor p ON p.id = x.actor JOIN actor q ON q.id = y.actor"
        " WHERE x.actor IN a AND y.actor IN b AND r.name = ?5 AND ?6 IN (8, p.type) AND ?7 IN (8, q.type))",
        s->err);
    stemma_status status = statement == NULL ? STEMMA_ERR_STORE : STEMMA_OK;
    for (uint32_t i = 0; i < s->decisions.count && status == STEMMA_OK; i++) {
        if (s->decisions.items[i].verb == STM_FORGET) {
            status = forget(s, statement, &s->decisions.items[i]);
        }
    }
    sqlite3_finalize(statement);
    return status;
}
