/* Hill climbing after the layout: an actor tries places nearby, one who has a single tie also places around the other
 * end; the words of the lines come along. A move counts when nothing touches and the judge finds the whole better.
 * Always the same order, no chance in it. SPDX-License-Identifier: MIT */
#include <math.h>
#include <stdlib.h>

#include "draw/ink.h"
#include "draw/layout.h"

enum { ROUNDS = 6, MOST_WORK = 40000000, DIRECTIONS = 8, ANGLES = 20 };
static const double between_pieces = 24;

typedef struct polishing {
    drawing *d;
    double aspect;
    trail *trails;
    size_t *piece; /* of each box: actors, then words */
    double paper;
} polishing;

static plate *box(drawing *d, size_t i)
{
    return i < d->node_count ? &d->nodes[i].area : &d->edges[i - d->node_count].area;
}

static bool at_actor(const drawing *d, size_t line, size_t actor)
{
    return d->edges[line].from == actor || d->edges[line].to == actor;
}

/* The gap that box i wants to box k. */
static double wanted_gap(const polishing *p, size_t i, size_t k)
{
    size_t nodes = p->d->node_count, words = i > k ? i : k, actor = i > k ? k : i;
    if (p->piece[i] != p->piece[k]) {
        return between_pieces;
    }
    return words >= nodes && actor < nodes && at_actor(p->d, words - nodes, actor)
        ? arrange_own_gap(actor == p->d->edges[words - nodes].to)
        : arrange_own_gap(-1);
}

static bool is_free(const polishing *p, size_t i)
{
    const plate *a = box(p->d, i);
    for (size_t k = 0; k < p->d->node_count + p->d->edge_count; k++) {
        const plate *b = box(p->d, k);
        double dx = fabs(a->x - b->x) - (a->width + b->width) / 2;
        double dy = fabs(a->y - b->y) - (a->height + b->height) / 2;
        if (k != i && dx < between_pieces && dy < between_pieces) {
            double gap = wanted_gap(p, i, k) - LAYOUT_GIVE;
            if (dx < gap && dy < gap) {
                return false;
            }
        }
    }
    return true;
}

static bool all_free(const polishing *p, size_t actor)
{
    if (!is_free(p, actor)) {
        return false;
    }
    for (size_t i = 0; i < p->d->edge_count; i++) {
        if (at_actor(p->d, i, actor) && !is_free(p, p->d->node_count + i)) {
            return false;
        }
    }
    return true;
}

/* Moves the actor; words go half the way, those of a loop all of it. `straight` puts words into the middle. */
static void move(polishing *p, size_t actor, double dx, double dy, bool straight)
{
    drawing *d = p->d;
    d->nodes[actor].area.x += dx;
    d->nodes[actor].area.y += dy;
    for (size_t i = 0; i < d->edge_count; i++) {
        edge *e = &d->edges[i];
        if (at_actor(d, i, actor)) {
            double share = e->from == e->to ? 1 : 0.5;
            e->area.x += share * dx;
            e->area.y += share * dy;
            if (straight && e->from != e->to) {
                e->area.x = (d->nodes[e->from].area.x + d->nodes[e->to].area.x) / 2;
                e->area.y =
                    (layout_symbol_y(&d->nodes[e->from]) + layout_symbol_y(&d->nodes[e->to])) / 2;
            }
        }
    }
}

static void follow(polishing *p, size_t actor)
{
    for (size_t i = 0; i < p->d->edge_count; i++) {
        if (at_actor(p->d, i, actor)) {
            p->trails[i] = judge_follow(p->d, &p->d->edges[i]);
        }
    }
}

typedef struct keep {
    plate actor, *words; /* of every line, those of others untouched */
} keep;

static void remember(const polishing *p, size_t actor, keep *k)
{
    k->actor = p->d->nodes[actor].area;
    for (size_t i = 0; i < p->d->edge_count; i++) {
        k->words[i] = p->d->edges[i].area;
    }
}

static void restore(polishing *p, size_t actor, const keep *k)
{
    p->d->nodes[actor].area = k->actor;
    for (size_t i = 0; i < p->d->edge_count; i++) {
        p->d->edges[i].area = k->words[i];
    }
}

