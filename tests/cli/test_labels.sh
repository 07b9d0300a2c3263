# What no row of the tables knows: facts between two names keep the words of the sentence as their label.
. "$(dirname "$0")/lib.sh"
# fact LANG SENTENCE FACT: FACT (subject|relation|object) comes out of the sentence; an empty FACT: no fact at all.
fact() {
    printf '%s\n' "$2" >sentence.txt
    run 0 extract --lang "$1" --format tsv sentence.txt
    cut -f 2-4 out | tr '\t' '|' >facts
    [ -z "$3" ] || grep -qxF -- "$3" facts || { cat facts >&2; failed "\"$2\" does not give $3"; }
}
never() { cut -f 2-4 out | tr '\t' '|' >facts; lacks facts "$1"; }

fact de 'Intel hängt von ASML ab.' 'Intel|abhängen von|ASML'
fact de 'BMW will seine Abhängigkeit von China verringern.' 'BMW|Abhängigkeit verringern von|China'
fact de 'Die EU-Kommission erließ eine Sperre gegen Huawei.' 'EU-Kommission|banned|Huawei'
never 'Sperre erlassen gegen'
fact de 'Mit dem Kauf brachte sich Bosch in Konkurrenz zu Nvidia.' 'Bosch|competes_with|Nvidia'
# Circumstances are no ends, nor are verbs that say nothing by themselves.
fact de 'Siemens hatte sich nach dem Streit in München von Öl abgewandt.' ''
never 'München'
fact de 'Mit Donald Trump im Weißen Haus steht OpenAI vor einer neuen Realität.' ''
never 'stehen'
fact en 'The United States imposed export limits on Nvidia.' 'United States|impose limits on|Nvidia'
fact en 'Apple and Google argued with Microsoft over fees.' 'Google|argue with|Microsoft'
never 'fees'
# In the passive the surface subject is not who does it.
fact en 'Nokia was besieged by reporters from Reuters.' ''
never 'Nokia|besiege'
# "& Co." and references to a page are nobody.
fact de 'Das Monopol von Siemens steht so im Buch (S.91). Siemens & Co. besiegten Bosch.' 'Siemens|besiegen|Bosch'
never 'S.91'
never 'Co.'
fact de 'Gestern haben Siemens, Audi & Co. die Firma Bosch besiegt.' 'Audi|besiegen|Bosch'
never 'Co.'
