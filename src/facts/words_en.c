/* English word lists of the extraction rules: lemmas and, where lemmas are unsure, forms too.
 * Sorted by bytes,
 * which a test checks; what each list means is said in words.h. Add words freely.
 * SPDX-License-Identifier: GPL-2.0-or-later */
#include "facts/words.h"

static const char *const negators[] = {
    "barely", "hardly", "n't", "neither", "never", "no", "nor", "not", "nowhere", "nt",
    "scarcely", NULL,
};

static const char *const negative_nouns[] = {
    "neither", "no", "nobody", "none", "noone", "nothing", NULL,
};

static const char *const without[] = {
    "absent", "except", "instead", "unlike", "without", NULL,
};

static const char *const negative_verbs[] = {
    "avoid", "ban", "decline", "deny", "dispute", "fail", "forbid", "lack", "neglect", "prevent",
    "prohibit", "refuse", "refute", "reject", "rule-out", "stop", NULL,
};

static const char *const neg_raising[] = {
    "appear", "believe", "expect", "imagine", "intend", "seem", "suppose", "think", "want", NULL,
};

static const char *const modal_possible[] = {
    "can", "could", "may", "might", NULL,
};

static const char *const modal_demanded[] = {
    "have", "must", "need", "ought", "shall", "should", NULL,
};

static const char *const modal_planned[] = {
    "'ll", "gonna", "shall", "will", "wo", "would", NULL,
};

static const char *const hedges_possible[] = {
    "apparently", "arguably", "conceivably", "doubtful", "likely", "maybe", "perhaps", "possible",
    "possibly", "potential", "potentially", "presumably", "probable", "probably", "seemingly",
    "supposedly", "theoretically", "uncertain", "unclear", "unlikely", NULL,
};

static const char *const hedges_alleged[] = {
    "alleged", "allegedly", "apparently", "evidently", "ostensibly", "purported", "purportedly",
    "reportedly", "rumored", "rumoured", "so-called", "supposed", "supposedly", NULL,
};

static const char *const plan_verbs[] = {
    "agree", "aim", "attempt", "bid", "commit", "decide", "effort", "go", "goal", "going", "hope",
    "intend", "intention", "offer", "plan", "pledge", "prepare", "promise", "propose", "schedule",
    "seek", "set", "threaten", "try", "vow", "want", "wish", NULL,
};

static const char *const demand_verbs[] = {
    "advise", "appeal", "ask", "call", "command", "demand", "encourage", "insist", "instruct",
    "invite", "need", "oblige", "order", "plea", "propose", "recommend", "request", "require",
    "suggest", "tell", "urge", "want", NULL,
};

static const char *const possible_verbs[] = {
    "allow", "appear", "assume", "believe", "bet", "chance", "consider", "doubt", "dream",
    "enable", "estimate", "expect", "fear", "feel", "guess", "help", "hope", "imagine",
    "possibility", "predict", "risk", "seem", "speculate", "suppose", "suspect", "tend", "think",
    "wish", "wonder", "worry", NULL,
};

/* English shows its indirect object by place alone: no rule asks. */
static const char *const two_accusatives[] = {NULL};

static const char *const say_verbs[] = {
    "acknowledge", "add", "admit", "agree", "allege", "announce", "answer", "argue", "ask",
    "assert", "believe", "claim", "comment", "complain", "conclude", "confirm", "contend",
    "declare", "deny", "disclose", "emphasize", "estimate", "explain", "indicate", "insist",
    "maintain", "mention", "note", "observe", "predict", "recall", "remark", "reply", "report",
    "respond", "reveal", "say", "show", "state", "stress", "suggest", "tell", "think", "warn",
    "write", NULL,
};

static const char *const ask_verbs[] = {
    "ask", "doubt", "examine", "inquire", "question", "wonder", NULL,
};

static const char *const subject_control[] = {
    "pledge", "promise", "swear", "threaten", "vow", NULL,
};

static const char *const according_to[] = {
    "according", "per", NULL,
};

static const char *const statement_nouns[] = {
    "account", "estimate", "estimates", "opinion", "report", "reports", "statement", "study",
    "view", "words", NULL,
};

static const char *const if_words[] = {
    "assuming", "if", "lest", "once", "provided", "providing", "unless", "whether", NULL,
};

static const char *const because_words[] = {
    "'cause", "as", "because", "cos", "cuz", "for", "since", NULL,
};

static const char *const time_words[] = {
    "after", "as", "before", "once", "since", "till", "until", "when", "whenever", "while", NULL,
};

static const char *const contrast_words[] = {
    "although", "despite", "even", "though", "whereas", "while", NULL,
};

static const char *const purpose_words[] = {
    "in", "order", "so", NULL,
};

static const char *const unless_words[] = {
    "instead", "rather", "unless", "without", NULL,
};

