import { type FoldingRange, FoldingRangeKind } from 'vscode-languageserver-types';

const COMMENT = /^\s*\/\//;
/** What begins a section: `// ---- backup`, `// ==== backup ====`, `// # Backup`. */
const SECTION = /^\s*\/\/\s*(?:-{3,}|={3,}|#+\s)/;
const REGION = /^\s*\/\/\s*#region\b/;
const END_OF_REGION = /^\s*\/\/\s*#endregion\b/;
/** All that decides whether a line is code: strings, which end with their line, comments and braces. */
const SIGNS = /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\/\/|\/\*|\*\/|[{}]/g;

/**
 * Comments of several lines; sections, each from its comment to the one of the next; and what stands between `// #region` and
 * `// #endregion`. Told by lines, in one pass, so that a broken text folds as well.
 */
export function foldComments(lines: readonly string[]): FoldingRange[] {
  const found = new Comments(lines);
  for (const [n, line] of lines.entries()) found.see(n, line);
  found.end();
  return found.ranges;
}

class Comments {
  readonly ranges: FoldingRange[] = [];
  private readonly lines: readonly string[];
  private readonly regions: number[] = [];
  /** Where the run of `//` lines, the `/*` and the section began that are open. */
  private run: number | undefined;
  private block: number | undefined;
  private section: number | undefined;
  private depth = 0;

  constructor(lines: readonly string[]) {
    this.lines = lines;
  }

  see(n: number, line: string): void {
    if (this.block === undefined && COMMENT.test(line)) {
      this.run ??= n;
      if (REGION.test(line)) this.regions.push(n);
      else if (END_OF_REGION.test(line)) this.add(this.regions.pop(), n, FoldingRangeKind.Region);
      return;
    }
    this.endRun(n);
    for (const [sign] of line.matchAll(SIGNS)) {
      if (this.block !== undefined) {
        if (sign !== '*/') continue;
        this.add(this.block, n, FoldingRangeKind.Comment);
        this.block = undefined;
      } else if (sign === '//') break;
      else if (sign === '/*') this.block = n;
      else if (sign === '{') this.depth++;
      else if (sign === '}') this.depth = Math.max(0, this.depth - 1);
    }
  }

  end(): void {
    this.endRun(this.lines.length);
    this.endSection(this.lines.length);
  }

  /** Lines of `//` end before line `n`. One of them may have begun a section, at whose head all of them stand. */
  private endRun(n: number): void {
    const { run } = this;
    if (run === undefined) return;
    this.run = undefined;
    this.add(run, n - 1, FoldingRangeKind.Comment);
    if (this.depth || !this.lines.slice(run, n).some((line) => SECTION.test(line))) return;
    this.endSection(run);
    this.section = run;
  }

  private endSection(before: number): void {
    let last = before - 1;
    while (last > 0 && !this.lines[last]?.trim()) last--;
    this.add(this.section, last, FoldingRangeKind.Region);
  }

  private add(startLine: number | undefined, endLine: number, kind: FoldingRangeKind): void {
    if (startLine !== undefined) this.ranges.push({ startLine, endLine, kind });
  }
}
