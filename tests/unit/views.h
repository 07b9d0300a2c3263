/* Views built by hand, for tests of what reads the store: no file, no SQLite.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_VIEWS_H
#define STM_VIEWS_H
#include <stdlib.h>

#include "store/store.h"

static inline void view_start(stm_view *view)
{
    *view = (stm_view){0};
    stm_arena_init(&view->arena);
}

static inline uint32_t view_node(stm_view *view, const char *name, stm_type type)
{
    stm_str copy = stm_arena_copy(&view->arena, stm_str_of(name));
    int64_t id = (int64_t)view->nodes.count + 1;
    (void)stm_vec_push(&view->nodes,
        (stm_node){.id = id,
            .name = copy,
            .type = (uint8_t)type,
            .named = true,
            .mentions = 1,
            .documents = 1});
    return view->nodes.count - 1;
}

static inline uint32_t view_document(stm_view *view, const char *path, const char *date)
{
    uint32_t index = view->documents.count;
    stm_str name = stm_arena_copy(&view->arena, stm_str_of(path));
    (void)stm_vec_push(&view->documents,
        (stm_source_document){.id = index + 1,
            .path = name,
            .title = name,
            .url = STM_EMPTY,
            .date = stm_arena_copy(&view->arena, stm_str_of(date)),
            .source = STM_EMPTY,
            .lang = STM_EMPTY,
            .origin = index});
    return index;
}

static inline uint32_t view_relation(stm_view *view, const char *name)
{
    for (uint32_t i = 0; i < view->relations.count; i++) {
        if (stm_str_is(view->relations.items[i], name)) {
            return i;
        }
    }
    (void)stm_vec_push(&view->relations, stm_arena_copy(&view->arena, stm_str_of(name)));
    return view->relations.count - 1;
}

static inline stm_edge *view_edge(
    stm_view *view, uint32_t from, const char *relation, uint32_t to, uint32_t document)
{
    int64_t id = (int64_t)view->edges.count + 1;
    uint32_t kind = view_relation(view, relation);
    (void)stm_vec_push(&view->edges,
        (stm_edge){.id = id,
            .subject = from,
            .object = to,
            .relation = kind,
            .in_vocabulary = true,
            .confidence = 0.9f,
            .speaker = STM_NONE,
            .time = STM_EMPTY,
            .place = STM_EMPTY,
            .amount = STM_EMPTY,
            .rule = STM_EMPTY,
            .document = document});
    return &view->edges.items[view->edges.count - 1];
}

/* Folds the edges into bundles in the simplest way there is. */
static inline void view_fold(stm_view *view)
{
    for (uint32_t i = 0; i < view->edges.count; i++) {
        const stm_edge *e = &view->edges.items[i];
        uint32_t at = 0;
        while (at < view->bundles.count) {
            const stm_bundle *b = &view->bundles.items[at];
            if (b->subject == e->subject && b->object == e->object && b->relation == e->relation &&
                b->negated == e->negated && b->modality == e->modality) {
                break;
            }
            at++;
        }
        if (at == view->bundles.count) {
            (void)stm_vec_push(&view->bundles,
                (stm_bundle){.subject = e->subject,
                    .object = e->object,
                    .relation = e->relation,
                    .negated = e->negated,
                    .in_vocabulary = e->in_vocabulary,
                    .modality = e->modality,
                    .first_edge = i,
                    .time = e->time});
        }
        view->bundles.items[at].facts++;
        view->bundles.items[at].sources = 1;
    }
}

static inline void view_end(stm_view *view)
{
    stm_vec_free(&view->nodes);
    stm_vec_free(&view->edges);
    stm_vec_free(&view->bundles);
    stm_vec_free(&view->relations);
    stm_vec_free(&view->documents);
    stm_arena_dispose(&view->arena);
}
#endif
