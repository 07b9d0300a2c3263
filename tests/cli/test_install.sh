# What is installed works away from the build: program, man page, library, pkg-config, and the README's C example.
. "$(dirname "$0")/lib.sh"
cmake --install "$STEMMA_BUILD_DIR" --prefix "$PWD/prefix" >install.log 2>&1 || { tail install.log >&2; failed "install"; }
cp "$STEMMA_SOURCE/graphs/de-ki-politik/input.txt" article.txt
STEMMA_DATA=$PWD/prefix/share/stemma
export STEMMA_DATA
prefix/bin/stemma extract article.txt >from_program || failed "the installed program"
[ -s from_program ] || failed "the installed program finds nothing"
[ -s prefix/share/man/man1/stemma.1 ] || failed "no man page"
if command -v man >/dev/null 2>&1; then
    MANWIDTH=80 man -l --warnings prefix/share/man/man1/stemma.1 >page.txt 2>warnings.txt
    [ ! -s warnings.txt ] || { cat warnings.txt >&2; failed "the man page has faults"; }
    grep -q 'stemma build' page.txt || failed "the man page lacks a verb"
fi
awk '/^```c$/ { on = 1; next } /^```/ { on = 0 } on' "$STEMMA_SOURCE/README.md" >example.c
[ -s example.c ] || failed "no C example in the README"
libdir=$(dirname "$(find prefix -name stemma.pc | head -1)")
flags=$(PKG_CONFIG_PATH=$libdir pkg-config --define-prefix --cflags --libs stemma) || failed "pkg-config"
extra=
nm -D "$(find prefix -name 'libstemma.so' | head -1)" 2>/dev/null | grep -q __asan && extra=-fsanitize=address,undefined
# shellcheck disable=SC2086 # flags are meant to split
cc -std=c17 -Wall -Wextra -Werror $extra example.c $flags -o example || failed "the C example does not compile"
LD_LIBRARY_PATH=$(dirname "$libdir") ./example article.txt prefix/share/stemma >from_library || failed "the C example"
same from_library from_program
# Nothing but what the headers mark is exported.
wild=$(nm -D --defined-only "$(find prefix -name 'libstemma.so' | head -1)" | awk '$2 ~ /[TDBR]/ { print $3 }' |
    grep -vE '^stemma_|^_|^__' | head)
[ -z "$wild" ] || failed "exported without stemma_: $wild"
