/* RSS 2.0, RSS 1.0 and Atom feeds: one document an item, its HTML cleaned. SPDX-License-Identifier: GPL-2.0-or-later */
#include <libxml/parser.h>

#include "read/markup.h"

static bool named(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && xmlStrcmp(node->name, (const xmlChar *)name) == 0;
}

/* Text of the first child with one of the names; caller frees with xmlFree. */
static xmlChar *child_text(const xmlNode *item, const char *const *names)
{
    for (; *names != NULL; names++) {
        for (const xmlNode *c = item->children; c != NULL; c = c->next) {
            if (named(c, *names)) {
                xmlChar *text = xmlNodeGetContent(c);
                if (text != NULL && text[0] != '\0') {
                    return text;
                }
                xmlFree(text);
            }
        }
    }
    return NULL;
}

static xmlChar *link_of(const xmlNode *item)
{
    for (const xmlNode *c = item->children; c != NULL; c = c->next) {
        if (named(c, "link")) {
            xmlChar *href = xmlGetProp(c, (const xmlChar *)"href");
            return href != NULL ? href : xmlNodeGetContent(c);
        }
    }
    return NULL;
}

static stm_str view(const xmlChar *text)
{
    return stm_str_trim(stm_str_of((const char *)text));
}

typedef struct feed {
    const char *path;
    stm_str source;
    stm_lang lang;
    stm_input_take take;
    void *context;
} feed;

static stemma_status give(
    const feed *f, const xmlNode *item, stm_page *page, uint32_t number, stemma_error *err)
{
    static const char *const bodies[] = {"encoded", "content", "description", "summary", NULL};
    static const char *const dates[] = {"pubDate", "published", "date", "updated", NULL};
    static const char *const titles[] = {"title", NULL};
    xmlChar *body = child_text(item, bodies), *date = child_text(item, dates);
    xmlChar *title = child_text(item, titles), *link = link_of(item);
    char day[11] = "";
    stm_buf name;
    stm_buf_init(&name);
    stm_buf_print(&name, "%s#%u", f->path, (unsigned)number);
    if (date != NULL) {
        (void)stm_read_date(view(date), day);
    }
    stemma_status status = stm_buf_status(&name, err);
    bool text = status == STEMMA_OK && body != NULL &&
        stm_page_parse(name.data, view(body), "UTF-8", page, NULL) == STEMMA_OK;
    if (text) {
        stm_buf_clear(&page->title);
        stm_buf_clean(&page->title, view(title));
        stm_buf_clear(&page->url);
        stm_buf_clean(&page->url, view(link));
        stm_input input = {.text = stm_buf_view(&page->text), .lang = f->lang};
        /* An item is known by its link, so that the next download of the feed finds it again. */
        stm_str id = page->url.length > 0 ? stm_buf_view(&page->url) : stm_buf_view(&name);
        input.meta = (stm_meta){STM_EMPTY, id, stm_buf_view(&page->title), stm_str_of(day),
            stm_buf_view(&page->url), f->source};
        status = f->take(f->context, &input, err);
    }
    stm_buf_dispose(&name);
    xmlFree(body);
    xmlFree(date);
    xmlFree(title);
    xmlFree(link);
    return status;
}

static xmlNode *following(xmlNode *node, bool into)
{
    if (into && node->children != NULL && node->type == XML_ELEMENT_NODE) {
        return node->children;
    }
    while (node != NULL && node->next == NULL) {
        node = node->parent;
    }
    return node == NULL ? NULL : node->next;
}

static stemma_status each_item(feed *f, xmlNode *root, stemma_error *err)
{
    uint32_t items = 0;
    for (xmlNode *node = root, *next; node != NULL; node = next) {
        bool item = named(node, "item") || named(node, "entry");
        if (item) {
            stm_page page;
            stm_page_init(&page);
            stemma_status status = give(f, node, &page, ++items, err);
            stm_page_dispose(&page);
            STM_TRY(status);
        }
        next = following(node, !item);
    }
    return items > 0 ? STEMMA_OK
                     : stm_fail(err, STEMMA_ERR_FORMAT, "%s: a feed without items", f->path);
}

/* Whether the end of the root stands in the file: a download that broke off is read as far as it goes, and told. */
static bool is_whole(const xmlNode *root, stm_str bytes)
{
    char end[80];
    const char *prefix =
        root->ns != NULL && root->ns->prefix != NULL ? (const char *)root->ns->prefix : "";
    snprintf(end, sizeof end, "</%.30s%s%.40s", prefix, prefix[0] != '\0' ? ":" : "",
        (const char *)root->name);
    return stm_str_find(bytes, stm_str_of(end)) >= 0;
}

static stemma_status tell_torn(const feed *f, stemma_error *err)
{
    stemma_error why = {.status = STEMMA_OK};
    stm_input input = {.trouble = &why};
    stm_fail(&why, STEMMA_ERR_FORMAT, "%s: the feed breaks off; read as far as it goes", f->path);
    return f->take(f->context, &input, err);
}

stemma_status stm_read_feed(
    const char *path, stm_str bytes, stm_input_take take, void *context, stemma_error *err)
{
    int options = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_RECOVER |
        XML_PARSE_NOCDATA;
    xmlDoc *document = bytes.len > INT32_MAX
        ? NULL
        : xmlReadMemory(bytes.ptr, (int)bytes.len, NULL, NULL, options);
    xmlNode *root = document == NULL ? NULL : xmlDocGetRootElement(document);
    bool known = root != NULL && (named(root, "rss") || named(root, "feed") || named(root, "RDF"));
    if (!known) {
        xmlFreeDoc(document);
        return stm_fail(err, STEMMA_ERR_FORMAT, "%s: neither RSS nor Atom", path);
    }
    static const char *const titles[] = {"title", NULL}, *const languages[] = {"language", NULL};
    const xmlNode *head = root;
    for (const xmlNode *c = root->children; c != NULL; c = c->next) {
        head = named(c, "channel") ? c : head;
    }
    xmlChar *source = child_text(head, titles), *language = child_text(head, languages);
    stm_buf name;
    stm_buf_init(&name);
    stm_buf_clean(&name, view(source));
    feed f = {path, stm_buf_view(&name), stm_lang_of(view(language)), take, context};
    stemma_status status = stm_buf_status(&name, err);
    status = status == STEMMA_OK ? each_item(&f, root, err) : status;
    if (status == STEMMA_OK && !is_whole(root, bytes)) {
        status = tell_torn(&f, err);
    }
    stm_buf_dispose(&name);
    xmlFree(source);
    xmlFree(language);
    xmlFreeDoc(document);
    return status;
}
