import { type AddressSet, ALL_IPV4, ALL_IPV6, ALL_NAMES } from '../model/addresses.ts';
import type { InspectingLine, RunningDevice, UnknownLine } from './running.ts';

/** What "any" stands for where a rule is about one family: a host name may have an address of it. */
export const ANY_IPV4: AddressSet = ALL_IPV4.union(ALL_NAMES);
export const ANY_IPV6: AddressSet = ALL_IPV6.union(ALL_NAMES);

/** The lines of a text with whatever line ends, without a byte order mark. */
export function linesOf(text: string): string[] {
  return text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
}

/**
 * Notes what became of each line of a file, for `lines` and `unknown` of a device. A line that nobody spoke of is unknown; of a line that was spoken of
 * twice counts what is worse: unknown before modeled before without bearing.
 */
export class LineBook {
  private readonly lines: readonly string[];
  private readonly states: Uint8Array;
  private readonly found: UnknownLine[] = [];
  private readonly inspecting: InspectingLine[] = [];
  private readonly things = new Set<string>();
  private readonly first: number;

  /**
   * @param lines all lines of the file, as `linesOf` has them, or those of one of its devices
   * @param first the number that the first of them has in the file
   */
  constructor(lines: readonly string[], first = 1) {
    this.lines = lines;
    this.first = first;
    this.states = new Uint8Array(lines.length);
  }

  /** @param line 1-based, as everywhere here */
  modeled(line: number, last = line): void {
    this.note(line, last, MODELED);
  }

  /** Known to have no bearing on what may pass. */
  withoutBearing(line: number, last = line): void {
    this.note(line, last, WITHOUT_BEARING);
  }

  /**
   * @param what the words that tell what it is, never a value behind them
   * @param why what of the traffic could be otherwise
   */
  unknown(line: number, what: string, why: string, last = line): void {
    this.addUnknown(line, what, why, last);
  }

  /**
   * What looks into connections that rules permit, or for attacks, and closes what it finds: no rule is uncertain by it, and it is told besides.
   * @param thing what the line names: of all lines that name it the first one is told
   */
  inspects(line: number, what: string, thing = `${line}`, last = line): void {
    this.note(line, last, MODELED);
    if (this.things.has(thing)) return;
    this.things.add(thing);
    this.inspecting.push({ line, what: shorten(what) });
  }

  /**
   * Tells of the first of all lines that name one thing.
   * @param thing what they name, by which others are known to be the same
   */
  unknownOnce(thing: string, line: number, what: string, why: string): void {
    if (this.things.has(thing)) return;
    this.things.add(thing);
    this.unknown(line, what, why);
  }

  /** The same, with what is told of it. */
  addUnknown(line: number, what: string, why: string, last = line): UnknownLine {
    this.note(line, last, UNKNOWN);
    const found = { line, what: shorten(what), why };
    this.found.push(found);
    return found;
  }

  /** To be taken over into a device: all lines that aren't blank, counted, and what is unknown in the order of the lines. */
  result(): Pick<RunningDevice, 'lines' | 'unknown' | 'inspecting'> {
    const counts = { modeled: 0, withoutBearing: 0, unknown: 0 };
    for (const [n, line] of this.lines.entries()) {
      if (!line.trim()) continue;
      const state = this.states[n];
      if (state === MODELED) counts.modeled++;
      else if (state === WITHOUT_BEARING) counts.withoutBearing++;
      else {
        counts.unknown++;
        if (!state) this.found.push({ line: n + this.first, what: firstWordOf(line), why: 'nothing is known of it' });
      }
      this.states[n] = state || UNKNOWN;
    }
    const byLine = (a: { readonly line: number }, b: { readonly line: number }): number => a.line - b.line;
    return {
      lines: counts,
      unknown: [...this.found].sort(byLine),
      ...(this.inspecting.length ? { inspecting: [...this.inspecting].sort(byLine) } : {}),
    };
  }

  private note(line: number, last: number, state: number): void {
    const end = Math.min(last - this.first, this.lines.length - 1);
    for (let n = Math.max(line - this.first, 0); n <= end; n++) if (this.states[n]! < state) this.states[n] = state;
  }
}

/** Notes lines at which a file doesn't hold together: what opens doesn't close, or what closes was not open. */
export function cut(book: LineBook): (line: number) => void {
  return (line) =>
    book.unknown(line, 'a part that does not begin or does not end', 'the file may be cut off, so that rules may be missing');
}

const [WITHOUT_BEARING, MODELED, UNKNOWN] = [1, 2, 3];

/** What a line begins with, where that is a word and nothing that somebody might want to hide. */
export function firstWordOf(line: string): string {
  const word = /^\s*([A-Za-z][A-Za-z_-]{0,31})(?=[\s:;{}=]|$)/.exec(line)?.[1];
  return word ?? 'a line without a word';
}

/** The longest text of a rule. */
export const MOST_TEXT = 200;

/** Words behind which a secret stands. */
const SECRET =
  /((?:^|[^\w])(?:[\w-]*(?:passw(?:or)?d|passphrase|secret|psk|pre-shared-key|private-key|auth-key|community|credential|api-?key|token)s?|key|md5|sha\d*|phash|enc|encrypted)["']?(?:\s*[=:>]\s*|\s+))(?:(?:\d{1,2}|type|ascii|ascii-text|hexadecimal|encrypted|enc|local|md5|sha\d*)\s+)*(?:"[^"]*"?|'[^']*'?|[^\s"';,<>]+)/gi;
/** What has the form of a hash or of a key, wherever it stands. */
const HASH = /\$(?:\d\w?|sha\d+|apr1|y|argon2\w*)\$[^\s"';]+|\b[0-9a-f]{32,}\b|[A-Za-z0-9+/]{40,}={0,2}/gi;

/** A text of a file on one line, without what may be secret in it, at most 200 characters. */
export function shorten(text: string): string {
  const long = text
    .slice(0, 4 * MOST_TEXT)
    .replace(/\s+/g, ' ')
    .trim();
  const plain = withoutSecrets(long);
  return plain.length > MOST_TEXT ? `${plain.slice(0, MOST_TEXT - 1)}…` : plain;
}

/** A text with `***` in place of what may be secret: what stands behind words such as `password` and `community`, hashes and keys. */
export function withoutSecrets(text: string): string {
  return text.replace(SECRET, '$1***').replace(HASH, '***');
}
