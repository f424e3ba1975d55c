/** The page's own style: readable on screen and on paper, no colour alone says anything. */
export const STYLE = `
:root{color-scheme:light;--ink:#17324d;--line:#5a768a;--soft:#f2f7fc}
body{font:1rem/1.5 "Titillium Web",Arial,sans-serif;color:var(--ink);background:#fff;margin:0 auto;max-width:70rem;padding:1rem}
a{color:#0059b3}a:focus{outline:3px solid #ff9900;outline-offset:2px}
.skip{position:absolute;left:-999rem}.skip:focus{position:static}
h1{font-size:1.8rem;line-height:1.2}h2{font-size:1.35rem;margin-top:2.2rem}
table{border-collapse:collapse;width:100%}caption{text-align:left;padding:.3rem 0;font-weight:600}
th,td{border-bottom:1px solid var(--line);padding:.4rem .5rem;text-align:left;vertical-align:top}
thead th{background:var(--soft)}code{font-size:.85em;overflow-wrap:anywhere}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.3rem 1rem}dt{font-weight:600}dd{margin:0}
.box{border:2px solid var(--line);padding:.5rem 1rem;background:var(--soft)}
@media print{body{max-width:none;padding:0;font-size:10pt}a{color:inherit}thead{display:table-header-group}tr{break-inside:avoid}}
`.trim();
