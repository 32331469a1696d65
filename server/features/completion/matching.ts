/** How something was found by what is typed. */
export interface Found {
  /** 0 where it has this very name; the larger, the further from it. */
  readonly rank: number;
  /** What an editor compares with what is typed: it begins with that, and goes on as the name goes on. */
  readonly text: string;
}

/** A shorter piece of a word is in too many of them. */
const LEAST_PIECE = 3;

/** Letters that may be the beginnings of several words. */
const INITIALS = /^\p{L}{2,8}$/u;

/**
 * Whether `find` finds something, told quickly of the thousands that it doesn't.
 * @param others made only where the name itself says nothing
 */
export function isFound(typed: string, name: string, others: () => readonly string[]): boolean {
  if (!typed) return true;
  const wanted = typed.toLowerCase();
  if (wanted.includes('.') || name.toLowerCase().includes(wanted) || INITIALS.test(wanted)) {
    if (find(typed, name)) return true;
  }
  return others().some((other) => other.toLowerCase().includes(wanted)) && find(typed, name, others()) !== undefined;
}

/**
 * Finds something by any part of its name or of what else it is called. Editors compare in ways of their own, most of them from the beginning
 * of words; so that all show the same, each gets a text that begins with what is typed.
 * @param others titles and other names
 * @returns nothing if no part matches
 */
export function find(typed: string, name: string, others: readonly string[] = []): Found | undefined {
  if (!typed) return { rank: 0, text: name };
  const [wanted, own] = [typed.toLowerCase(), name.toLowerCase()];
  const dot = wanted.lastIndexOf('.');
  if (dot > 0 && !own.startsWith(wanted)) return findBehindVendor(typed, dot, name);
  const last = own.lastIndexOf('.') + 1;
  const found = (rank: number, rest: string): Found => ({ rank, text: typed + rest });
  if (own === wanted || own.slice(last) === wanted) return found(0, '');
  if (others.some((each) => each.toLowerCase() === wanted)) return found(1, '');
  if (own.startsWith(wanted)) return found(2, name.slice(typed.length));
  if (own.startsWith(wanted, last)) return found(2, name.slice(last + typed.length));
  const word = wordIn(own, wanted);
  if (word >= 0) return found(3, name.slice(word + typed.length));
  for (const other of others) {
    const place = wordIn(other.toLowerCase(), wanted);
    if (place >= 0) return found(4, other.slice(place + typed.length));
  }
  if (wanted.length >= LEAST_PIECE)
    for (const each of [name, ...others]) {
      const place = each.toLowerCase().indexOf(wanted);
      if (place >= 0) return found(5, each.slice(place + typed.length));
    }
  return INITIALS.test(wanted) && isOfWords(wanted, own) ? found(6, ` ${name}`) : undefined;
}

/** `veeam.repo` for `veeam.hardened-repository`: a vendor by its beginning, and what is behind it by any part. */
function findBehindVendor(typed: string, dot: number, name: string): Found | undefined {
  const end = name.lastIndexOf('.');
  if (end < 0 || !name.slice(0, end).toLowerCase().startsWith(typed.slice(0, dot).toLowerCase())) return undefined;
  const found = find(typed.slice(dot + 1), name.slice(end + 1));
  return found && { rank: found.rank, text: `${typed.slice(0, dot + 1)}${found.text}` };
}

/** Where a word of a text begins with a piece; -1 if none does. */
function wordIn(text: string, piece: string): number {
  for (let at = text.indexOf(piece); at >= 0; at = text.indexOf(piece, at + 1)) if (isWordStart(text, at)) return at;
  return -1;
}

function isWordStart(text: string, at: number): boolean {
  return at === 0 || !/[\p{L}\p{N}]/u.test(text.charAt(at - 1));
}

/** `hrep` for `hardened-repository`: beginnings of words, in their order. */
function isOfWords(letters: string, text: string, from = 0): boolean {
  if (!letters) return true;
  for (let at = from; at < text.length; at++) {
    if (text.charAt(at) !== letters.charAt(0) || !isWordStart(text, at)) continue;
    // Of each word as many letters as there are, or fewer.
    for (let n = commonStart(letters, text.slice(at)); n > 0; n--) if (isOfWords(letters.slice(n), text, at + n)) return true;
  }
  return false;
}

function commonStart(a: string, b: string): number {
  let n = 0;
  while (n < a.length && a.charAt(n) === b.charAt(n)) n++;
  return n;
}
