/* German word lists of the extraction rules: lemmas and, where lemmas are unsure, forms too. Sorted
 * by bytes,
 * which a test checks; what each list means is said in words.h. Add words freely.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "facts/words.h"

static const char *const negators[] = {
    "kaum", "keinerlei", "keinesfalls", "keineswegs", "mitnichten", "ned", "net", "nich", "nicht",
    "nie", "niemals", "nimmer", "nirgends", "nirgendwo", "noch", "schwerlich", "weder", NULL,
};

static const char *const negative_nouns[] = {
    "kein", "keine", "keinem", "keinen", "keiner", "keinerlei", "keines", "keins", "nichts",
    "niemand", "niemandem", "niemanden", "nix", NULL,
};

static const char *const without[] = {
    "anstatt", "anstelle", "außer", "ohne", "statt", NULL,
};

static const char *const negative_verbs[] = {
    "abhalten", "ablehnen", "abstreiten", "ausschließen", "bestreiten", "dementieren", "leugnen",
    "scheitern", "unterbleiben", "unterlassen", "untersagen", "verbieten", "verfehlen",
    "verhindern", "vermeiden", "verneinen", "versäumen", "verweigern", "verzichten", "weigern",
    "widerlegen", "zurückweisen", NULL,
};

static const char *const neg_raising[] = {
    "annehmen", "denken", "erwarten", "finden", "glauben", "meinen", "scheinen", "vermuten",
    "wollen", NULL,
};

static const char *const modal_possible[] = {
    "dürfen", "können", "mögen", "vermögen", NULL,
};

static const char *const modal_demanded[] = {
    "brauchen", "müssen", "sollen", "sollten", NULL,
};

static const char *const modal_planned[] = {
    "werden", "wollen", NULL,
};

static const char *const hedges_possible[] = {
    "allenfalls", "anscheinend", "denkbar", "etwaig", "eventuell", "fraglich", "gegebenenfalls",
    "mutmaßlich", "möglich", "möglicherweise", "notfalls", "potentiell", "potenziell",
    "scheinbar", "theoretisch", "ungewiss", "unklar", "vermutlich", "vielleicht",
    "voraussichtlich", "vorgeblich", "wahrscheinlich", "wohl", "womöglich", NULL,
};

static const char *const hedges_alleged[] = {
    "Berichten", "angeblich", "augenscheinlich", "gerüchteweise", "mutmaßlich", "offenbar",
    "offensichtlich", "sogenannt", "vermeintlich", "vorgeblich", NULL,
};

static const char *const plan_verbs[] = {
    "Absicht", "Plan", "Versuch", "Vorhaben", "Ziel", "ankündigen", "anpeilen", "anstreben",
    "beabsichtigen", "bemühen", "bereit", "beschließen", "drohen", "entscheiden",
    "entschließen", "erwägen", "hoffen", "planen", "streben", "versprechen", "versuchen",
    "vorhaben", "vornehmen", "vorsehen", "wollen", "zusagen", NULL,
};

static const char *const demand_verbs[] = {
    "Appell", "Aufruf", "Forderung", "anordnen", "anweisen", "appellieren", "auffordern",
    "aufrufen", "beantragen", "beauftragen", "befehlen", "bitten", "drängen", "empfehlen",
    "fordern", "mahnen", "plädieren", "raten", "sollen", "verlangen", "verpflichten",
    "vorschlagen", "wünschen", NULL,
};

static const char *const possible_verbs[] = {
    "Befürchtung", "Chance", "Gefahr", "Hoffnung", "Möglichkeit", "Risiko", "annehmen",
    "befürchten", "bezweifeln", "denken", "erlauben", "ermöglichen", "erwarten", "erwägen",
    "fürchten", "glauben", "helfen", "hoffen", "könnte", "meinen", "prüfen", "rechnen",
    "scheinen", "schätzen", "spekulieren", "träumen", "vermuten", "vorstellen", "wünschen",
    "zweifeln", "überlegen", NULL,
};

static const char *const two_accusatives[] = {
    "abfragen", "fragen", "heißen", "kosten", "lehren", "nennen", "schimpfen", "taufen", NULL,
};

static const char *const say_verbs[] = {
    "ankündigen", "anmerken", "antworten", "argumentieren", "begründen", "behaupten",
    "bekanntgeben", "beklagen", "bekräftigen", "bemerken", "berichten", "beschreiben",
    "bestreiten", "bestätigen", "beteuern", "betonen", "dementieren", "denken", "einräumen",
    "entgegnen", "ergänzen", "erklären", "erläutern", "erzählen", "feststellen", "finden",
    "fordern", "fragen", "freuen", "glauben", "heißen", "hinweisen", "hinzufügen", "klagen",
    "kommentieren", "konstatieren", "kritisieren", "loben", "mahnen", "meinen", "melden",
    "mitteilen", "monieren", "nennen", "prognostizieren", "rechtfertigen", "resümieren", "sagen",
    "schildern", "schreiben", "sprechen", "unterstellen", "unterstreichen", "urteilen",
    "verkünden", "verlauten", "vermelden", "verraten", "versichern", "vorwerfen", "warnen",
    "zitieren", "zugeben", "äußern", NULL,
};

static const char *const ask_verbs[] = {
    "bezweifeln", "erkundigen", "fragen", "klären", "nachfragen", "prüfen", "untersuchen",
    "wissen", NULL,
};

static const char *const subject_control[] = {
    "anbieten", "ankündigen", "drohen", "geloben", "gestehen", "schwören", "versprechen",
    "zusagen", NULL,
};

static const char *const according_to[] = {
    "gemäß", "laut", "nach", "zufolge", NULL,
};

static const char *const statement_nouns[] = {
    "Analyse", "Angabe", "Angaben", "Ansicht", "Auffassung", "Auskunft", "Aussage", "Aussagen",
    "Bericht", "Berichte", "Berichten", "Darstellung", "Einschätzung", "Erkenntnis",
    "Erkenntnissen", "Information", "Informationen", "Medienbericht", "Medienberichte",
    "Medienberichten", "Meinung", "Mitteilung", "Prognose", "Schätzung", "Schätzungen",
    "Studie", "Wort", "Worten", "Überzeugung", NULL,
};

static const char *const if_words[] = {
    "falls", "insofern", "ob", "sofern", "solange", "vorausgesetzt", "wenn", NULL,
};

static const char *const because_words[] = {
    "da", "denn", "nachdem", "weil", "zumal", NULL,
};

static const char *const time_words[] = {
    "als", "bevor", "bis", "ehe", "nachdem", "seit", "seitdem", "sobald", "solange", "wenn",
    "während", NULL,
};

static const char *const contrast_words[] = {
    "obgleich", "obschon", "obwohl", "trotzdem", "wenngleich", "wohingegen", "während", NULL,
};

static const char *const purpose_words[] = {
    "auf", "damit", "um", NULL,
};

static const char *const unless_words[] = {
    "anstatt", "ohne", "statt", NULL,
};

static const char *const particles[] = {
    "aber", "absolut", "allem", "allenfalls", "allerdings", "also", "angeblich", "auch",
    "ausgerechnet", "außerdem", "beinahe", "bereits", "besonders", "bestimmt", "bisher",
    "bislang", "bloß", "da", "dabei", "dagegen", "daher", "damit", "dann", "darum", "denn",
    "dennoch", "deshalb", "doch", "durchaus", "eben", "ebenfalls", "ebenso", "eh", "eher",
    "eigentlich", "einfach", "erst", "etwa", "fast", "ganz", "gar", "gerade", "geradezu",
    "gewiss", "gleichfalls", "größtenteils", "halt", "hierbei", "hierzu", "hingegen",
    "hoffentlich", "häufig", "höchstens", "immer", "immerhin", "indes", "insbesondere",
    "inzwischen", "ja", "jedoch", "jetzt", "knapp", "lediglich", "leider", "mal", "manchmal",
    "mehr", "meist", "meistens", "mindestens", "mittlerweile", "möglicherweise", "nahezu",
    "natürlich", "nicht", "nichtsdestotrotz", "noch", "nun", "nur", "nämlich", "offenbar",
    "oft", "recht", "rund", "schließlich", "schon", "sehr", "selbst", "selbstverständlich",
    "sicherlich", "so", "sogar", "somit", "sondern", "sonst", "sozusagen", "stets",
    "tatsächlich", "total", "trotzdem", "vermutlich", "vielleicht", "vielmehr", "vor",
    "wahrscheinlich", "wann", "warum", "weiterhin", "weitgehend", "weshalb", "wie", "wieder",
    "wieso", "wirklich", "wo", "wofür", "woher", "wohin", "wohl", "womit", "womöglich", "woran",
    "worauf", "ziemlich", "zu", "zudem", "zum", "zumindest", "zunächst", "zusammen", "zwar",
    "äußerst", "überaus", "überhaupt", "überwiegend", "übrigens", NULL,
};

static const char *const time_adverbs[] = {
    "Abends", "abends", "bald", "damals", "derzeit", "dienstags", "donnerstags", "freitags",
    "früher", "gestern", "gleichzeitig", "heuer", "heute", "jetzt", "jüngst", "künftig",
    "kürzlich", "mittags", "mittwochs", "montags", "morgen", "morgens", "nachher", "nachts",
    "neulich", "nun", "samstags", "seitdem", "seither", "sofort", "sonntags", "später",
    "vorgestern", "vorher", "zurzeit", "übermorgen", NULL,
};

static const char *const place_adverbs[] = {
    "anderswo", "da", "daheim", "dahin", "dort", "dorthin", "draußen", "drinnen", "hier",
    "hierher", "hinten", "links", "nebenan", "nirgends", "nirgendwo", "oben", "rechts", "unten",
    "vorn", "vorne", "zuhause", "überall", NULL,
};

static const char *const time_nouns[] = {
    "Abend", "Anfang", "April", "August", "Beginn", "Dauer", "Dezember", "Dienstag", "Donnerstag",
    "Ende", "Februar", "Freitag", "Freitagabend", "Frühjahr", "Frühling", "Halbjahr", "Herbst",
    "Jahr", "Jahrestag", "Jahrhundert", "Jahrzehnt", "Januar", "Juli", "Juni", "Jänner", "Mai",
    "Mal", "Minute", "Mittag", "Mitte", "Mittwoch", "Moment", "Monat", "Montag", "Montagmorgen",
    "Morgen", "März", "Nachmittag", "Nacht", "November", "Oktober", "Ostern", "Quartal",
    "Saison", "Samstag", "Sekunde", "September", "Sommer", "Sonnabend", "Sonntag", "Stunde",
    "Tag", "Vergangenheit", "Vorjahr", "Vormittag", "Weihnachten", "Winter", "Woche",
    "Wochenende", "Zeit", "Zeitpunkt", "Zukunft", NULL,
};

static const char *const relative_words[] = {
    "das", "dem", "den", "denen", "der", "deren", "des", "dessen", "die", "was", "welche",
    "welchem", "welchen", "welcher", "welches", "wer", "wo", NULL,
};

static const char *const agent_markers[] = {
    "durch", "seitens", "von", NULL,
};

static const char *const light_verbs[] = {
    "Abkommen schließen", "Abschied nehmen", "Abstand nehmen", "Alarm schlagen",
    "Angebot machen", "Angebot unterbreiten", "Angst haben", "Anspruch erheben", "Anteil nehmen",
    "Antrag stellen", "Anwendung finden", "Anzeige erstatten", "Auskunft geben",
    "Beachtung finden", "Bedenken äußern", "Beitrag leisten", "Bescheid geben", "Bezug nehmen",
    "Blick würdigen", "Druck ausüben", "Einfluss nehmen", "Einspruch erheben", "Ende machen",
    "Ende setzen", "Entscheidung treffen", "Feuer fangen", "Forderung stellen", "Frage stellen",
    "Gebrauch machen", "Gewinn machen", "Hilfe leisten", "Kenntnis nehmen", "Klage einreichen",
    "Klage erheben", "Konsequenz ziehen", "Kritik äußern", "Kritik üben", "Lob aussprechen",
    "Lust haben", "Maßnahme ergreifen", "Nutzen ziehen", "Platz finden", "Platz nehmen",
    "Protest einlegen", "Recht haben", "Rolle spielen", "Ruhe bewahren", "Rücksicht nehmen",
    "Schaden nehmen", "Schluss machen", "Stellung nehmen", "Sturm laufen", "Verantwortung tragen",
    "Verantwortung übernehmen", "Vereinbarung treffen", "Verlust machen", "Vertrag schließen",
    "Vertrag unterzeichnen", "Vorbereitung treffen", "Vorwurf erheben", "Warnung aussprechen",
    "Wert legen", "Widerstand leisten", "Zuflucht nehmen", "Zustimmung finden",
    "Zweifel äußern", "an Bedeutung gewinnen", "an Bedeutung verlieren", "an Macht kommen",
    "ans Licht kommen", "auf Laufenden halten", "auf Markt bringen", "auf Spiel setzen",
    "auf Spiel stehen", "auf Weg bringen", "aus Verkehr ziehen", "außer Betrieb nehmen",
    "außer Kraft setzen", "in Angriff nehmen", "in Anspruch nehmen", "in Aussicht stellen",
    "in Besitz nehmen", "in Betracht kommen", "in Betracht ziehen", "in Betrieb nehmen",
    "in Erinnerung bleiben", "in Frage stellen", "in Gang setzen", "in Haft nehmen",
    "in Kauf nehmen", "in Kraft setzen", "in Kraft treten", "in Leben rufen",
    "in Rechnung stellen", "in Schutz nehmen", "in Stich lassen", "in Verbindung setzen",
    "in Verdacht stehen", "in Weg leiten", "ins Leben rufen", "unter Beweis stellen",
    "unter Druck setzen", "unter Druck stehen", "unter Strafe stellen", "unter Vertrag nehmen",
    "vor Gericht stehen", "vor Gericht stellen", "zu Ausdruck bringen", "zu Ausdruck kommen",
    "zu Ende bringen", "zu Ende gehen", "zu Erfolg führen", "zu Fall bringen",
    "zu Kenntnis nehmen", "zu Rede stellen", "zu Sau machen", "zu Schluss kommen",
    "zu Stande kommen", "zu Verantwortung ziehen", "zu Verfügung stehen",
    "zu Verfügung stellen", "zur Wehr setzen", "über Bord werfen", NULL,
};

static const char *const as_words[] = {
    "als", "wie", NULL,
};

static const char *const weak_verbs[] = {
    "aufweisen", "besitzen", "bilden", "brauchen", "darstellen", "enthalten", "geben", "gibt",
    "haben", "kriegen", NULL,
};

static const char *const droppable[] = {
    "absolut", "auch", "besonders", "ganz", "hellauf", "lediglich", "natürlich", "nur",
    "richtig", "sehr", "sogar", "total", "völlig", "wirklich", "äußerst", "überaus", NULL,
};

static const char *const discourse_nouns[] = {
    "Beispiel", "Fall", "Linie", "Regel", "Teil", "Umstand", NULL,
};

static const char *const correlates[] = {
    "dabei", "dadurch", "dafür", "dagegen", "damit", "daran", "darauf", "daraus", "darin",
    "darum", "darunter", "darüber", "davon", "davor", "dazu", NULL,
};

static const char *const object_control[] = {
    "abraten", "anbieten", "anhalten", "anordnen", "anweisen", "auffordern", "aufrufen",
    "auftragen", "beauftragen", "befehlen", "befähigen", "beibringen", "berechtigen",
    "beschuldigen", "bewegen", "bezichtigen", "bitten", "drängen", "einladen", "empfehlen",
    "erlauben", "ermahnen", "ermutigen", "ermöglichen", "ersuchen", "erteilen", "flehen",
    "gebieten", "gelingen", "genehmigen", "gestatten", "helfen", "hindern", "hören", "lassen",
    "lehren", "mahnen", "nahelegen", "raten", "sehen", "treiben", "untersagen", "veranlassen",
    "verbieten", "verdächtigen", "verhelfen", "verleiten", "verpflichten", "verurteilen",
    "vorschlagen", "vorwerfen", "warnen", "zutrauen", "zwingen", "überreden", "überzeugen", NULL,
};

const stm_fact_words stm_fact_words_de = {
    .negators = negators,
    .negative_nouns = negative_nouns,
    .without = without,
    .negative_verbs = negative_verbs,
    .neg_raising = neg_raising,
    .modal_possible = modal_possible,
    .modal_demanded = modal_demanded,
    .modal_planned = modal_planned,
    .hedges_possible = hedges_possible,
    .hedges_alleged = hedges_alleged,
    .plan_verbs = plan_verbs,
    .demand_verbs = demand_verbs,
    .possible_verbs = possible_verbs,
    .two_accusatives = two_accusatives,
    .say_verbs = say_verbs,
    .ask_verbs = ask_verbs,
    .subject_control = subject_control,
    .according_to = according_to,
    .statement_nouns = statement_nouns,
    .if_words = if_words,
    .because_words = because_words,
    .time_words = time_words,
    .contrast_words = contrast_words,
    .purpose_words = purpose_words,
    .unless_words = unless_words,
    .particles = particles,
    .time_adverbs = time_adverbs,
    .place_adverbs = place_adverbs,
    .time_nouns = time_nouns,
    .relative_words = relative_words,
    .agent_markers = agent_markers,
    .light_verbs = light_verbs,
    .as_words = as_words,
    .weak_verbs = weak_verbs,
    .droppable = droppable,
    .discourse_nouns = discourse_nouns,
    .correlates = correlates,
    .object_control = object_control,
};
