import { tooLarge, UnreadableFile } from '../language/workspace/readable.ts';
import { SegplanError } from './errors.ts';

/** @throws SegplanError in one line when the bytes are no text, or the file is no plan by its name */
export function decodePlan(bytes: Uint8Array, file: string): string {
  if (!file.endsWith('.segplan') && !tooLarge(bytes.length) && !bytes.includes(0))
    throw new SegplanError(`${file} is no .segplan file; name one, or rename it to end in .segplan.`);
  return decodeText(bytes, file, 'name a .segplan file');
}

/** @param way what to do instead. @throws SegplanError in one line when the bytes are no text in UTF-8 */
export function decodeText(bytes: Uint8Array, name: string, way: string): string {
  const read = textOf(bytes);
  if ('text' in read) return read.text;
  throw new SegplanError(
    `${name} ${read.why}; ${[...(read.isOther ? [way] : []), ...(read.way ? [read.way] : [])].join(', or ')}.`,
  );
}

/** The text of a file that a plan imports. @throws UnreadableFile when the bytes are no text in UTF-8 */
export function decodeImport(bytes: Uint8Array): string {
  const read = textOf(bytes);
  if ('text' in read) return read.text;
  throw new UnreadableFile(read.way ? `${read.why}; ${read.way}` : read.why);
}

/** Why there is no text. */
interface Unread {
  /** Behind the name of the file. */
  readonly why: string;
  /** How it becomes one. */
  readonly way?: string;
  /** Whether another file may be meant. */
  readonly isOther: boolean;
}

/** What is not in UTF-8 is refused and not guessed: editors, git and what plans are written by again would each take it otherwise. */
function textOf(bytes: Uint8Array): { readonly text: string } | Unread {
  const reason = tooLarge(bytes.length);
  if (reason) return { why: reason, isOther: true };
  if (utf16Of(bytes))
    return {
      why: 'is in UTF-16, as PowerShell may write it',
      way: 'save it as UTF-8: in VS Code with Save with Encoding, in PowerShell with Set-Content -Encoding utf8',
      isOther: false,
    };
  if (bytes.includes(0)) return { why: 'is a binary file', isOther: true };
  try {
    // A byte order mark is left out.
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { why: 'is not a text in UTF-8', way: 'save it as UTF-8', isOther: true };
  }
}

/**
 * The text of a file that a firewall or its tools wrote: UTF-8, or UTF-16 as PowerShell writes it; what is neither is read as Latin-1, since comments in old
 * files are in whatever their writer had.
 * @throws SegplanError in one line when the bytes are no text
 */
export function decodeRunning(bytes: Uint8Array, name: string): string {
  const reason = tooLarge(bytes.length, 'a running file');
  if (reason) throw new SegplanError(`${name} ${reason}; give the rules of the firewall alone.`);
  const wide = utf16Of(bytes);
  if (wide) return new TextDecoder(wide).decode(bytes);
  if (bytes.includes(0))
    throw new SegplanError(`${name} is a binary file; give the text that the firewall shows of its configuration.`);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('latin1').decode(bytes);
  }
}

/** Which UTF-16 a text is in, by the mark that it begins with. */
function utf16Of([first, second]: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
}
