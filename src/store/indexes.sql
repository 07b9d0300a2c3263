-- Indexes of fact, apart from the schema: a large import drops them and builds them afterwards, which is twice as fast.
-- The first two hold all that a path needs, so that the table itself is not read.
-- SPDX-License-Identifier: GPL-2.0-or-later
CREATE INDEX fact_out ON fact(subject, object, relation, shown);
CREATE INDEX fact_in ON fact(object, subject, relation, shown);
CREATE INDEX fact_of_relation ON fact(relation, shown);
CREATE INDEX fact_of_document ON fact(document);
CREATE INDEX fact_of_sentence ON fact(sentence) WHERE sentence IS NOT NULL;
CREATE INDEX fact_of_speaker ON fact(speaker) WHERE speaker IS NOT NULL;
CREATE INDEX fact_forgotten ON fact(id) WHERE shown = 0;
