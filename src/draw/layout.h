/* Where things stand. SPDX-License-Identifier: MIT */
#ifndef LAYOUT_H
#define LAYOUT_H
#include "draw/drawing.h"
#include "draw/picture.h"

/* Measures symbols and words: sets radius, text and the size of every area. */
void layout_measure(drawing *d);
/* Middle of the symbol; its x is the area's. */
double layout_symbol_y(const node *n);
/* Gives every area its place; afterwards nothing overlaps and the least x and y are 0. *used_out names the engine. */
void layout_place(drawing *d, const char **used_out);

/* Areas that are moved together: those of nodes, and those of the words of edges among them. */
typedef struct crowd {
    plate **areas;
    double *weights; /* how hard one moves */
    size_t (*ends)
        [2]; /* of the words of an edge: its two actors, as indices here; of an actor: itself, itself */
    size_t count;
    bool
        roomy; /* between words and their own actors stays room for a line one can see, and its arrow */
} crowd;

/* engine.c: places by one of Graphviz' engines ("neato"), from the given start; false when it refuses. */
bool engine_run(const crowd *c, const char *engine, int start);
bool engine_known(const char *engine);

/* arrange.c: pushes areas apart until there is a gap between any two. */
void arrange_apart(const crowd *c);
/* Turns the drawing so that its longest extent is horizontal and stretches it towards width : height. */
void arrange_turn(const crowd *c, double aspect);
/* Draws everything together as far as it goes without overlap. */
void arrange_tighten(const crowd *c);
/* What stays free between words and their own actors: 0 where the line begins, 1 where its arrow is; -1 between others. */
double arrange_own_gap(int end);
enum { LAYOUT_GIVE = 4 }; /* so much less is enough for those who move things afterwards */

/* pieces.c: actors that are tied to each other, directly or not, are one piece; the largest comes first. */
typedef struct pieces {
    crowd *list;
    size_t count;
} pieces;
pieces pieces_of(drawing *d);
/* Puts the pieces side by side, small ones where the large ones leave room. */
void pieces_pack(drawing *d, const pieces *p, double aspect);

/* bend.c: moves the words of lines to where the lines bend little and cross little. */
void bend_lines(drawing *d);

/* judge.c: how bad a layout is: lines under actors and words, crossings, detours, waste of paper. */
typedef struct judgement {
    size_t under_actors, under_words, crossings;
    double cost;
} judgement;
judgement judge_layout(const drawing *d, double aspect);

/* Parts of that cost, for those who try one change after the other. */
enum { TRAIL_STEPS = 16 };
typedef struct trail {
    spot at[TRAIL_STEPS + 1]; /* along the line that one sees */
    double left, right, top, bottom, length;
} trail;
trail judge_follow(const drawing *d, const edge *e);
/* What one actor and the lines at it have a part in; `all` holds the trail of every line. */
double judge_actor(const drawing *d, const trail *all, size_t actor);
/* Paper used against what the boxes need, and how far the shape is from the one wished for. */
double judge_paper(const drawing *d, double aspect);

/* polish.c: moves single actors, with the words of their lines, as long as that makes the layout better. */
void polish_layout(drawing *d, const pieces *p, double aspect);
#endif
