# Shared by the command-line tests: . "$(dirname "$0")/lib.sh"
# Every check prints what was wanted and what came; the test ends at the first failure.
set -u
here=$(cd "$(dirname "$0")" && pwd)
: "${STEMMA:?run by ctest}"
rm -rf ./* 2>/dev/null
failed() { echo "FAILED: $*" >&2; exit 1; }
# run CODE ARGS...: runs stemma with the arguments, stdout in ./out, stderr in ./err; the exit status must be CODE.
run() {
    wanted=$1; shift
    "$STEMMA" "$@" >out 2>err </dev/null; code=$?
    [ "$code" -eq "$wanted" ] || { cat out err >&2; failed "stemma $*: exit $code, wanted $wanted"; }
}
# says FILE TEXT: FILE must hold the text. lacks: it must not.
says() { grep -qF -- "$2" "$1" || { cat "$1" >&2; failed "$1 does not say: $2"; }; }
lacks() { ! grep -qF -- "$2" "$1" || { cat "$1" >&2; failed "$1 says: $2"; }; }
same() { cmp -s "$1" "$2" || { diff "$1" "$2" | head -20 >&2; failed "$1 and $2 differ"; }; }
