import { tooLarge } from '../language/workspace/readable.ts';
import { SegplanError } from './errors.ts';

/** @throws SegplanError in one line when the bytes are no text, or the file is no plan by its name */
export function decodePlan(bytes: Uint8Array, file: string): string {
  if (!file.endsWith('.segplan') && !tooLarge(bytes.length) && !bytes.includes(0))
    throw new SegplanError(`${file} is no .segplan file; name one, or rename it to end in .segplan.`);
  return decodeText(bytes, file, 'name a .segplan file');
}

/**
 * What is not in UTF-8 is refused and not guessed: editors, git and what plans are written by again would each take it otherwise.
 * @param way what to do instead
 */
export function decodeText(bytes: Uint8Array, name: string, way: string): string {
  const reason = tooLarge(bytes.length);
  if (reason) throw new SegplanError(`${name} ${reason}; ${way}.`);
  if (utf16Of(bytes))
    throw new SegplanError(
      `${name} is in UTF-16, as PowerShell may write it; save it as UTF-8: in VS Code with Save with Encoding, in PowerShell with Set-Content -Encoding utf8.`,
    );
  if (bytes.includes(0)) throw new SegplanError(`${name} is a binary file; ${way}.`);
  try {
    // A byte order mark is left out.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new SegplanError(`${name} is not a text in UTF-8; ${way}, or save it as UTF-8.`);
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
