/* SVG 1.1, one element a mark, no scripts, no references to anything outside. Titles are what browsers show as
 * tooltips and what screen readers read. SPDX-License-Identifier: MIT */
#include "draw/ink.h"
#include "draw/picture.h"

static void point(ink *out, const char *x_name, const char *y_name, spot s)
{
    ink_print(out, " %s=\"", x_name);
    ink_number(out, s.x);
    ink_print(out, "\" %s=\"", y_name);
    ink_number(out, s.y);
    ink_text(out, "\"");
}

static void pair(ink *out, spot s)
{
    ink_number(out, s.x);
    ink_text(out, ",");
    ink_number(out, s.y);
}

static void paint(ink *out, const mark *m)
{
    ink_print(out, " fill=\"%s\"", m->fill == NULL ? "none" : m->fill);
    if (m->opacity < 1) {
        ink_text(out, " fill-opacity=\"");
        ink_number(out, m->opacity);
        ink_text(out, "\"");
    }
    if (m->stroke != NULL) {
        ink_print(out, " stroke=\"%s\" stroke-width=\"", m->stroke);
        ink_number(out, m->width);
        ink_text(out, m->dashed ? "\" stroke-dasharray=\"5 3.5\"" : "\"");
    }
    ink_text(out, "/>\n");
}

static void path(ink *out, const mark *m, const spot *spots)
{
    ink_text(out, "<path d=\"M");
    pair(out, spots[0]);
    for (size_t i = 1; i < m->count; i++) {
        ink_text(out, i % 3 == 1 ? "C" : " ");
        pair(out, spots[i]);
    }
    ink_text(out, m->kind == MARK_SHAPE ? "Z\"" : "\"");
    paint(out, m);
}

static void polygon(ink *out, const mark *m, const spot *spots)
{
    ink_text(out, "<polygon points=\"");
    for (size_t i = 0; i < m->count; i++) {
        ink_text(out, i == 0 ? "" : " ");
        pair(out, spots[i]);
    }
    ink_text(out, "\"");
    paint(out, m);
}

static void text(ink *out, const mark *m, const spot *spots)
{
    static const char *const anchors[] = {"start", "middle", "end"};
    ink_text(out, "<text");
    point(out, "x", "y", spots[0]);
    ink_text(out, " font-size=\"");
    ink_number(out, m->size);
    ink_print(out, "\" text-anchor=\"%s\" fill=\"%s\"%s%s>", anchors[m->at], m->fill,
        m->bold ? " font-weight=\"bold\"" : "", m->italic ? " font-style=\"italic\"" : "");
    ink_xml(out, m->text);
    ink_text(out, "</text>\n");
}

static void open_group(ink *out, const mark *m)
{
    ink_text(out, "<g");
    if (m->id[0] != '\0') {
        ink_print(out, " id=\"%s\"", m->id);
    }
    ink_print(out, " class=\"%s\"", m->role);
    if (m->data != NULL) {
        ink_text(out, m->data);
    }
    ink_text(out, ">");
    if (m->text != NULL && m->text[0] != '\0') {
        ink_text(out, "<title>");
        ink_xml(out, m->text);
        ink_text(out, "</title>");
    }
    ink_text(out, "\n");
}

static void one(ink *out, const mark *m, const spot *spots)
{
    switch (m->kind) {
    case MARK_POLYGON:
        polygon(out, m, spots);
        break;
    case MARK_CURVE:
    case MARK_SHAPE:
        path(out, m, spots);
        break;
    case MARK_ELLIPSE:
        ink_text(out, "<ellipse");
        point(out, "cx", "cy", spots[0]);
        point(out, "rx", "ry", spots[1]);
        paint(out, m);
        break;
    case MARK_TEXT:
        text(out, m, spots);
        break;
    case MARK_OPEN:
        open_group(out, m);
        break;
    case MARK_CLOSE:
        ink_text(out, "</g>\n");
        break;
    }
}

void picture_write_svg(const picture *p, FILE *out)
{
    ink svg = {0};
    ink_text(&svg, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"");
    ink_number(&svg, p->width);
    ink_text(&svg, "pt\" height=\"");
    ink_number(&svg, p->height);
    ink_text(&svg, "pt\" viewBox=\"0 0 ");
    ink_number(&svg, p->width);
    ink_text(&svg, " ");
    ink_number(&svg, p->height);
    ink_text(&svg,
        "\" role=\"img\" aria-labelledby=\"pt pd\" "
        "font-family=\"'Liberation Sans', Arial, Helvetica, 'DejaVu Sans', sans-serif\">\n<title id=\"pt\">");
    ink_xml(&svg, p->title);
    ink_text(&svg, "</title>\n<desc id=\"pd\">");
    ink_xml(&svg, p->description);
    ink_text(&svg, "</desc>\n");
    ink_print(
        &svg, "<rect class=\"paper\" width=\"100%%\" height=\"100%%\" fill=\"%s\"/>\n", p->paper);
    for (size_t i = 0; i < p->mark_count; i++) {
        one(&svg, &p->marks[i], p->spots + p->marks[i].first);
    }
    ink_text(&svg, "</svg>\n");
    if (fwrite(svg.data, 1, svg.length, out) != svg.length) {
        ink_die("the picture could not be written");
    }
}
