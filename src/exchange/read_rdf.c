/* Facts from N-Triples and Turtle, parsed by serd. Our own files are read through their
 * rdf:Statement nodes, with all marks; a plain triple that such a statement covers is not counted
 * again. Any other triple is a fact too: ends are named by rdfs:label, else by the last part of
 * their IRI, relations by the last part of theirs; rdf:type gives the type where it is one of ours.
 * Triples about classes, labels and documents are not facts. SPDX-License-Identifier:
 * GPL-2.0-or-later */
#include "base/hash.h"
#include "base/utf8.h"
#include "exchange/rdf.h"

#include <serd/serd.h>

enum { DEEPEST = 100 }; /* nested [ ] and ( ): serd reads them by recursion */

/* What is known about one IRI or blank node. */
typedef struct thing {
    stm_str label, identifier, title, date, url, publisher, lang;
    uint8_t type; /* stm_type */
    bool unnamed, is_statement, is_document, is_relation;
} thing;

typedef struct triple {
    uint32_t s, p, o;
    bool literal;
} triple;

/* One rdf:Statement. */
typedef struct reified {
    uint32_t s, p, o, speaker, document;
    stm_str cells[STM_X_COUNT];
} reified;

typedef struct rdf_in {
    stm_import *in;
    SerdEnv *env;
    stm_intern terms; /* IRIs, blank nodes as _:x, literals with a quote in front */
    STM_VEC(triple) triples;
    STM_VEC(thing) things;   /* by term */
    STM_VEC(uint32_t) slots; /* by term: index + 1 in facts */
    STM_VEC(reified) facts;
    stm_intern covered; /* "s p o" of reified facts */
    stm_buf text;
    stm_arena arena;
    bool failed; /* memory */
    char why[256];
    uint32_t line, column;
} rdf_in;

/* ---- parsing ---- */

/* The format is Serd's own, handed over with its arguments: no compiler can check it here. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
static SerdStatus note(void *context, const SerdError *error)
{
    rdf_in *r = context;
    if (r->why[0] == '\0') {
        vsnprintf(r->why, sizeof r->why, error->fmt, *error->args);
        r->why[strcspn(r->why, "\n")] = '\0';
    }
    if (r->line == 0) {
        r->line = error->line;
        r->column = error->col;
    }
    return SERD_SUCCESS;
}
#pragma GCC diagnostic pop

static SerdStatus set_base(void *context, const SerdNode *uri)
{
    return serd_env_set_base_uri(((rdf_in *)context)->env, uri);
}

static SerdStatus set_prefix(void *context, const SerdNode *name, const SerdNode *uri)
{
    return serd_env_set_prefix(((rdf_in *)context)->env, name, uri);
}

static uint32_t term_of(rdf_in *r, const SerdNode *node)
{
    stm_buf_clear(&r->text);
    SerdNode full = SERD_NODE_NULL;
    if (node->type == SERD_CURIE || node->type == SERD_URI) {
        full = serd_env_expand_node(r->env, node);
    }
    if (node->type == SERD_CURIE && full.buf == NULL && r->why[0] == '\0') {
        snprintf(r->why, sizeof r->why, "unknown prefix in %.*s",
            (int)(node->n_bytes < 100 ? node->n_bytes : 100), (const char *)node->buf);
    }
    const SerdNode *use = full.buf != NULL ? &full : node;
    stm_buf_text(&r->text,
        node->type == SERD_LITERAL     ? "\""
            : node->type == SERD_BLANK ? "_:"
                                       : "");
    stm_buf_add(&r->text, use->buf, use->n_bytes);
    serd_node_free(&full);
    uint32_t id = r->text.failed ? 0 : stm_intern_add(&r->terms, stm_buf_view(&r->text));
    r->failed = r->failed || id == 0;
    return id;
}

static SerdStatus take(void *context, SerdStatementFlags flags, const SerdNode *graph,
    const SerdNode *subject, const SerdNode *predicate, const SerdNode *object,
    const SerdNode *datatype, const SerdNode *lang)
{
    rdf_in *r = context;
    (void)flags;
    (void)graph;
    (void)datatype;
    (void)lang;
    triple t = {term_of(r, subject), term_of(r, predicate), term_of(r, object),
        object->type == SERD_LITERAL};
    r->failed = r->failed || !stm_vec_push(&r->triples, t);
    return r->failed ? SERD_ERR_INTERNAL : r->why[0] != '\0' ? SERD_ERR_BAD_CURIE : SERD_SUCCESS;
}

/* Depth of brackets outside strings, IRIs and comments. */
static bool too_deep(stm_str text)
{
    int depth = 0;
    char inside = 0; /* " ' < or # */
    for (uint32_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (inside == '#'       ? c == '\n'
                : inside == '<' ? c == '>' || c == ' ' || c == '\n'
                                : inside != 0 && c == inside) {
            inside = 0;
        } else if (inside == '"' || inside == '\'') {
            i += c == '\\';
        } else if (inside == 0 && (c == '"' || c == '\'' || c == '<' || c == '#')) {
            inside = c;
        } else if (inside == 0 && (c == '[' || c == '(')) {
            if (++depth > DEEPEST) {
                return true;
            }
        } else if (inside == 0 && (c == ']' || c == ')')) {
            depth -= depth > 0;
        }
    }
    return false;
}

