/**
 * An answer as a page of its own: it loads nothing and runs nothing.
 * @param html rendered Markdown
 * @param linkTo where a link leads: `#L12` to a line of the first file that the answer is about, `#1L12` to one of the second
 */
export function answerPage(html: string, linkTo: (line: number, file: number) => string): string {
  const body = html.replace(
    /(<a\b[^>]*?\shref=)"#(\d*)L(\d+)"/g,
    (_, before: string, file: string, line: string) => `${before}"${linkTo(Number(line), Number(file))}"`,
  );
  return `<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>
body { line-height: 1.5; max-width: 60rem; padding: 0 1rem 1rem; }
h1 { font-size: 1.3rem; font-weight: 600; overflow-wrap: anywhere; }
h2 { font-size: 1.1rem; font-weight: 600; overflow-wrap: anywhere; }
li { margin: 0.5rem 0; }
pre { background: var(--vscode-textCodeBlock-background); border-radius: 3px; overflow-x: auto; padding: 0.5rem 0.75rem; }
code { background: none; color: inherit; font-family: var(--vscode-editor-font-family); font-size: var(--vscode-editor-font-size); }
table { border-collapse: collapse; }
th, td { border-bottom: 1px solid var(--vscode-widget-border, transparent); padding: 0.25rem 0.5rem; text-align: left; vertical-align: top; }
th::first-letter { text-transform: uppercase; }
td:last-child:nth-child(n + 7) { min-width: 12rem; }
details { margin: 0.25rem 0; }
summary { cursor: pointer; }
summary h2 { display: inline; }
@media (max-width: 44rem) {
  body { padding: 0 0.25rem 1rem; }
  table { font-size: 0.85em; width: 100%; }
  th, td { padding: 0.2rem 0.25rem; }
  td:last-child:nth-child(n + 7) { min-width: 6rem; overflow-wrap: anywhere; }
}
</style>
</head>
<body>${body}</body>
</html>`;
}
