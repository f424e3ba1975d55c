import { formatInstant, type Instant } from '@app/domain';
import { LAYOUT } from '../layout.js';
import type { Manifest, MessageRecord } from '../types.js';

/**
 * `COME-VERIFICARE.txt`: how a third party checks the file with sha256sum and openssl alone. Lines that begin with
 * `$ ` are commands for a shell in the folder of the extracted file; a test runs them as they stand.
 */
export function instructions(
  manifest: Omit<Manifest, 'files'>,
  records: readonly MessageRecord[],
): string {
  const valid = records.filter((one) => one.signature.verdict === 'valid').length;
  return `COME VERIFICARE QUESTO FASCICOLO
${'='.repeat(32)}

${manifest.title}
Prodotto il ${formatInstant(manifest.generatedAt as Instant)} (ora di Roma) con ${manifest.generator}.

Il fascicolo si verifica senza il programma che lo ha prodotto, senza rete e senza archivi: bastano una
riga di comando (Linux, macOS, WSL), sha256sum e openssl. Estrarre il file ZIP in una cartella vuota, entrare
nella cartella ed eseguire i comandi che cominciano con il segno "$" (senza il segno).


1. I FILE SONO QUELLI PRODOTTI

$ sha256sum -c SHA256SUMS

Ogni riga deve terminare con "OK". Un file modificato è indicato con "FAILED" (o "NON RIUSCITO").
L'impronta dell'elenco stesso riassume tutto il fascicolo: confrontarla con quella annotata altrove
(protocollo, verbale, marca temporale), se esiste.

$ sha256sum SHA256SUMS


2. GLI ORIGINALI SONO GLI ORIGINALI

I messaggi in ${LAYOUT.messages} sono conservati come ricevuti o inviati, e il nome di ogni file è la sua impronta
SHA-256. Il comando non deve stampare nulla:

$ for f in messages/*.eml; do [ -e "$f" ] || continue; d=$(sha256sum < "$f"); [ "messages/\${d%% *}.eml" = "$f" ] || echo "NOME DIVERSO $f"; done


3. LE FIRME DEI GESTORI PEC

Messaggi con firma valida secondo il programma: ${valid} su ${records.length} (elenco in ${LAYOUT.signatures}: istante della
firma in secondi dal 1970 e file). Ogni firma è verificata all'istante in cui è stata apposta, perché i
certificati dei gestori scadono dopo due o tre anni. Ogni riga deve cominciare con "VALIDA":

$ while read -r istante file; do if openssl cms -verify -in "$file" -CAfile ${LAYOUT.anchors} -attime "$istante" -purpose smimesign -out /dev/null 2>/dev/null; then echo "VALIDA $file"; else echo "NON VALIDA $file"; fi; done < ${LAYOUT.signatures}

Per vedere chi ha firmato un messaggio: openssl cms -cmsout -print -noout -in FILE -inform SMIME. Le firme con SHA-1 (fino
al 2024 circa) possono richiedere l'opzione -auth_level 0.

Le autorità di certificazione in ${LAYOUT.anchors} sono allegate per comodità. Prima di fidarsene, confrontare la loro
impronta con quella pubblicata da chi le gestisce (per la PEC: AgID e l'autorità radice):

$ awk '/BEGIN CERT/{n++} {print > ("autorita-" n ".tmp")}' ${LAYOUT.anchors}; for f in autorita-*.tmp; do [ -s "$f" ] && openssl x509 -in "$f" -noout -subject -fingerprint -sha256; done; rm -f autorita-*.tmp


4. LA CATENA DEI FATTI

In ${LAYOUT.timeline} ogni riga è un fatto. La sua impronta ("hash") è lo SHA-256 dell'impronta del fatto precedente
("previous", vuota per il primo di ogni Comune) seguita dal testo del fatto: cambiare, togliere o aggiungere
un fatto rompe la catena. L'ultima riga stampata deve essere "CATENA INTEGRA":

$ ok=1; comune=''; testa=''; while IFS= read -r riga; do c=\${riga#*'"municipality":"'}; c=\${c%%'"'*}; [ "$c" = "$comune" ] || { comune=$c; testa=''; }; p=\${riga#*'"previous":"'}; p=\${p%%'"'*}; h=\${riga#*'"hash":"'}; h=\${h%%'"'*}; f=\${riga#*'"fact":'}; f=\${f%?}; d=$(printf '%s%s' "$p" "$f" | sha256sum); [ "$p" = "$testa" ] && [ "$h" = "\${d%% *}" ] || { echo "ROTTA: $riga"; ok=0; }; testa=$h; done < ${LAYOUT.timeline}; [ "$ok" = 1 ] && echo "CATENA INTEGRA"

Testa della catena (impronta dell'ultimo fatto, ${manifest.chains.length === 1 ? 'un Comune' : `${manifest.chains.length} Comuni`}):

${manifest.chains.map((one) => `    ${one.municipality}  ${one.head}  (${one.events} fatti)\n`).join('')}
Una catena tagliata in fondo è ancora integra: se ne accorge solo chi ha annotato la testa altrove, alla stessa
data. Con più Comuni la testa complessiva è lo SHA-256 delle righe "codice testa" in ordine:
${manifest.head === '' ? 'nessun fatto' : manifest.head}


5. CON IL PROGRAMMA

    sollecito verify FASCICOLO.zip [--trust AUTORITA.pem] [--head TESTA]

esegue tutti i controlli, anche sul contenitore ZIP, senza rete e senza archivi. In più rilegge ogni ricevuta e confronta
ciò che il gestore ha firmato (esito, messaggio, destinatario, ora) con il fatto che la indica in "evidence": senza il
programma si apre il file messages/IMPRONTA.eml e si legge daticert.xml. Di una risposta confronta messaggio, ora, autore
e mittente, e che nessun suo fatto manchi; che cosa il testo dichiara, e per quale data, lo legge chi apre il messaggio.
I fatti senza un originale firmato valgono quanto chi li ha registrati, e quanto la testa annotata altrove.

Le impronte elencate in "missing" di ${LAYOUT.manifest} sono di file importati, che restano all'ufficio perché parlano
anche di altri Comuni.
`;
}
