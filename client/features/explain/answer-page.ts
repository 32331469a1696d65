/**
 * An answer as a page of its own: it loads nothing and runs nothing.
 * @param html rendered Markdown
 * @param linkTo where a link leads: `#L12` to a line of the first file that the answer is about, `#1L12` to one of the second
 */
export function answerPage(html: string, linkTo: (line: number, file: number) => string): string {
  const body = labeled(html)
    .replace(
      /(<a\b[^>]*?\shref=)"#(\d*)L(\d+)"/g,
      (_, before: string, file: string, line: string) => `${before}"${linkTo(Number(line), Number(file))}"`,
    )
    // A browser would end a line within an arrow; those in attributes stay as they are.
    .replace(/-&gt;(?![^<]*>)/g, '<span class="arrow">$&</span>');
  const wide = body.includes('<table class="wide"');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>
body { line-height: 1.5; max-width: ${wide ? 84 : 60}rem; overflow-wrap: break-word; padding: 0 1rem 1rem; }
h1 { font-size: 1.3rem; font-weight: 600; overflow-wrap: anywhere; }
h2 { font-size: 1.1rem; font-weight: 600; overflow-wrap: anywhere; }
li { margin: 0.5rem 0; }
.arrow { white-space: nowrap; }
pre { background: var(--vscode-textCodeBlock-background); border-radius: 3px; overflow-wrap: anywhere; padding: 0.5rem 0.75rem; white-space: pre-wrap; }
code { background: none; color: inherit; font-family: var(--vscode-editor-font-family); font-size: var(--vscode-editor-font-size); }
table { border-collapse: collapse; }
th, td { border-bottom: 1px solid var(--vscode-widget-border, transparent); padding: 0.25rem 0.5rem; text-align: left; vertical-align: top; }
th::first-letter { text-transform: uppercase; }
td:last-child:nth-child(n + 7) { min-width: 12rem; }
table.wide { width: 100%; }
table.wide td:last-child { overflow-wrap: anywhere; }
table.wide th { white-space: nowrap; }
details { margin: 0.25rem 0; }
summary { cursor: pointer; }
summary h2 { display: inline; }
@media (max-width: 44rem) {
  body { padding: 0 0.6rem 1rem; }
  ul, ol { padding-left: 1.2rem; }
  table { font-size: 0.85em; width: 100%; }
  th, td { padding: 0.2rem 0.25rem; }
}
@media (max-width: 36rem) {
  table.numbers, table.numbers thead, table.numbers tbody { display: block; }
  table.numbers tr { border-bottom: 1px solid var(--vscode-widget-border, var(--vscode-contrastBorder, transparent)); display: grid;
    column-gap: 0.4rem; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr) 3.4em repeat(3, 5.6em); }
  table.numbers th, table.numbers td { border: none; overflow-wrap: anywhere; }
  table.numbers th { overflow-wrap: normal; }
  table.numbers th:last-child, table.numbers td:last-child { grid-column: 1 / -1; }
  table.numbers td:last-child { color: var(--vscode-descriptionForeground); }
}
@media (max-width: 74rem) {
  table.wide, table.wide tbody, table.wide tr { display: block; }
  table.wide thead { display: none; }
  table.wide tr { border-bottom: 1px solid var(--vscode-widget-border, var(--vscode-contrastBorder, transparent)); padding: 0.5rem 0; }
  table.wide td { border: none; display: grid; gap: 0.5rem; grid-template-columns: 7rem 1fr; padding: 0.1rem 0.25rem; }
  table.wide td:last-child:nth-child(n + 7) { min-width: 0; }
  table.wide td::before { color: var(--vscode-descriptionForeground); content: attr(data-label); }
  table.wide td > div { overflow-wrap: anywhere; }
  table.wide td.empty { display: none; }
}
</style>
</head>
<body>${body}</body>
</html>`;
}

/** The columns that hold sentences: why something opens, and what is lost by what closes. */
const SENTENCES = ['Why', 'Required flows that are lost'];
/** A table of numbers and names stays one at half width; one of sentences does not fit there. */
const MOST_COLUMNS = 5;

/**
 * Tables with many columns of words (those that say why) have the name of its column at each cell:
 * where there is no room for columns, each row becomes a list. Those of numbers keep them in columns, with their words in a line below.
 */
function labeled(html: string): string {
  return html.replace(/<table\b[^>]*>[\s\S]*?<\/table>/g, (table) => {
    const names = [...table.matchAll(/<th\b[^>]*>([\s\S]*?)<\/th>/g)].map(([, name = '']) => name.replace(/<[^>]*>/g, ''));
    if (names.length <= MOST_COLUMNS) return table;
    if (/^permitted$/i.test(names.at(-1) ?? '')) return table.replace(/^<table\b/, '<table class="numbers"');
    if (!names.some((name) => SENTENCES.includes(name))) return table;
    let column = 0;
    return table
      .replace(/^<table\b/, '<table class="wide"')
      .replace(/<tr\b|<td\b([^>]*)>([\s\S]*?)(?=<\/td>)/g, (part, attributes: string | undefined, text: string | undefined) => {
        if (text === undefined) {
          column = 0;
          return part;
        }
        const name = (names[column++] ?? '').replaceAll('"', '&quot;');
        // The text stays in one piece where the cell is a grid.
        const kind = text.trim() === '-' || !text.trim() ? ' class="empty"' : '';
        return `<td${attributes}${kind} data-label="${name}"><div>${text}</div>`;
      });
  });
}
