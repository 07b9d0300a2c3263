/* Coreference gold: markup and scorer. Places are compared by their count of non-blank bytes, so
 * that line breaks and blanks may differ between the text and its analysis.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "check.h"

#include "coref_gold.h"
#include "names/names.h"

static bool read_label(const char **at, gold_mention *m)
{
    unsigned long id = strtoul(*at, (char **)(uintptr_t)at, 10);
    m->id = (unsigned)id;
    m->second = 0;
    m->kind = 'n';
    if (**at == '+') {
        ++*at;
        m->second = (unsigned)strtoul(*at, (char **)(uintptr_t)at, 10);
    }
    if (**at == 'p' || **at == 'd') {
        m->kind = *(*at)++;
    }
    return id > 0 && *(*at)++ == ' ';
}

bool gold_read(const char *marked, gold_text *out)
{
    uint32_t open[8], depth = 0;
    memset(out, 0, sizeof *out);
    for (const char *at = marked; *at != '\0';) {
        if (*at == '[') {
            if (depth == 8 || out->count == GOLD_MENTIONS) {
                return false;
            }
            open[depth++] = out->count;
            gold_mention *m = &out->mentions[out->count++];
            at++;
            if (!read_label(&at, m)) {
                return false;
            }
            m->span.begin = out->length;
        } else if (*at == ']') {
            if (depth == 0) {
                return false;
            }
            out->mentions[open[--depth]].span.end = out->length;
            at++;
        } else if (out->length + 1 < GOLD_BYTES) {
            if (*at != ' ' && *at != '\n') { /* places are counted in non-blank bytes */
                out->text[out->length++] = *at;
            }
            at++;
        } else {
            return false;
        }
    }
    return depth == 0;
}

static uint32_t place_of(const stm_doc *doc, uint32_t byte)
{
    uint32_t place = 0;
    for (uint32_t i = 0; i < byte && i < doc->text.len; i++) {
        place += doc->text.ptr[i] != ' ' && doc->text.ptr[i] != '\n' ? 1 : 0;
    }
    return place;
}

typedef struct placed {
    uint32_t begin, end, head_begin;
} placed;

static bool inside(uint32_t place, stm_span span)
{
    return place >= span.begin && place < span.end;
}

/* Is this head part of a smaller gold mention within the larger one? */
static bool in_nested(const gold_text *gold, uint32_t outer, uint32_t place)
{
    stm_span o = gold->mentions[outer].span;
    for (uint32_t i = 0; i < gold->count; i++) {
        stm_span s = gold->mentions[i].span;
        bool nested =
            i != outer && s.begin >= o.begin && s.end <= o.end && s.end - s.begin < o.end - o.begin;
        if (nested && inside(place, s)) {
            return true;
        }
    }
    return false;
}

enum { NOBODY = 1000, ACTORS = 64 };

/* Actors that the document links the gold mention with; returns how many. */
static uint32_t linked(
    const gold_text *gold, uint32_t at, const stm_doc *doc, const placed *where, uint32_t *actors)
{
    const gold_mention *g = &gold->mentions[at];
    uint32_t count = 0;
    for (uint32_t i = 0; i < doc->mentions.count; i++) {
        const stm_mention *m = &doc->mentions.items[i];
        bool kind = g->kind == 'n' ? m->kind == STM_MENTION_NAME
            : g->kind == 'p'       ? m->kind == STM_MENTION_PRONOUN
                                   : m->kind == STM_MENTION_DESCRIPTION;
        if (kind && m->actor != STM_NONE && inside(where[i].head_begin, g->span) &&
            where[i].end <= g->span.end + 40 && !in_nested(gold, at, where[i].head_begin) &&
            count < 4) {
            actors[count++] = m->actor;
        }
    }
    if (g->kind == 'n' &&
        count > 1) { /* `Spaniens Ministerpräsidentin Isabel Cano`: the last name is meant */
        actors[0] = actors[count - 1];
        count = 1;
    }
    return count;
}

