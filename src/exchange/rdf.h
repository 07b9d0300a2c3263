/* The RDF picture of the graph, shared by writers and readers.
 *   actor     <urn:stemma:actor:person:Elon%20Musk> a stem:person ; rdfs:label "Elon Musk" .
 *   relation  <urn:stemma:relation:founded> a rdf:Property ; owl:inverseOf wdt:P112 .
 *   document  <urn:stemma:document:a.txt> a prov:Entity ; dcterms:title … .
 *   fact      <urn:stemma:fact:HASH> a rdf:Statement ; rdf:subject, rdf:predicate, rdf:object ; stem:polarity … ;
 *             prov:wasDerivedFrom the document ; prov:value the sentence ; prov:wasAttributedTo the speaker .
 * The plain triple (actor relation actor) is written only for facts that are affirmed and asserted: a triple has no
 * place for "not" or "perhaps".
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STM_RDF_H
#define STM_RDF_H
#include "exchange/exchange.h"

#define STM_NS_RDF "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
#define STM_NS_RDFS "http://www.w3.org/2000/01/rdf-schema#"
#define STM_NS_OWL "http://www.w3.org/2002/07/owl#"
#define STM_NS_XSD "http://www.w3.org/2001/XMLSchema#"
#define STM_NS_PROV "http://www.w3.org/ns/prov#"
#define STM_NS_DCT "http://purl.org/dc/terms/"
#define STM_NS_WDT "http://www.wikidata.org/prop/direct/"
#define STM_NS_TERM "urn:stemma:term:"
#define STM_NS_ACTOR "urn:stemma:actor:"
#define STM_NS_RELATION "urn:stemma:relation:"
#define STM_NS_DOCUMENT "urn:stemma:document:"
#define STM_NS_FACT "urn:stemma:fact:"

typedef struct stm_prefix {
    const char *name, *iri;
} stm_prefix;
extern const stm_prefix stm_prefixes[]; /* ends with name NULL */

/* One statement; datatype NULL and is_literal false: object is an IRI. All NUL-terminated. */
typedef struct stm_statement {
    const char *subject, *predicate, *object, *datatype;
    bool is_literal;
} stm_statement;

/* Gives all statements of the export to `take`, those of one subject together, those of one predicate together. */
typedef stemma_status (*stm_statement_fn)(
    void *context, const stm_statement *statement, stemma_error *err);
stemma_status stm_rdf_emit(
    stm_export *out, stm_statement_fn take, void *context, stemma_error *err);
#endif
