#!/bin/sh
# The house's own rules that a machine can check: base names unique in src, no banned calls, every C file says what it
# is and its licence, layout and size of files and functions, no names of files that are gone, nothing else at the top
# level. Rules that need a tool which is not there (clang-format-14, Universal Ctags) are left out. usage: house.sh ROOT
set -u
cd "$1" || exit 1
bad=0
complain() { echo "$1"; bad=1; }
sources=$(find src include tests -name '*.[ch]')
# Library code: what the programs (cli, draw, train, gen) may do in their own rooms, it may not.
library=$(find src -name '*.c' -not -path 'src/cli/*' -not -path 'src/draw/*' -not -path 'src/train/*' -not -path 'src/gen/*')

twice=$(find src -name '*.c' -not -path 'src/cli/*' -not -path 'src/train/*' -not -path 'src/draw/*' -exec basename {} \; | sort | uniq -d)
[ -z "$twice" ] || complain "base names that stand twice in src: $twice"

unsaid=$(awk 'FNR == 1 { if (NR > 1 && !said) print file; said = 0; file = FILENAME }
    FNR <= 30 && /SPDX-License-Identifier/ { said = 1 } END { if (!said) print file }' $sources)
[ -z "$unsaid" ] || complain "no SPDX line in the head: $unsaid"

banned=$(grep -nE '(^|[^a-z_>.])(strcpy|strcat|sprintf|atoi|atof|strtok|gets|alloca|abort|exit|setlocale|isalpha|isdigit|isspace|toupper|tolower)[ ]*\(' $library /dev/null)
[ -z "$banned" ] || complain "banned calls:
$banned"
printing=$(grep -nE '(^|[^a-z_])(printf|puts|putchar|perror)[ ]*\(|fprintf[ ]*\([ ]*(stderr|stdout)' $library /dev/null)
[ -z "$printing" ] || complain "library code that prints:
$printing"

# Tables that programs made (metrics_table.h) are exempt from the sizes.
long=$(wc -l $sources | awk '$2 != "total" && $1 > 800 && $2 !~ /_table\.h$/ { print $2 ": " $1 " lines, at most 800" }')
[ -z "$long" ] || complain "$long"
if ctags --version 2>/dev/null | grep -q 'Universal Ctags'; then
    long=$(echo "$sources" | ctags --fields=+ne --kinds-C=f -f - -L - 2>/dev/null | awk -F'\t' '{
        for (i = 4; i <= NF; i++) { if ($i ~ /^line:/) first = substr($i, 6); if ($i ~ /^end:/) last = substr($i, 5) }
        if (last - first + 1 > 80) print $2 ": " $1 " has " last - first + 1 " lines, at most 80" }')
    [ -z "$long" ] || complain "$long"
fi
if command -v clang-format-14 >/dev/null; then
    ragged=$(echo "$sources" | grep -v '_table\.h$' | xargs clang-format-14 --dry-run 2>&1 | sed -n 's/^\([^:]*\):.*warning.*/\1/p' | sort -u)
    [ -z "$ragged" ] || complain "not laid out as .clang-format says (clang-format-14 -i FILE): $ragged"
fi

# Paths that documents and comments name must exist (as files, folders or the beginning of names).
for path in $(cat README.md docs/*.md src/README.md graphs/README.md tests/README.md $sources 2>/dev/null |
    grep -oE '(^|[^A-Za-z0-9_/.$-])(src|docs|tests|include|graphs)/[A-Za-z0-9_./-]*[A-Za-z0-9]' |
    sed 's/^[^a-z]*//' | sort -u); do
    [ -e "$path" ] || [ -n "$(ls -d "$path"* 2>/dev/null)" ] || complain "named somewhere, but not there: $path"
done

if [ -d .git ] || [ -f .git ]; then
    extra=$(git ls-tree --name-only HEAD | grep -vxE 'CMakeLists\.txt|README\.md|LICENSE|src|include|tests|graphs|docs|\..*')
    [ -z "$extra" ] || complain "top level has more than the card allows: $extra"
fi
exit $bad