/* Tries one move; takes it back unless it makes things better. */
static bool try_move(
    polishing *p, size_t actor, double dx, double dy, bool straight, keep *k, double *cost)
{
    remember(p, actor, k);
    move(p, actor, dx, dy, straight);
    if (all_free(p, actor)) {
        follow(p, actor);
        double paper = judge_paper(p->d, p->aspect),
               now = judge_actor(p->d, p->trails, actor) + paper;
        if (now < *cost - 0.05) {
            *cost = now;
            p->paper = paper;
            return true;
        }
        restore(p, actor, k);
        follow(p, actor);
        return false;
    }
    restore(p, actor, k);
    return false;
}

/* The other end when the actor has one tie only, else itself. */
static size_t only_neighbour(const drawing *d, size_t actor)
{
    size_t other = actor;
    for (size_t i = 0; i < d->edge_count; i++) {
        const edge *e = &d->edges[i];
        if (at_actor(d, i, actor)) {
            if (e->from == e->to || other != actor) {
                return actor;
            }
            other = e->from == actor ? e->to : e->from;
        }
    }
    return other;
}

static bool improve(polishing *p, size_t actor, keep *k)
{
    static const double steps[] = {9, 24, 60, 130, 260};
    drawing *d = p->d;
    double cost = judge_actor(d, p->trails, actor) + p->paper;
    bool moved = false;
    for (size_t s = 0; s < sizeof steps / sizeof steps[0]; s++) {
        for (int i = 0; i < DIRECTIONS; i++) {
            double angle = 6.283185307 * i / DIRECTIONS;
            moved =
                try_move(p, actor, steps[s] * cos(angle), steps[s] * sin(angle), false, k, &cost) ||
                moved;
        }
    }
    size_t other = only_neighbour(d, actor);
    for (int i = 0; other != actor && i < 3 * ANGLES; i++) {
        static const double scales[] = {0.75, 1, 1.3};
        const plate *a = &d->nodes[actor].area, *b = &d->nodes[other].area;
        double reach = hypot(a->x - b->x, (a->y - b->y) * 1.3) * scales[i / ANGLES];
        double angle = 6.283185307 * (i % ANGLES) / ANGLES;
        moved = try_move(p, actor, b->x + reach * cos(angle) - a->x,
                    b->y + reach * sin(angle) / 1.3 - a->y, true, k, &cost) ||
            moved;
    }
    return moved;
}

static void number_pieces(polishing *p, const pieces *list)
{
    size_t boxes = p->d->node_count + p->d->edge_count;
    for (size_t i = 0; i < list->count; i++) {
        for (size_t k = 0; k < list->list[i].count; k++) {
            for (size_t b = 0; b < boxes; b++) {
                p->piece[b] = box(p->d, b) == list->list[i].areas[k] ? i : p->piece[b];
            }
        }
    }
}

void polish_layout(drawing *d, const pieces *list, double aspect)
{
    size_t boxes = d->node_count + d->edge_count;
    polishing p = {.d = d,
        .aspect = aspect,
        .trails = ink_memory((d->edge_count + 1) * sizeof *p.trails),
        .piece = ink_memory((boxes + 1) * sizeof *p.piece),
        .paper = judge_paper(d, aspect)};
    keep k = {.words = ink_memory((d->edge_count + 1) * sizeof *k.words)};
    number_pieces(&p, list);
    for (size_t i = 0; i < d->edge_count; i++) {
        p.trails[i] = judge_follow(d, &d->edges[i]);
    }
    size_t rounds = MOST_WORK / (d->node_count * 40 * boxes + 1);
    rounds = rounds > ROUNDS ? ROUNDS : rounds;
    for (size_t round = 0; round < rounds; round++) {
        bool moved = false;
        for (size_t i = 0; i < d->node_count; i++) {
            moved = improve(&p, i, &k) || moved;
        }
        bend_lines(d);
        for (size_t i = 0; i < d->edge_count; i++) {
            p.trails[i] = judge_follow(d, &d->edges[i]);
        }
        if (!moved) {
            break;
        }
    }
    free(p.trails);
    free(p.piece);
    free(k.words);
}
