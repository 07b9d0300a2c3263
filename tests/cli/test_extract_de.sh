# German sentences that once went wrong, from raw text with the released model: general rules, no names of the samples.
. "$(dirname "$0")/lib.sh"
gives() { # SENTENCE FACT...
    printf '%s\n' "$1" >sentence.txt
    run 0 extract --lang de --format tsv sentence.txt
    cut -f 2-4 out | tr '\t' '|' >facts
    shift
    for fact in "$@"; do grep -qxF -- "$fact" facts || { cat facts >&2; failed "no $fact"; }; done
}
# An amount without a preposition of its own is the object.
gives 'Der Kurs brach ein, Nvidia verlor über 660 Milliarden Dollar an Börsenwert.' 'Nvidia|lost|über 660 Milliarden Dollar'
# All places of a list.
gives 'Neue Werke in Ungarn und Polen sollen die Kosten senken.' 'Neue Werke|located_in|Ungarn' 'Neue Werke|located_in|Polen'
# A genitive behind a thing is its owner: neither part of the name nor a kind.
gives 'Mit der Wahl Emmanuel Macrons zum Präsidenten Frankreichs und der wachsenden Macht von Marine Le Pen ändert sich die Lage.'
lacks facts 'Macrons'
lacks facts 'is_a|Wahl'
lacks facts 'Macht'
# An infinitive is its own lemma, though it may be a past subjunctive too (er führe durch).
gives 'Das Institut will eine Studie durchführen.' 'Institut|durchführen|Studie'
# Whom one proposes something to is not proposed.
gives 'Peter Huber schlug Anna Weber vor, nach Berlin zu kommen.'
lacks facts 'proposes|Anna Weber'
# A span of time that counts from elsewhere is no time of the fact.
gives 'Ein Jahr später kaufte Siemens die Firma Bosch.' 'Siemens|acquired|Bosch'
lacks out 'Jahr'
# One prefix is enough: "hebt" is heben, though a treebank has seen "hebt … hervor".
gives 'SAP hebt die Prognose an.' 'SAP|anheben|Prognose'
# A board is nobody's person; a house may begin with a digit; a week is no object; klagen gegen is more than criticism.
gives 'Vorstandschef Peter Huber trat auf. Der Aufsichtsrat hat den Plänen zugestimmt.' 'Aufsichtsrat|approved|Plänen'
gives 'Roche hatte den US-Konzern 89bio gekauft. Die Firma 1&1 klagte gegen Vodafone.' 'Roche|acquired|89bio' '1&1|sues|Vodafone'
gives 'Anna Weber reiste vergangene Woche nach Washington.' 'Anna Weber|reisen nach|Washington'
# haben makes no passive; who parts from a person dismisses, who parts from a branch sells.
gives 'Hans Meyer bleibt an der Spitze der Firma, die er 2016 mit Anna Koch gegründet hatte.' 'Anna Koch|co_founded|Firma'
lacks facts 'co_founded|Hans Meyer'
gives 'Siemens trennt sich von Vorstand Peter Huber.' 'Siemens|dismissed|Peter Huber'
gives 'Siemens trennt sich von der Sparte Energy.' 'Siemens|sold|Energy'
# Both verbs are denied; a relative clause is not, though the one it is about is.
gives 'Siemens will die Sparte Energy weder verkaufen noch schließen.'
grep -q 'Siemens	sold	Energy	negated' out || failed "weder verkaufen: $(cat out)"
gives 'Weder die Witwe noch die drei Söhne, die allesamt in Berlin leben, wollten den Hof weiterführen.' 'drei Söhne|lives_in|Berlin'
! grep -q 'lives_in	Berlin	negated' out || failed "leben nicht"
# A town's adjective belongs to its club.
gives 'Der Hamburger SV trennt sich von Sportvorstand Stefan Kuntz. Der Hamburger Konzern Otto wächst.' 'Hamburger SV|dismissed|Stefan Kuntz' 'Otto|based_in|Hamburg'