/* Which actor each gold number is: the one that most of its names have. */
static void map_ids(
    const gold_text *gold, const stm_doc *doc, const placed *where, uint32_t *actor_of)
{
    unsigned votes[ACTORS][ACTORS] = {{0}};
    for (uint32_t i = 0; i < gold->count; i++) {
        uint32_t actors[4],
            count = gold->mentions[i].kind == 'n' ? linked(gold, i, doc, where, actors) : 0;
        for (uint32_t k = 0; k < count; k++) {
            if (gold->mentions[i].id < ACTORS && actors[k] < ACTORS) {
                votes[gold->mentions[i].id][actors[k]]++;
            }
        }
    }
    for (unsigned id = 0; id < ACTORS; id++) {
        actor_of[id] = NOBODY;
        unsigned most = 0;
        for (uint32_t a = 0; a < ACTORS; a++) {
            if (votes[id][a] > most) {
                most = votes[id][a];
                actor_of[id] = a;
            }
        }
        for (unsigned other = 0; other < id;
             other++) { /* two people in one actor: the later one counts as missed */
            actor_of[id] = actor_of[other] == actor_of[id] ? NOBODY : actor_of[id];
        }
    }
}

static bool is_right(
    const gold_mention *g, const uint32_t *actors, uint32_t count, const uint32_t *actor_of)
{
    bool first = false, second = g->second == 0;
    for (uint32_t i = 0; i < count; i++) {
        first = first || actors[i] == actor_of[g->id];
        second = second || actors[i] == actor_of[g->second];
        if (actors[i] != actor_of[g->id] && (g->second == 0 || actors[i] != actor_of[g->second])) {
            return false;
        }
    }
    return first && second;
}

static void count_spurious(const gold_text *gold, const stm_doc *doc, const placed *where,
    gold_score *score, FILE *report, const char *name)
{
    for (uint32_t i = 0; i < doc->mentions.count; i++) {
        const stm_mention *m = &doc->mentions.items[i];
        bool marked = m->kind != STM_MENTION_PRONOUN || m->actor == STM_NONE;
        for (uint32_t g = 0; g < gold->count && !marked; g++) {
            marked = gold->mentions[g].kind == 'p' &&
                inside(where[i].head_begin, gold->mentions[g].span);
        }
        score->spurious += marked ? 0 : 1;
        if (!marked && report != NULL) {
            fprintf(report, "%s: spurious %.*s\n", name, STM_ARG(stm_doc_slice(doc, m->span)));
        }
    }
}

void gold_add(
    const gold_text *gold, const stm_doc *doc, gold_score *score, FILE *report, const char *name)
{
    uint32_t actor_of[ACTORS], actors[4];
    placed *where = calloc(doc->mentions.count + 1u, sizeof *where);
    assert_non_null(where);
    for (uint32_t i = 0; i < doc->mentions.count; i++) {
        const stm_mention *m = &doc->mentions.items[i];
        where[i] = (placed){place_of(doc, m->span.begin), place_of(doc, m->span.end),
            m->kind == STM_MENTION_NAME ? place_of(doc, m->span.begin)
                                        : place_of(doc, doc->tokens.items[m->head].span.begin)};
    }
    map_ids(gold, doc, where, actor_of);
    for (uint32_t i = 0; i < gold->count; i++) {
        const gold_mention *g = &gold->mentions[i];
        uint32_t count = linked(gold, i, doc, where, actors);
        bool right = count > 0 && is_right(g, actors, count, actor_of);
        unsigned *all = g->kind == 'n' ? &score->names
            : g->kind == 'p'           ? &score->pronouns
                                       : &score->descriptions;
        unsigned *good = g->kind == 'n' ? &score->names_right
            : g->kind == 'p'            ? &score->pronouns_right
                                        : &score->descriptions_right;
        ++*all;
        *good += right ? 1 : 0;
        score->pronouns_wrong += g->kind == 'p' && !right && count > 0 ? 1 : 0;
        score->descriptions_wrong += g->kind == 'd' && !right && count > 0 ? 1 : 0;
        if (!right && report != NULL) {
            fprintf(report, "%s: %c %u missed: %.*s -> %.*s\n", name, g->kind, g->id,
                (int)(g->span.end - g->span.begin), gold->text + g->span.begin,
                STM_ARG(count > 0 ? doc->actors.items[actors[0]].name : STM_LIT("(open)")));
        }
    }
    count_spurious(gold, doc, where, score, report, name);
    free(where);
}
