/* N-Triples and Turtle through serd, JSON-LD by our own JSON; all from the same statements
 * (rdf_emit.c). SPDX-License-Identifier: GPL-2.0-or-later */
#include "exchange/rdf.h"

#include <serd/serd.h>

typedef struct rdf_out {
    stm_export *out;
    SerdWriter *writer;
    SerdEnv *env;
    stemma_status status; /* of the sink */
} rdf_out;

static size_t pass_on(const void *bytes, size_t count, void *context)
{
    rdf_out *rdf = context;
    if (rdf->status == STEMMA_OK) {
        rdf->status = rdf->out->sink->write(rdf->out->sink->context, bytes, count);
    }
    return rdf->status == STEMMA_OK ? count : 0;
}

static const uint8_t *chars(const char *text)
{
    return (const uint8_t *)text;
}

static stemma_status take(void *context, const stm_statement *s, stemma_error *err)
{
    rdf_out *rdf = context;
    const SerdNode subject = serd_node_from_string(SERD_URI, chars(s->subject));
    const SerdNode predicate = serd_node_from_string(SERD_URI, chars(s->predicate));
    const SerdNode object =
        serd_node_from_string(s->is_literal ? SERD_LITERAL : SERD_URI, chars(s->object));
    SerdNode datatype = SERD_NODE_NULL;
    if (s->datatype != NULL) {
        datatype = serd_node_from_string(SERD_URI, chars(s->datatype));
    }
    SerdStatus code = serd_writer_write_statement(rdf->writer, 0, NULL, &subject, &predicate,
        &object, s->datatype != NULL ? &datatype : NULL, NULL);
    if (rdf->status != STEMMA_OK) {
        return stm_fail(err, rdf->status, "output could not be written");
    }
    return code == SERD_SUCCESS ? STEMMA_OK
                                : stm_fail(err, STEMMA_ERR_FORMAT, "rdf could not be written: %s",
                                      (const char *)serd_strerror(code));
}

static stemma_status write_with_serd(
    stm_export *out, SerdSyntax syntax, SerdStyle style, stemma_error *err)
{
    rdf_out rdf = {.out = out};
    rdf.env = serd_env_new(NULL);
    rdf.writer =
        rdf.env == NULL ? NULL : serd_writer_new(syntax, style, rdf.env, NULL, pass_on, &rdf);
    stemma_status status = rdf.writer == NULL ? stm_fail_nomem(err) : STEMMA_OK;
    for (const stm_prefix *p = stm_prefixes;
         status == STEMMA_OK && syntax == SERD_TURTLE && p->name != NULL; p++) {
        const SerdNode name = serd_node_from_string(SERD_LITERAL, chars(p->name));
        const SerdNode iri = serd_node_from_string(SERD_URI, chars(p->iri));
        serd_writer_set_prefix(rdf.writer, &name, &iri);
    }
    if (status == STEMMA_OK) {
        status = stm_rdf_emit(out, take, &rdf, err);
    }
    if (rdf.writer != NULL) {
        serd_writer_finish(rdf.writer);
        serd_writer_free(rdf.writer);
    }
    serd_env_free(rdf.env);
    if (status == STEMMA_OK && rdf.status != STEMMA_OK) {
        status = stm_fail(err, rdf.status, "output could not be written");
    }
    return status;
}

stemma_status stm_write_ntriples(stm_export *out, stemma_error *err)
{
    return write_with_serd(out, SERD_NTRIPLES, SERD_STYLE_ASCII | SERD_STYLE_BULK, err);
}

stemma_status stm_write_turtle(stm_export *out, stemma_error *err)
{
    return write_with_serd(
        out, SERD_TURTLE, SERD_STYLE_ABBREVIATED | SERD_STYLE_CURIED | SERD_STYLE_BULK, err);
}

/* ---- JSON-LD: one object a subject; statements of one subject come together ---- */

typedef struct jsonld {
    stm_export *out;
    stm_buf subject, predicate; /* that stand open */
    bool any, list;
} jsonld;

static void add_compact(stm_buf *buf, const char *iri)
{
    for (const stm_prefix *p = stm_prefixes; p->name != NULL; p++) {
        size_t length = strlen(p->iri);
        if (strncmp(iri, p->iri, length) == 0) {
            stm_buf_print(buf, "\"%s:", p->name);
            stm_buf_text(buf, iri + length); /* percent-encoded: nothing to escape */
            stm_buf_char(buf, '"');
            return;
        }
    }
    stm_buf_json(buf, stm_str_of(iri));
}

static void close_predicate(jsonld *j)
{
    if (j->predicate.length > 0) {
        stm_buf_char(&j->out->buf, ']');
        stm_buf_clear(&j->predicate);
    }
}

static void close_subject(jsonld *j)
{
    if (j->subject.length > 0) {
        close_predicate(j);
        stm_buf_char(&j->out->buf, '}');
        stm_buf_clear(&j->subject);
    }
}

static stemma_status take_jsonld(void *context, const stm_statement *s, stemma_error *err)
{
    jsonld *j = context;
    stm_buf *buf = &j->out->buf;
    if (!stm_str_is(stm_buf_view(&j->subject), s->subject)) {
        close_subject(j);
        stm_buf_text(&j->subject, s->subject);
        stm_buf_text(buf, j->any ? ",\n{\"@id\":" : "\n{\"@id\":");
        add_compact(buf, s->subject);
        j->any = true;
    }
    if (!stm_str_is(stm_buf_view(&j->predicate), s->predicate)) {
        close_predicate(j);
        stm_buf_text(&j->predicate, s->predicate);
        bool is_type = strcmp(s->predicate, STM_NS_RDF "type") == 0;
        stm_buf_char(buf, ',');
        if (is_type) {
            stm_buf_text(buf, "\"@type\"");
        } else {
            add_compact(buf, s->predicate);
        }
        stm_buf_text(buf, ":[");
    } else {
        stm_buf_char(buf, ',');
    }
    if (s->is_literal) {
        stm_buf_text(buf, "{\"@value\":");
        stm_buf_json(buf, stm_str_of(s->object));
        if (s->datatype != NULL) {
            stm_buf_text(buf, ",\"@type\":");
            add_compact(buf, s->datatype);
        }
        stm_buf_char(buf, '}');
    } else if (strcmp(s->predicate, STM_NS_RDF "type") == 0) {
        add_compact(buf, s->object);
    } else {
        stm_buf_text(buf, "{\"@id\":");
        add_compact(buf, s->object);
        stm_buf_char(buf, '}');
    }
    return stm_export_step(j->out, err);
}

stemma_status stm_write_jsonld(stm_export *out, stemma_error *err)
{
    jsonld j = {.out = out};
    stm_buf_init(&j.subject);
    stm_buf_init(&j.predicate);
    stm_buf_text(&out->buf, "{\"@context\":{");
    for (const stm_prefix *p = stm_prefixes; p->name != NULL; p++) {
        stm_buf_print(&out->buf, "%s\"%s\":\"%s\"", p == stm_prefixes ? "" : ",", p->name, p->iri);
    }
    stm_buf_text(&out->buf, "},\"@graph\":[");
    stemma_status status = stm_rdf_emit(out, take_jsonld, &j, err);
    close_subject(&j);
    stm_buf_text(&out->buf, "\n]}\n");
    bool failed = j.subject.failed || j.predicate.failed;
    stm_buf_dispose(&j.subject);
    stm_buf_dispose(&j.predicate);
    return status == STEMMA_OK && failed ? stm_fail_nomem(err) : status;
}