static stemma_status parse(rdf_in *r, stm_str text, bool turtle, stemma_error *err)
{
    if (memchr(text.ptr, '\0', text.len) != NULL) {
        return stm_fail(err, STEMMA_ERR_FORMAT, "%s: has a NUL byte", r->in->path);
    }
    if (too_deep(text)) {
        return stm_fail(
            err, STEMMA_ERR_LIMIT, "%s: brackets nest deeper than %d", r->in->path, DEEPEST);
    }
    SerdReader *reader = serd_reader_new(
        turtle ? SERD_TURTLE : SERD_NTRIPLES, r, NULL, set_base, set_prefix, take, NULL);
    if (reader == NULL) {
        return stm_fail_nomem(err);
    }
    serd_reader_set_strict(reader, true);
    serd_reader_set_error_sink(reader, note, r);
    SerdStatus code = serd_reader_read_string(reader, (const uint8_t *)text.ptr);
    serd_reader_free(reader);
    if (r->failed) {
        return stm_fail_nomem(err);
    }
    if (code > SERD_FAILURE || r->why[0] != '\0') {
        if (r->line == 0) {
            return stm_fail(err, STEMMA_ERR_FORMAT, "%s: %s", r->in->path, r->why);
        }
        return stm_fail_at(err, STEMMA_ERR_FORMAT, r->line, r->column, "%s:%u:%u: %s", r->in->path,
            (unsigned)r->line, (unsigned)r->column,
            r->why[0] != '\0' ? r->why : (const char *)serd_strerror(code));
    }
    return STEMMA_OK;
}

/* ---- meaning ---- */

static stm_str last_part(rdf_in *r, stm_str iri)
{
    uint32_t begin = iri.len;
    while (begin > 0 && iri.ptr[begin - 1] != '#' && iri.ptr[begin - 1] != '/' &&
        iri.ptr[begin - 1] != ':') {
        begin--;
    }
    stm_str part = begin < iri.len ? stm_str_sub(iri, begin, iri.len) : iri;
    char *out = stm_arena_alloc(&r->arena, (size_t)part.len + 1);
    uint32_t length = 0;
    for (uint32_t i = 0; out != NULL && i < part.len; i++) {
        static const char digits[] = "0123456789ABCDEF";
        const char *high = NULL, *low = NULL;
        if (part.ptr[i] == '%' && i + 2 < part.len) {
            char a = part.ptr[i + 1], b = part.ptr[i + 2];
            high = strchr(digits, a >= 'a' && a <= 'f' ? a - 32 : a);
            low = strchr(digits, b >= 'a' && b <= 'f' ? b - 32 : b);
        }
        if (high != NULL && low != NULL && *high != '\0' && *low != '\0') {
            out[length++] = (char)((high - digits) * 16 + (low - digits));
            i += 2;
        } else {
            out[length++] = part.ptr[i];
        }
    }
    r->failed = r->failed || out == NULL;
    stm_str name = {out, length};
    return out != NULL && stm_utf8_invalid(name) < 0 ? name : part;
}

static stm_str literal(const rdf_in *r, uint32_t term)
{
    stm_str s = stm_intern_get(&r->terms, term);
    return stm_str_sub(s, 1, s.len);
}

static bool has_prefix(stm_str s, const char *prefix, stm_str *rest_out)
{
    stm_str p = stm_str_of(prefix);
    if (!stm_str_starts(s, p)) {
        return false;
    }
    *rest_out = stm_str_sub(s, p.len, s.len);
    return true;
}

static void take_type(rdf_in *r, thing *subject, uint32_t object)
{
    stm_str iri = stm_intern_get(&r->terms, object), part;
    bool known = false;
    if (stm_str_is(iri, STM_NS_RDF "Statement")) {
        subject->is_statement = true;
    } else if (stm_str_is(iri, STM_NS_RDF "Property")) {
        subject->is_relation = true;
    } else if (stm_str_is(iri, STM_NS_PROV "Entity")) {
        subject->is_document = true;
    } else {
        char lower[32];
        part = last_part(r, iri);
        for (uint32_t i = 0; i < part.len && part.len < sizeof lower; i++) {
            lower[i] =
                part.ptr[i] >= 'A' && part.ptr[i] <= 'Z' ? (char)(part.ptr[i] + 32) : part.ptr[i];
        }
        stm_type type =
            stm_type_of((stm_str){lower, part.len < sizeof lower ? part.len : 0}, &known);
        bool place = stm_str_eq_ascii_nocase(part, STM_LIT("place"));
        subject->type = place ? STM_TYPE_LOCATION : known ? (uint8_t)type : subject->type;
    }
}

