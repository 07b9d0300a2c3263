/* A Cypher script that builds the graph in Neo4j: one statement a line, each can be run again
 * (MERGE by key). Relations are types, so they are written in backquotes; a denied fact has the
 * type `not_acquired`, because MATCH (a)-[:acquired]->(b) would tell the opposite of what was said.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "exchange/exchange.h"

static void add_string(stm_buf *buf, stm_str s)
{
    stm_buf_char(buf, '\'');
    for (uint32_t i = 0; i < s.len; i++) {
        if (s.ptr[i] == '\'' || s.ptr[i] == '\\') {
            stm_buf_char(buf, '\\');
        }
        stm_buf_char(buf, s.ptr[i]);
    }
    stm_buf_char(buf, '\'');
}

static void add_name(stm_buf *buf, const char *prefix, stm_str s)
{
    stm_buf_char(buf, '`');
    stm_buf_text(buf, prefix);
    for (uint32_t i = 0; i < s.len; i++) {
        if (s.ptr[i] == '`') {
            stm_buf_char(buf, '`');
        }
        /* Cypher reads \uXXXX everywhere, also in names. */
        stm_buf_text(buf, s.ptr[i] == '\\' ? "\\u005C" : "");
        if (s.ptr[i] != '\\') {
            stm_buf_char(buf, s.ptr[i]);
        }
    }
    stm_buf_char(buf, '`');
}

static void add_fact(stm_export *out, const stm_row *row, const char *id)
{
    const stm_edge *edge = &out->view->edges.items[row->edge];
    stm_buf *buf = &out->buf;
    stm_buf_text(buf, "MATCH (s:Actor {key: ");
    add_string(buf, out->keys[edge->subject]);
    stm_buf_text(buf, "}), (o:Actor {key: ");
    add_string(buf, out->keys[edge->object]);
    stm_buf_text(buf, "}) MERGE (s)-[f:");
    add_name(buf, edge->negated ? STM_NOT_PREFIX : "", row->cells[STM_X_RELATION]);
    stm_buf_print(
        buf, " {id: '%s'}]->(o) SET f.negated = %s", id, edge->negated ? "true" : "false");
    for (uint32_t i = STM_X_TIME; i < STM_X_COUNT; i++) {
        if (row->cells[i].len == 0 || i == STM_X_SUBJECT_TYPE || i == STM_X_OBJECT_TYPE ||
            i == STM_X_UNNAMED) {
            continue;
        }
        stm_buf_print(buf, ", f.%s = ", stm_column_names[i]);
        if (i == STM_X_CONFIDENCE || i == STM_X_FACTS || i == STM_X_SOURCES) {
            stm_buf_str(buf, row->cells[i]);
        } else {
            add_string(buf, row->cells[i]);
        }
    }
    stm_buf_text(buf, ";\n");
}

stemma_status stm_write_cypher(stm_export *out, stemma_error *err)
{
    stm_buf_text(&out->buf,
        "CREATE CONSTRAINT actor_key IF NOT EXISTS FOR (a:Actor) REQUIRE a.key IS UNIQUE;\n");
    for (uint32_t i = 0; i < out->view->nodes.count; i++) {
        uint32_t index = out->node_order[i];
        const stm_node *node = &out->view->nodes.items[index];
        stm_buf_text(&out->buf, "MERGE (a:Actor {key: ");
        add_string(&out->buf, out->keys[index]);
        stm_buf_print(&out->buf, "}) SET a:%s, a.name = ", stm_type_name(node->type));
        add_string(&out->buf, out->names[index]);
        stm_buf_print(&out->buf, ", a.named = %s, a.mentions = %u, a.documents = %u;\n",
            node->named ? "true" : "false", node->mentions, node->documents);
        STM_TRY(stm_export_step(out, err));
    }
    stm_fact_id id = {0};
    for (uint32_t i = 0; i < out->view->edges.count; i++) {
        stm_row row;
        STM_TRY(stm_export_row(out, i, &row, err));
        stm_export_fact_id(&row, &id);
        add_fact(out, &row, id.text);
        STM_TRY(stm_export_step(out, err));
    }
    return STEMMA_OK;
}
