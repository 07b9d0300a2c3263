/* Hand-made documents for tests of the store: sentences, actors and facts without any model.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_STORE_FIXTURE_H
#define STM_STORE_FIXTURE_H
#include <stdlib.h>
#include <unistd.h>

#include "base/files.h"
#include "check.h"
#include "store/rows.h"
#include "store/store.h"

/* One sentence "SUBJECT verb OBJECT." for each fact. */
typedef struct fixture_fact {
    const char *subject, *relation, *object;
    bool negated;
    const char *time;
} fixture_fact;

/* "viele Ideen" is a noun phrase, "xAI" and "Elon Musk" are names. */
static inline bool fixture_is_named(const char *name)
{
    return !(name[0] >= 'a' && name[0] <= 'z' && strchr(name, ' ') != NULL);
}

static inline uint32_t fixture_actor(stm_doc *doc, const char *name, stm_type type)
{
    for (uint32_t i = 0; i < doc->actors.count; i++) {
        if (stm_str_is(doc->actors.items[i].name, name)) {
            return i;
        }
    }
    stm_actor actor = {.name = stm_arena_copy(&doc->arena, stm_str_of(name)),
        .type = (uint8_t)type,
        .named = fixture_is_named(name)};
    assert_true(stm_vec_push(&doc->actors, actor));
    return doc->actors.count - 1;
}

static inline void fixture_mention(stm_doc *doc, uint32_t sentence, uint32_t actor, stm_span span)
{
    stm_mention mention = {.sentence = sentence,
        .token_count = 1,
        .span = span,
        .actor = actor,
        .confidence = 0.9f,
        .type = doc->actors.items[actor].type,
        .kind = STM_MENTION_NAME};
    assert_true(stm_vec_push(&doc->mentions, mention));
    doc->actors.items[actor].mention_count++;
}

/* Fills doc (initialised by the caller) with text, sentences, actors, mentions and facts. */
static inline void fixture_doc(
    stm_doc *doc, const char *path, const fixture_fact *facts, uint32_t count)
{
    stm_buf text;
    stm_buf_init(&text);
    doc->lang = STM_LANG_DE;
    doc->meta.path = stm_arena_copy(&doc->arena, stm_str_of(path));
    for (uint32_t i = 0; i < count; i++) {
        const fixture_fact *f = &facts[i];
        uint32_t begin = (uint32_t)text.length, subject_end = begin + (uint32_t)strlen(f->subject);
        uint32_t verb_end = subject_end + 1 + (uint32_t)strlen(f->relation);
        uint32_t end = verb_end + 1 + (uint32_t)strlen(f->object);
        stm_buf_print(
            &text, "%s %s %s.%s", f->subject, f->relation, f->object, i % 3 == 2 ? "\n\n" : " ");
        stm_sentence sentence = {.span = {begin, end + 1}};
        assert_true(stm_vec_push(&doc->sentences, sentence));
        uint32_t subject = fixture_actor(doc, f->subject, STM_TYPE_PERSON);
        uint32_t object = fixture_actor(doc, f->object, STM_TYPE_ORGANIZATION);
        fixture_mention(doc, i, subject, (stm_span){begin, subject_end});
        fixture_mention(doc, i, object, (stm_span){verb_end + 1, end});
        stm_fact fact = {
            .sentence = i,
            .prop = STM_NONE,
            .subject = subject,
            .object = object,
            .subject_span = {begin, subject_end},
            .predicate_span = {subject_end + 1, verb_end},
            .object_span = {verb_end + 1, end},
            .relation = stm_str_of(f->relation),
            .in_vocabulary = true,
            .rule = "fixture",
            .speaker = STM_NONE,
            .time = stm_str_of(f->time),
            .place = STM_EMPTY,
            .amount = STM_EMPTY,
            .marks = {.negated = f->negated,
                .speaker = STM_NONE,
                .time = STM_NONE,
                .place = STM_NONE,
                .amount = STM_NONE,
                .confidence = 0.75f},
        };
        assert_true(stm_vec_push(&doc->facts, fact));
    }
    doc->text = stm_arena_copy(&doc->arena, stm_buf_view(&text));
    stm_buf_dispose(&text);
}

static inline stm_put fixture_put(
    stemma_graph *graph, const char *path, const fixture_fact *facts, uint32_t count)
{
    stemma_error err = {0};
    stm_doc doc;
    stm_put put = STM_PUT_UNCHANGED;
    stm_doc_init(&doc);
    fixture_doc(&doc, path, facts, count);
    CHECK_OK(stm_store_put(graph, &doc, &put, &err));
    stm_doc_dispose(&doc);
    return put;
}

static inline void fixture_delete(const char *path)
{
    char side[256];
    remove(path);
    snprintf(side, sizeof side, "%s-wal", path);
    remove(side);
    snprintf(side, sizeof side, "%s-shm", path);
    remove(side);
}

static inline stemma_graph *fixture_open(const char *path)
{
    stemma_error err = {0};
    stemma_graph *graph = NULL;
    CHECK_OK(stemma_graph_open(path, STEMMA_OPEN_CREATE, &graph, &err));
    return graph;
}

/* Rows of a table. */
static inline int64_t fixture_count(stemma_graph *graph, const char *table)
{
    stemma_error err = {0};
    stm_rows *rows = NULL;
    bool row = false;
    char sql[96];
    snprintf(sql, sizeof sql, "SELECT count(*) FROM %s", table);
    CHECK_OK(stm_rows_open(graph, stm_str_of(sql), &rows, &err));
    CHECK_OK(stm_rows_next(rows, &row, &err));
    int64_t count = stm_rows_integer(rows, 0);
    stm_rows_close(rows);
    return count;
}

/* The view as text without ids: what an export would hold. */
static inline char *fixture_dump(stemma_graph *graph, const stemma_filter *filter)
{
    stemma_error err = {0};
    stm_view view;
    stm_buf out;
    stm_buf_init(&out);
    CHECK_OK(stm_view_load(graph, filter, &view, &err));
    for (uint32_t i = 0; i < view.nodes.count; i++) {
        const stm_node *n = &view.nodes.items[i];
        stm_buf_print(&out, "N %.*s %u %d %u %u\n", STM_ARG(n->name), n->type, n->named,
            n->mentions, n->documents);
    }
    for (uint32_t i = 0; i < view.edges.count; i++) {
        const stm_edge *e = &view.edges.items[i];
        stm_buf_print(&out, "E %u %.*s %u %d %d %.*s %u\n", e->subject,
            STM_ARG(view.relations.items[e->relation]), e->object, e->negated, e->modality,
            STM_ARG(e->time), e->document);
    }
    for (uint32_t i = 0; i < view.bundles.count; i++) {
        const stm_bundle *b = &view.bundles.items[i];
        stm_buf_print(&out, "B %u %u %u %d %u %u %u %.*s\n", b->subject, b->relation, b->object,
            b->negated, b->facts, b->sources, b->first_edge, STM_ARG(b->time));
    }
    for (uint32_t i = 0; i < view.documents.count; i++) {
        const stm_source_document *d = &view.documents.items[i];
        stm_buf_print(&out, "D %.*s %u\n", STM_ARG(d->path), d->origin);
    }
    stm_buf_text(&out, "");
    stm_view_dispose(&view);
    return stm_buf_take(&out);
}
#endif
