/* stemma-draw: reads a neutral graph on standard input, writes the picture on standard output. The only program of
 * the house that links Graphviz; it runs as a child of stemma under limits of time and memory, and its end, whatever
 * kind, is an error message there. Notes for the user go to standard error as lines that begin with "note: ".
 * SPDX-License-Identifier: MIT */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/personality.h>
#include <unistd.h>

#include "draw/compose.h"
#include "draw/dot_out.h"
#include "draw/ink.h"
#include "draw/layout.h"

static const double least_size = 9;

/* Scales everything into the page that was wished for and centres it. */
static void fit(picture *p, double width, double height)
{
    double scale = fmin(width / p->width, height / p->height);
    double dx = (width - p->width * scale) / 2, dy = (height - p->height * scale) / 2;
    for (size_t i = 0; i < p->mark_count; i++) {
        mark *m = &p->marks[i];
        for (size_t k = 0; k < m->count; k++) {
            spot *s = &p->spots[m->first + k];
            bool radii = m->kind == MARK_ELLIPSE && k == 1;
            *s = (spot){s->x * scale + (radii ? 0 : dx), s->y * scale + (radii ? 0 : dy)};
        }
        m->width *= scale;
        m->size *= scale;
    }
    p->width = width;
    p->height = height;
    if (scale * least_size < least_size - 0.05) {
        fprintf(stderr,
            "note: the smallest text is %.1f points at this size; fewer actors (--top) or a larger "
            "--size make it readable\n",
            scale * least_size);
    }
}

static void write_positions(const drawing *d)
{
    FILE *out = fdopen(3, "w");
    if (out == NULL) {
        return;
    }
    for (size_t i = 0; i < d->node_count; i++) {
        ink text = {0};
        ink_print(&text, "%u\t", d->nodes[i].id);
        ink_number(&text, d->nodes[i].area.x);
        ink_text(&text, "\t");
        ink_number(&text, d->nodes[i].area.y);
        ink_text(&text, "\n");
        fputs(text.data, out);
    }
    fclose(out);
}

static void write_picture(const drawing *d, const theme *t, picture *p)
{
    if (strcmp(d->format, "dot") == 0) {
        dot_write(d, t, stdout);
        return;
    }
    if (d->width > 0 && d->height > 0) {
        fit(p, d->width, d->height);
    }
    if (strcmp(d->format, "svg") == 0) {
        picture_write_svg(p, stdout);
    } else if (strcmp(d->format, "png") == 0 || strcmp(d->format, "pdf") == 0) {
        picture_write_rendered(p, d->format, stdout);
    } else {
        ink_die("unknown format \"%.40s\"", d->format);
    }
}

/* sfdp orders some things by their address: with the kernel's address randomisation each run gives another picture. */
static void fix_addresses(void)
{
    int now = personality(0xffffffff);
    char name[] = "stemma-draw";
    char *const arguments[] = {name, NULL};
    if (now != -1 && (now & ADDR_NO_RANDOMIZE) == 0 &&
        personality((unsigned long)now | ADDR_NO_RANDOMIZE) != -1) {
        execv("/proc/self/exe",
            arguments); /* comes back only when that is not allowed: then go on as we are */
    }
}

int main(void)
{
    fix_addresses();
    drawing d;
    picture p;
    const char *engine = "none";
    drawing_read(stdin, &d);
    const theme *t = theme_of(d.theme);
    if (d.timeline) {
        compose_timeline(&d, t, &p);
    } else {
        layout_measure(&d);
        layout_place(&d, &engine);
        compose_network(&d, t, &p);
    }
    if (strcmp(engine, "ring") == 0) {
        fprintf(stderr, "note: Graphviz gave no layout; the actors stand on a ring\n");
    }
    write_picture(&d, t, &p);
    if (d.wants_positions) {
        write_positions(&d);
    }
    int code = fflush(stdout) == 0 && ferror(stdout) == 0 ? 0 : 1;
    fflush(stderr);
    _exit(code); /* not exit(): Graphviz' clean-up is where it crashes */
}
