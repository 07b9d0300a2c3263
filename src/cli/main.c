/* The program stemma: a table of verbs. SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli.h"

#include <signal.h>
#include <string.h>

/* In the order in which `stemma help` and the man page show them: what a newcomer needs first. */
const cli_command cli_commands[] = {
    {"build", "read documents into a graph file", "-g GRAPH [options] FILE|FOLDER|PATTERN|-…",
        cmd_build},
    {"update", "read the documents of a graph file again, where they changed", "-g GRAPH [options]",
        cmd_update},
    {"documents", "the documents of a graph file", "-g GRAPH [--format FORMAT]", cmd_documents},
    {"remove", "take documents and their facts out", "-g GRAPH PATH…", cmd_remove},
    {"check", "verify a graph file", "-g GRAPH", cmd_check},
    {"report", "who matters, and why", "-g GRAPH [options] [filters]", cmd_report},
    {"draw", "the picture: who is tied to whom", "-g GRAPH [-o FILE] [options] [filters]",
        cmd_draw},
    {"show", "all that is known about an actor, with the sentences", "-g GRAPH [options] NAME",
        cmd_show},
    {"path", "how two actors are connected", "-g GRAPH [options] NAME NAME", cmd_path},
    {"around", "facts among an actor's neighbours", "-g GRAPH [--depth N] NAME", cmd_around},
    {"between", "facts between two actors, and with those whom both know",
        "-g GRAPH [options] NAME NAME", cmd_between},
    {"timeline", "what happened to an actor, in order of time", "-g GRAPH [options] NAME",
        cmd_timeline},
    {"facts", "facts by relation, time, source, speaker", "-g GRAPH [filters]", cmd_facts},
    {"why", "the sentences behind a fact, marked", "-g GRAPH NUMBER", cmd_why},
    {"search", "sentences with words, \"phrases\", prefix*, OR, -without",
        "-g GRAPH [options] WORDS…", cmd_search},
    {"query", "ask in openCypher (reading)", "-g GRAPH 'MATCH (a)-[r]->(b) RETURN a, r, b'",
        cmd_query},
    {"export", "write the graph in a format of the field", "-g GRAPH [--format FORMAT] [-o FILE]",
        cmd_export},
    {"import", "read facts from tsv, csv, jsonl, graphml, ntriples or turtle", "-g GRAPH FILE…",
        cmd_import},
    {"same", "say that two names are one actor", "-g GRAPH NAME NAME", cmd_same},
    {"different", "say that two names are two actors", "-g GRAPH NAME NAME", cmd_different},
    {"rename", "show an actor under another name", "-g GRAPH NAME NEW", cmd_rename},
    {"type", "say what an actor is", "-g GRAPH NAME TYPE", cmd_type},
    {"forget", "hide a fact", "-g GRAPH NUMBER…", cmd_forget},
    {"undo", "take a decision back", "-g GRAPH [NUMBER]", cmd_undo},
    {"decisions", "what was decided: list, export, import", "-g GRAPH [--export] [--import FILE]",
        cmd_decisions},
    {"extract", "facts and names of a text, without a graph file", "[options] [FILE|FOLDER|-]",
        cmd_extract},
    {"explain", "how a sentence is understood: words, tree, rules, facts", "[options] \"SENTENCE\"",
        cmd_explain},
    {"parse", "sentences, words, tags and trees of a text, as CoNLL-U", "[options] [FILE|-]",
        cmd_parse},
    {"help", "what a verb does and its options", "[VERB]", cmd_help},
    {"version", "version and licence", "", cmd_version},
    {NULL, NULL, NULL, NULL},
};

int main(int argc, char **argv)
{
    /* A closed pipe (| head) ends writes with an error that cli_finish reports, instead of killing us mid-transaction. */
    signal(SIGPIPE, SIG_IGN);
    if (argc < 2 || strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
        char help[] = "help";
        char *none[] = {help, NULL};
        int code = cmd_help(1, none);
        return argc < 2 ? CLI_USAGE : code;
    }
    if (strcmp(argv[1], "--version") == 0) {
        return cmd_version(argc - 1, argv + 1);
    }
    for (const cli_command *command = cli_commands; command->name != NULL; command++) {
        if (strcmp(argv[1], command->name) == 0) {
            return cli_finish(command->name, command->run(argc - 1, argv + 1));
        }
    }
    cli_meant meant = {.typed = argv[1], .length = strlen(argv[1])};
    for (const cli_command *command = cli_commands; command->name != NULL; command++) {
        cli_meant_consider(&meant, command->name);
    }
    fprintf(stderr, "stemma: unknown verb \"%s\"; %s%s%s`stemma help` lists them\n", argv[1],
        meant.word != NULL ? "did you mean " : "", meant.word != NULL ? meant.word : "",
        meant.word != NULL ? "? " : "");
    return CLI_USAGE;
}
