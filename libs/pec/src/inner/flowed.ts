/**
 * Joins the soft line breaks of `format=flowed` text. RFC 3676 §4: a line that ends in a space flows
 * into the next of the same quote depth; one space of stuffing is dropped; `-- ` is a signature mark.
 */
export function unflow(text: string, delSp: boolean): string {
  const out: string[] = [];
  let open: { depth: number; text: string } | null = null;
  for (const raw of text.split(/\r?\n/)) {
    const quotes = /^>*/.exec(raw)?.[0].length ?? 0;
    const content = raw.slice(quotes).replace(/^ /, '');
    const flows = content.endsWith(' ') && content !== '-- ';
    const line = flows && delSp ? content.slice(0, -1) : content;
    if (open !== null && (open.depth !== quotes || content === '-- ')) {
      out.push(render(open));
      open = null;
    }
    const joined: { depth: number; text: string } = {
      depth: quotes,
      text: (open?.text ?? '') + line,
    };
    if (flows) open = joined;
    else {
      out.push(render(joined));
      open = null;
    }
  }
  if (open !== null) out.push(render(open));
  return out.join('\n');
}

function render(line: { readonly depth: number; readonly text: string }): string {
  return line.depth === 0 ? line.text : `${'>'.repeat(line.depth)} ${line.text}`;
}