/* Triples that say what a thing is; true when t was one. */
static bool take_about(rdf_in *r, const triple *t)
{
    stm_str predicate = stm_intern_get(&r->terms, t->p), name;
    thing *subject = &r->things.items[t->s];
    if (stm_str_is(predicate, STM_NS_RDF "type")) {
        take_type(r, subject, t->o);
        return true;
    }
    if (has_prefix(predicate, STM_NS_RDFS, &name)) {
        if (stm_str_is(name, "label") && t->literal) {
            subject->label = literal(r, t->o);
        }
        return true;
    }
    if (has_prefix(predicate, STM_NS_OWL, &name)) {
        return true;
    }
    if (stm_str_is(predicate, STM_NS_TERM "named")) {
        subject->unnamed = t->literal && stm_str_is(literal(r, t->o), "false");
        return true;
    }
    if (has_prefix(predicate, STM_NS_DCT, &name) && t->literal) {
        stm_str *slot = stm_str_is(name, "identifier") ? &subject->identifier
            : stm_str_is(name, "title")                ? &subject->title
            : stm_str_is(name, "date")                 ? &subject->date
            : stm_str_is(name, "source")               ? &subject->url
            : stm_str_is(name, "publisher")            ? &subject->publisher
            : stm_str_is(name, "language")             ? &subject->lang
                                                       : NULL;
        if (slot != NULL) {
            *slot = literal(r, t->o);
        }
        return true;
    }
    return false;
}

static reified *fact_of(rdf_in *r, uint32_t term)
{
    if (r->slots.items[term] == 0) {
        reified blank = {0};
        for (uint32_t i = 0; i < STM_X_COUNT; i++) {
            blank.cells[i] = STM_EMPTY;
        }
        if (!stm_vec_push(&r->facts, blank)) {
            r->failed = true;
            return NULL;
        }
        r->slots.items[term] = r->facts.count;
    }
    return &r->facts.items[r->slots.items[term] - 1];
}

static void take_reified(rdf_in *r, const triple *t)
{
    stm_str predicate = stm_intern_get(&r->terms, t->p), name;
    reified *fact = fact_of(r, t->s);
    if (fact == NULL) {
        return;
    }
    if (has_prefix(predicate, STM_NS_RDF, &name)) {
        fact->s = stm_str_is(name, "subject") ? t->o : fact->s;
        fact->p = stm_str_is(name, "predicate") ? t->o : fact->p;
        fact->o = stm_str_is(name, "object") ? t->o : fact->o;
    } else if (stm_str_is(predicate, STM_NS_PROV "wasAttributedTo")) {
        fact->speaker = t->o;
    } else if (stm_str_is(predicate, STM_NS_PROV "wasDerivedFrom")) {
        fact->document = t->o;
    } else if (stm_str_is(predicate, STM_NS_PROV "value") && t->literal) {
        fact->cells[STM_X_SENTENCE] = literal(r, t->o);
    } else if (has_prefix(predicate, STM_NS_TERM, &name) && t->literal) {
        stm_column column = stm_column_of(name);
        if (column != STM_X_COUNT && column > STM_X_OBJECT) {
            fact->cells[column] = literal(r, t->o);
        }
    }
}

static stm_str name_of(rdf_in *r, uint32_t term)
{
    stm_str s = stm_intern_get(&r->terms, term);
    if (s.len > 0 && s.ptr[0] == '"') {
        return literal(r, term);
    }
    return r->things.items[term].label.len > 0 ? r->things.items[term].label : last_part(r, s);
}

static stm_str type_name(const rdf_in *r, uint32_t term)
{
    return stm_str_of(stm_type_name((stm_type)r->things.items[term].type));
}

/* The term's number as three words: a key for the interner. */
static stm_str key_of(char out[40], uint32_t s, uint32_t p, uint32_t o)
{
    int length = snprintf(out, 40, "%x %x %x", (unsigned)s, (unsigned)p, (unsigned)o);
    return (stm_str){out, (uint32_t)length};
}

