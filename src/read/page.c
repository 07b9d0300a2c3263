/* Main text of an HTML page, through libxml2's forgiving parser. A page is walked once, without recursion; what stands
 * in navigation, forms, scripts or comments is passed over, and so is a block that is mostly links (menus, "Related
 * News"). When the page marks its <article> or <main>, only that is read. It does not run scripts.
 * Method: block-wise link density (Kohlschütter et al. 2010), the part of it that needs no training.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include <libxml/HTMLparser.h>

#include "read/markup.h"

void stm_page_init(stm_page *page)
{
    *page = (stm_page){.lang = STM_LANG_UNKNOWN};
}

void stm_page_dispose(stm_page *page)
{
    stm_buf_dispose(&page->text);
    stm_buf_dispose(&page->title);
    stm_buf_dispose(&page->date);
    stm_buf_dispose(&page->url);
    stm_buf_dispose(&page->source);
    stm_page_init(page);
}

static bool is_one_of(const xmlNode *node, const char *const *names)
{
    for (; *names != NULL; names++) {
        if (node->name != NULL && xmlStrcasecmp(node->name, (const xmlChar *)*names) == 0) {
            return true;
        }
    }
    return false;
}

static const char *const skipped[] = {"script", "style", "nav", "noscript", "form", "button",
    "footer", "aside", "iframe", "svg", "figure", "select", "template", "head", "menu", NULL};
static const char *const blocks[] = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "div",
    "section", "article", "main", "blockquote", "td", "th", "tr", "table", "ul", "ol", "dl", "dd",
    "dt", "pre", "header", "body", "br", "hr", "address", "details", "summary", NULL};

static const char *attribute(const xmlNode *node, const char *name)
{
    for (const xmlAttr *a = node->properties; a != NULL; a = a->next) {
        if (xmlStrcasecmp(a->name, (const xmlChar *)name) == 0 && a->children != NULL &&
            a->children->content != NULL) {
            return (const char *)a->children->content;
        }
    }
    return NULL;
}

/* The next node in document order; `into` false passes over the subtree. */
static xmlNode *next_node(xmlNode *node, const xmlNode *top, bool into)
{
    if (into && node->children != NULL && node->type == XML_ELEMENT_NODE) {
        return node->children;
    }
    while (node != top && node->next == NULL) {
        node = node->parent;
        if (node == NULL) {
            return NULL;
        }
    }
    return node == top ? NULL : node->next;
}

static void fill_once(stm_buf *buf, const char *text)
{
    if (buf->length == 0 && text != NULL) {
        stm_buf_clean(buf, stm_str_trim(stm_str_of(text)));
    }
}

static void take_meta(const xmlNode *node, stm_page *page)
{
    const char *name = attribute(node, "property");
    const char *content = attribute(node, "content");
    name = name != NULL ? name : attribute(node, "name");
    name = name != NULL ? name : attribute(node, "itemprop");
    if (name == NULL || content == NULL) {
        return;
    }
    stm_str key = stm_str_of(name);
    char day[11];
    bool dated = stm_str_is(key, "article:published_time") || stm_str_is(key, "datePublished") ||
        stm_str_is(key, "date") || stm_str_is(key, "DC.date.issued") || stm_str_is(key, "pubdate");
    if (dated && stm_read_date(stm_str_of(content), day)) {
        fill_once(&page->date, day);
    } else if (stm_str_is(key, "og:title")) {
        stm_buf_clear(&page->title);
        fill_once(&page->title, content);
    } else if (stm_str_is(key, "og:site_name")) {
        fill_once(&page->source, content);
    } else if (stm_str_is(key, "og:url")) {
        fill_once(&page->url, content);
    }
}

static void take_head(xmlNode *node, stm_page *page)
{
    char day[11];
    if (is_one_of(node, (const char *const[]){"meta", NULL})) {
        take_meta(node, page);
    } else if (is_one_of(node, (const char *const[]){"html", NULL}) &&
        attribute(node, "lang") != NULL) {
        page->lang = stm_lang_of(stm_str_of(attribute(node, "lang")));
    } else if (is_one_of(node, (const char *const[]){"title", NULL}) && node->children != NULL) {
        fill_once(&page->title, (const char *)node->children->content);
    } else if (is_one_of(node, (const char *const[]){"time", NULL}) &&
        attribute(node, "datetime") != NULL &&
        stm_read_date(stm_str_of(attribute(node, "datetime")), day)) {
        fill_once(&page->date, day);
    } else if (is_one_of(node, (const char *const[]){"link", NULL}) &&
        attribute(node, "rel") != NULL && strcmp(attribute(node, "rel"), "canonical") == 0) {
        fill_once(&page->url, attribute(node, "href"));
    }
}

/* One block of running text while it is gathered. */
typedef struct block {
    stm_buf text;
    size_t linked; /* bytes of it that are links */
    bool gap;
} block;

static void add_text(block *b, stm_str s, bool linked)
{
    for (uint32_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
        if (blank) {
            b->gap = true;
            continue;
        }
        if (b->gap && b->text.length > 0) {
            stm_buf_char(&b->text, ' ');
        }
        b->gap = false;
        stm_buf_char(&b->text, c);
        b->linked += linked;
    }
}