static const char *const particles[] = {
    "about", "absolutely", "actually", "again", "all", "almost", "already", "also", "always",
    "anyway", "apparently", "approximately", "as", "barely", "basically", "both", "certainly",
    "clearly", "completely", "course", "currently", "definitely", "either", "else", "especially",
    "even", "ever", "extremely", "finally", "first", "fully", "furthermore", "generally",
    "hardly", "hence", "here", "highly", "how", "however", "indeed", "instead", "just", "largely",
    "later", "least", "less", "likely", "literally", "mainly", "maybe", "meanwhile", "merely",
    "more", "moreover", "most", "mostly", "much", "n't", "nearly", "never", "nevertheless", "not",
    "now", "obviously", "of", "often", "once", "only", "otherwise", "particularly", "perhaps",
    "possibly", "pretty", "probably", "quite", "rarely", "rather", "really", "recently", "right",
    "roughly", "scarcely", "seldom", "simply", "so", "sometimes", "soon", "still", "sure",
    "surely", "then", "there", "therefore", "though", "thus", "too", "totally", "truly",
    "usually", "very", "well", "when", "whenever", "where", "wherever", "why", "yet", NULL,
};

static const char *const time_adverbs[] = {
    "ago", "currently", "earlier", "immediately", "later", "now", "nowadays", "recently", "soon",
    "today", "tomorrow", "tonight", "yesterday", NULL,
};

static const char *const place_adverbs[] = {
    "abroad", "anywhere", "downstairs", "elsewhere", "everywhere", "here", "home", "inside",
    "nearby", "nowhere", "outside", "somewhere", "there", "upstairs", NULL,
};

static const char *const time_nouns[] = {
    "April", "Aug.", "August", "Dec.", "December", "Feb.", "February", "Friday", "Jan.",
    "January", "July", "June", "March", "May", "Monday", "Nov.", "November", "Oct.", "October",
    "Saturday", "Sept.", "September", "Sunday", "Thursday", "Tuesday", "Wednesday", "afternoon",
    "april", "august", "autumn", "beginning", "century", "day", "decade", "december", "end",
    "evening", "fall", "february", "friday", "future", "hour", "january", "july", "june", "march",
    "minute", "moment", "monday", "month", "morning", "night", "noon", "november", "october",
    "past", "quarter", "saturday", "season", "second", "september", "spring", "summer", "sunday",
    "thursday", "time", "times", "today", "tomorrow", "tonight", "tuesday", "wednesday", "week",
    "weekend", "while", "winter", "year", "yesterday", NULL,
};

static const char *const relative_words[] = {
    "that", "what", "where", "which", "who", "whom", "whose", NULL,
};

static const char *const agent_markers[] = {
    "by", NULL,
};

static const char *const light_verbs[] = {
    "be in charge", "be in need", "bear fruit", "break ground", "bring to justice",
    "bring to light", "bring to market", "call into question", "cast doubt", "come into force",
    "come to power", "express concern", "express doubt", "express interest", "give birth",
    "give permission", "give rise", "give way", "go into effect", "have access", "have effect",
    "have influence", "have right", "have trouble", "hold talk", "keep in mind", "keep track",
    "lay claim", "lead way", "lose control", "lose sight", "make clear", "make decision",
    "make effort", "make progress", "make sense", "make sure", "make use", "make way",
    "pay attention", "pay tribute", "play part", "play role", "put end", "put into effect",
    "put into operation", "put on market", "put to test", "put under pressure", "raise concern",
    "reach agreement", "set fire", "set foot", "set in motion", "shed light", "show interest",
    "sign deal", "strike deal", "take account", "take advantage", "take aim", "take care",
    "take charge", "take control", "take effect", "take hold", "take into account",
    "take into custody", "take issue", "take note", "take office", "take over", "take part",
    "take place", "take responsibility", "take root", "take step", "take to court", "take turn",
    "wage war", NULL,
};

static const char *const as_words[] = {
    "as", "like", "than", NULL,
};

static const char *const weak_verbs[] = {
    "be", "get", "give", "have", "make", NULL,
};

static const char *const droppable[] = {
    "actually", "also", "even", "extremely", "highly", "just", "only", "quite",
    "really", "simply", "so", "very", NULL,
};

static const char *const discourse_nouns[] = {
    "all", "course", "example", "fact", "general", "instance", "least", "one",
    "particular", "way", NULL,
};

static const char *const correlates[] = {
    "so", NULL,
};

static const char *const object_control[] = {
    "advise", "allow", "ask", "beg", "cause", "challenge", "command", "compel", "convince",
    "direct", "enable", "encourage", "expect", "force", "get", "help", "instruct", "invite",
    "order", "permit", "persuade", "press", "push", "remind", "request", "require", "teach",
    "tell", "train", "urge", "want", "warn", NULL,
};

const stm_fact_words stm_fact_words_en = {
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
