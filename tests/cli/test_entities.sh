# extract -f entities: spans end where the name ends, not where the word does.
. "$(dirname "$0")/lib.sh"
# finds LANG TEXT SPAN...: each SPAN (text|type) is among the spans, given back as text by their offsets in code points.
finds() {
    lang=$1; text=$2; shift 2
    printf '{"id":"1","text":"%s"}\n' "$text" >in.jsonl
    "$STEMMA" extract --lang "$lang" --format entities <in.jsonl >out 2>err || { cat err >&2; failed "$text"; }
    tr '[' '\n' <out | sed -n 's/^\([0-9]*\),\([0-9]*\),"\([a-z]*\)".*/\1 \2 \3/p' >spans
    : >found
    while read -r from to type; do
        printf '%s|%s\n' "$(printf '%s' "$text" | cut -c "$((from + 1))-$to")" "$type" >>found
    done <spans
    for span in "$@"; do grep -qxF -- "$span" found || { cat found out >&2; failed "no $span in: $text"; }; done
}
# Names in front of a hyphen, behind a hash, on both sides of a slash. (ASCII only: cut counts bytes.)
finds de 'Die Lufthansa-Aktie stieg, sagte ein Siemens-Sprecher in Berlin.' 'Lufthansa|organization' 'Siemens|organization' 'Berlin|location'
finds de 'Die Polizei sperrte am Abend die Strecke von #Augsburg nach Ulm.' 'Augsburg|location'
finds de 'Die Sitzung fand in Bochum/Witten statt.' 'Bochum|location' 'Witten|location'
# What belongs to the name stays.
finds de 'In Sachsen-Anhalt und Rheinland-Pfalz wird gestreikt.' 'Sachsen-Anhalt|location' 'Rheinland-Pfalz|location'
finds de 'Sie studierte an der Hochschule Coburg und lehrt in Bremen.' 'Hochschule Coburg|organization' 'Bremen|location'
# Titles and owners' marks are no part of it.
finds en 'Ms Hopley praised Colonel Thomas Baker in London.' 'Hopley|person' 'Thomas Baker|person' 'London|location'
# A letter of two bytes is one place.
printf '{"id":"2","text":"Äh, Angela Merkel reist nach Köln."}\n' | "$STEMMA" extract --lang de --format entities >out
says out '[4,17,"person"]'
says out '[29,33,"location"]'
