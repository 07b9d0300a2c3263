#!/bin/sh
# The house's own rules that a machine can check: base names unique in src, no banned calls, every C file says what it
# is and its licence, nothing else at the top level. usage: house.sh ROOT
set -u
cd "$1" || exit 1
bad=0
complain() { echo "$1"; bad=1; }
# The programs (cli, train, draw) have rooms of their own.
twice=$(find src -name '*.c' -not -path 'src/cli/*' -not -path 'src/train/*' -not -path 'src/draw/*' -exec basename {} \; | sort | uniq -d)
[ -z "$twice" ] || complain "base names that stand twice in src: $twice"
for file in $(find src include tests -name '*.[ch]'); do
    head -c 3000 "$file" | grep -q 'SPDX-License-Identifier' || complain "$file: no SPDX line in its head"
done
banned=$(grep -nE '(^|[^a-z_>.])(strcpy|strcat|sprintf|atoi|atof|strtok|gets|alloca|abort|exit|setlocale|isalpha|isdigit|isspace|toupper|tolower)[ ]*\(' \
    $(find src -name '*.c' -not -path 'src/cli/*' -not -path 'src/draw/*' -not -path 'src/train/*' -not -path 'src/gen/*') /dev/null)
[ -z "$banned" ] || complain "banned calls:
$banned"
printing=$(grep -nE '(^|[^a-z_])(printf|puts|putchar|perror)[ ]*\(|fprintf[ ]*\([ ]*(stderr|stdout)' \
    $(find src -name '*.c' -not -path 'src/cli/*' -not -path 'src/draw/*' -not -path 'src/train/*' -not -path 'src/gen/*') /dev/null)
[ -z "$printing" ] || complain "library code that prints:
$printing"
if [ -d .git ] || [ -f .git ]; then
    extra=$(git ls-tree --name-only HEAD | grep -vxE 'CMakeLists\.txt|README\.md|LICENSE|src|include|tests|graphs|docs|\..*')
    [ -z "$extra" ] || complain "top level has more than the card allows: $extra"
fi
exit $bad