/* A block that is mostly links is a menu or a list of other articles, unless it is long prose with many links. */
static void end_block(block *b, stm_page *page)
{
    bool menu = b->linked * 2 > b->text.length && b->text.length < 400;
    if (b->text.length > 0 && !menu) {
        if (page->text.length > 0) {
            stm_buf_text(&page->text, "\n\n");
        }
        stm_buf_clean(&page->text, stm_buf_view(&b->text));
        page->text.failed = page->text.failed || b->text.failed;
    }
    stm_buf_clear(&b->text);
    b->linked = 0;
    b->gap = false;
}

static bool inside_link(const xmlNode *node, const xmlNode *top)
{
    for (int depth = 0; node != NULL && node != top && depth < 8; node = node->parent, depth++) {
        if (node->type == XML_ELEMENT_NODE && is_one_of(node, (const char *const[]){"a", NULL})) {
            return true;
        }
    }
    return false;
}

static bool is_hidden(const xmlNode *node)
{
    const char *hidden = attribute(node, "aria-hidden");
    return attribute(node, "hidden") != NULL || (hidden != NULL && strcmp(hidden, "true") == 0);
}

static bool leaves_block(const xmlNode *from, const xmlNode *to, const xmlNode *top)
{
    for (const xmlNode *n = from; n != NULL && n != top && (to == NULL || n != to->parent);
         n = n->parent) {
        if (n->type == XML_ELEMENT_NODE && is_one_of(n, blocks)) {
            return true;
        }
    }
    return false;
}

static void gather(xmlNode *top, stm_page *page)
{
    block b = {.linked = 0};
    stm_buf_init(&b.text);
    for (xmlNode *node = top, *next; node != NULL; node = next) {
        bool element = node->type == XML_ELEMENT_NODE;
        bool pass = element && (is_one_of(node, skipped) || is_hidden(node));
        if (element && !pass && is_one_of(node, blocks)) {
            end_block(&b, page);
        }
        if (node->type == XML_TEXT_NODE && node->content != NULL) {
            add_text(&b, stm_str_of((const char *)node->content), inside_link(node, top));
        }
        next = next_node(node, top, !pass);
        if (next == NULL || leaves_block(node, next, top)) {
            end_block(&b, page);
        }
    }
    end_block(&b, page);
    page->text.failed = page->text.failed || b.text.failed;
    stm_buf_dispose(&b.text);
}

/* Bytes of running text below a node: which <article> of several is the page's own. */
static size_t text_bytes(xmlNode *top)
{
    size_t bytes = 0;
    for (xmlNode *node = top, *next; node != NULL; node = next) {
        bool pass = node->type == XML_ELEMENT_NODE && is_one_of(node, skipped);
        if (node->type == XML_TEXT_NODE && node->content != NULL) {
            bytes += strlen((const char *)node->content);
        }
        next = next_node(node, top, !pass);
    }
    return bytes;
}

static xmlNode *main_node(xmlNode *root, stm_page *page)
{
    xmlNode *best = NULL;
    size_t best_bytes = 0;
    for (xmlNode *node = root, *next; node != NULL; node = next) {
        if (node->type == XML_ELEMENT_NODE) {
            take_head(node, page);
            if (is_one_of(node, (const char *const[]){"article", "main", NULL})) {
                size_t bytes = text_bytes(node);
                /* An article inside of main with nearly all of its text is the better cut. */
                if (bytes * 10 > best_bytes * 8) {
                    best = node;
                    best_bytes = bytes;
                }
            }
        }
        next = next_node(node, root, true);
    }
    return best_bytes >= 200 ? best : root;
}

stemma_status stm_page_parse(
    const char *name, stm_str html, const char *encoding, stm_page *page, stemma_error *err)
{
    int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
        HTML_PARSE_NONET | HTML_PARSE_NOBLANKS;
    if (html.len > INT32_MAX) {
        return stm_fail(err, STEMMA_ERR_LIMIT, "%s: page too large", name);
    }
    xmlDoc *document = htmlReadMemory(html.ptr, (int)html.len, NULL, encoding, options);
    xmlNode *root = document == NULL ? NULL : xmlDocGetRootElement(document);
    if (root == NULL) {
        xmlFreeDoc(document);
        return stm_fail(err, STEMMA_ERR_FORMAT, "%s: no HTML in it", name);
    }
    gather(main_node(root, page), page);
    xmlFreeDoc(document);
    STM_TRY(stm_buf_status(&page->text, err));
    if (page->text.length == 0) {
        return stm_fail(err, STEMMA_ERR_FORMAT, "%s: no text on this page", name);
    }
    return STEMMA_OK;
}

stemma_status stm_read_html(
    const char *path, stm_str bytes, stm_input_take take, void *context, stemma_error *err)
{
    stm_page page;
    stm_page_init(&page);
    /* libxml2 assumes Latin-1 where nothing is declared; text that is valid UTF-8 is UTF-8. */
    stm_str probe = bytes;
    const char *encoding = stm_read_check(path, &probe, NULL) == STEMMA_OK ? "UTF-8" : NULL;
    stemma_status status = stm_page_parse(path, bytes, encoding, &page, err);
    if (status == STEMMA_OK) {
        stm_input input = {.text = stm_buf_view(&page.text), .lang = page.lang};
        input.meta = (stm_meta){STM_EMPTY, stm_str_of(path), stm_buf_view(&page.title),
            stm_buf_view(&page.date), stm_buf_view(&page.url), stm_buf_view(&page.source)};
        status = take(context, &input, err);
    }
    stm_page_dispose(&page);
    return status;
}
