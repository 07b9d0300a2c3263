# Unknown verbs and options are named, with exit status 2; help works for every verb.
. "$(dirname "$0")/lib.sh"
run 0 help
says out "usage: stemma VERB"
run 2 nonsense
says err 'unknown verb "nonsense"'
run 2 version --nonsense
says err "unknown option --nonsense"
run 0 version
says out "stemma "
for verb in $("$STEMMA" help | sed -n 's/^  \([a-z]*\)  .*/\1/p'); do
    [ "$verb" = help ] && continue
    run 0 help "$verb"
    says out "usage: stemma $verb"
done
# A typing error is no riddle.
run 2 shwo
says err "did you mean show?"
run 2 facts --relatoin x
says err "did you mean --relation?"
run 2 zzzzzz
lacks err "did you mean"