static stemma_status give(rdf_in *r, reified *fact, stemma_error *err)
{
    stm_str *cells = fact->cells;
    bool one = r->things.items[fact->s].unnamed, two = r->things.items[fact->o].unnamed;
    cells[STM_X_SUBJECT] = name_of(r, fact->s);
    cells[STM_X_RELATION] = name_of(r, fact->p);
    cells[STM_X_OBJECT] = name_of(r, fact->o);
    cells[STM_X_SUBJECT_TYPE] = type_name(r, fact->s);
    cells[STM_X_OBJECT_TYPE] = type_name(r, fact->o);
    cells[STM_X_UNNAMED] = one && two ? STM_LIT("both")
        : one                         ? STM_LIT("subject")
        : two                         ? STM_LIT("object")
                                      : STM_EMPTY;
    if (fact->speaker != 0) {
        cells[STM_X_SPEAKER] = name_of(r, fact->speaker);
        cells[STM_X_SPEAKER_TYPE] = type_name(r, fact->speaker);
    }
    if (fact->document != 0) {
        const thing *d = &r->things.items[fact->document];
        cells[STM_X_DOCUMENT] =
            d->identifier.len > 0 ? d->identifier : stm_intern_get(&r->terms, fact->document);
        cells[STM_X_TITLE] = d->title;
        cells[STM_X_DATE] = d->date;
        cells[STM_X_URL] = d->url;
        cells[STM_X_PUBLISHER] = d->publisher;
        cells[STM_X_LANG] = d->lang;
    }
    return r->failed ? stm_fail_nomem(err) : r->in->take(r->in, cells, 0, err);
}

static stemma_status give_reified(rdf_in *r, stemma_error *err)
{
    for (uint32_t i = 0; i < r->terms.count + 1 && i < r->slots.count; i++) {
        if (r->slots.items[i] == 0) {
            continue;
        }
        reified *fact = &r->facts.items[r->slots.items[i] - 1];
        char key[40];
        if (fact->s == 0 || fact->p == 0 || fact->o == 0) {
            stm_str iri = stm_intern_get(&r->terms, i);
            return stm_fail(err, STEMMA_ERR_FORMAT,
                "%s: statement <%.*s> has no subject, predicate or object", r->in->path,
                STM_ARG(iri));
        }
        if (stm_intern_add(&r->covered, key_of(key, fact->s, fact->p, fact->o)) == 0) {
            return stm_fail_nomem(err);
        }
        STM_TRY(give(r, fact, err));
    }
    return STEMMA_OK;
}

static stemma_status give_plain(rdf_in *r, stemma_error *err)
{
    for (uint32_t i = 0; i < r->triples.count; i++) {
        const triple *t = &r->triples.items[i];
        const thing *subject = &r->things.items[t->s];
        char key[40];
        if (t->p == 0 || subject->is_statement || subject->is_relation || subject->is_document ||
            stm_intern_find(&r->covered, key_of(key, t->s, t->p, t->o)) != 0) {
            continue;
        }
        reified fact = {.s = t->s, .p = t->p, .o = t->o};
        for (uint32_t k = 0; k < STM_X_COUNT; k++) {
            fact.cells[k] = STM_EMPTY;
        }
        STM_TRY(give(r, &fact, err));
    }
    return STEMMA_OK;
}

static stemma_status understand(rdf_in *r, stemma_error *err)
{
    const thing blank = {STM_EMPTY, STM_EMPTY, STM_EMPTY, STM_EMPTY, STM_EMPTY, STM_EMPTY,
        STM_EMPTY, 0, false, false, false, false};
    for (uint32_t i = 0; i <= r->terms.count; i++) {
        if (!stm_vec_push(&r->things, blank) || !stm_vec_push(&r->slots, 0u)) {
            return stm_fail_nomem(err);
        }
    }
    for (uint32_t i = 0; i < r->triples.count; i++) {
        if (take_about(r, &r->triples.items[i])) {
            r->triples.items[i].p = 0; /* done with */
        }
    }
    for (uint32_t i = 0; i < r->triples.count && !r->failed; i++) {
        const triple *t = &r->triples.items[i];
        if (t->p != 0 && r->things.items[t->s].is_statement) {
            take_reified(r, t);
        }
    }
    if (r->failed) {
        return stm_fail_nomem(err);
    }
    STM_TRY(give_reified(r, err));
    return give_plain(r, err);
}

stemma_status stm_read_rdf(stm_import *in, stm_str text, bool turtle, stemma_error *err)
{
    rdf_in r = {.in = in};
    r.env = serd_env_new(NULL);
    if (r.env == NULL) {
        return stm_fail_nomem(err);
    }
    stm_intern_init(&r.terms);
    stm_intern_init(&r.covered);
    stm_arena_init(&r.arena);
    stm_buf_init(&r.text);
    stemma_status status = parse(&r, text, turtle, err);
    if (status == STEMMA_OK) {
        status = understand(&r, err);
    }
    stm_buf_dispose(&r.text);
    stm_arena_dispose(&r.arena);
    stm_intern_dispose(&r.terms);
    stm_intern_dispose(&r.covered);
    stm_vec_free(&r.triples);
    stm_vec_free(&r.things);
    stm_vec_free(&r.slots);
    stm_vec_free(&r.facts);
    serd_env_free(r.env);
    return status;
}
