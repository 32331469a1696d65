/** No message of an editor is larger; a header that says more is broken. */
const MOST_BYTES = 2 ** 30;
/** A header is no longer; what is, is none. */
const MOST_HEADER = 2 ** 16;

const HEADER_END = [13, 10, 13, 10];
const LENGTH = /content-length: *(\d{1,10})(?:\r\n[\w-]+: *[^\r\n]*)*$/i;

/**
 * Cuts a stream of bytes into messages of the protocol. What is no message is left out up to the next header that says how long its
 * message is, so that one broken header costs one message and not all that follow.
 */
export class Framing {
  private readonly onMessage: (body: Uint8Array) => void;
  private readonly onGarbage: (bytes: number) => void;
  private pieces: Uint8Array[] = [];
  private total = 0;
  /** How long the message is whose header has come. */
  private length: number | undefined;

  constructor(onMessage: (body: Uint8Array) => void, onGarbage: (bytes: number) => void) {
    this.onMessage = onMessage;
    this.onGarbage = onGarbage;
  }

  push(bytes: Uint8Array): void {
    this.pieces.push(bytes);
    this.total += bytes.length;
    while (this.length === undefined ? this.readHeader() : this.readBody(this.length));
  }

  private readHeader(): boolean {
    const bytes = this.take(this.total);
    const end = indexOf(bytes, HEADER_END);
    if (end < 0) {
      const idle = bytes.length > MOST_HEADER ? bytes.length - HEADER_END.length : 0;
      if (idle) this.onGarbage(idle);
      this.putBack(bytes.subarray(idle));
      return false;
    }
    const from = Math.max(0, end - MOST_HEADER);
    const found = LENGTH.exec(String.fromCharCode.apply(undefined, Array.from(bytes.subarray(from, end))));
    const length = Number(found?.[1]);
    const isHeader = found !== null && length <= MOST_BYTES;
    const skipped = isHeader ? from + found.index : end + HEADER_END.length;
    if (skipped) this.onGarbage(skipped);
    if (isHeader) this.length = length;
    this.putBack(bytes.subarray(end + HEADER_END.length));
    return true;
  }

  private readBody(length: number): boolean {
    if (this.total < length) return false;
    this.length = undefined;
    const bytes = this.take(this.total);
    this.putBack(bytes.subarray(length));
    this.onMessage(bytes.subarray(0, length));
    return this.total > 0;
  }

  /** All that has come, in one piece. */
  private take(total: number): Uint8Array {
    const [first, ...others] = this.pieces;
    const bytes = first && !others.length ? first : new Uint8Array(total);
    if (bytes !== first) {
      let at = 0;
      for (const piece of this.pieces) {
        bytes.set(piece, at);
        at += piece.length;
      }
    }
    this.pieces = [];
    this.total = 0;
    return bytes;
  }

  private putBack(bytes: Uint8Array): void {
    if (!bytes.length) return;
    this.pieces = [bytes];
    this.total = bytes.length;
  }
}

function indexOf(bytes: Uint8Array, wanted: readonly number[]): number {
  for (let at = bytes.indexOf(wanted[0]!); at >= 0; at = bytes.indexOf(wanted[0]!, at + 1))
    if (wanted.every((each, n) => bytes[at + n] === each)) return at;
  return -1;
}

/** A message of the protocol with its header. */
export function framed(body: Uint8Array): Uint8Array {
  const header = new TextEncoder().encode(`Content-Length: ${body.length}\r\n\r\n`);
  const bytes = new Uint8Array(header.length + body.length);
  bytes.set(header);
  bytes.set(body, header.length);
  return bytes;
}

/** What the protocol says about its order, and connections leave open: nothing comes before the handshake. */
export class Handshake {
  private readonly answer: (response: object) => void;
  private done = false;

  constructor(answer: (response: object) => void) {
    this.answer = answer;
  }

  /** Whether a message is to be handled; a request that came too early has been answered otherwise. */
  accepts(body: Uint8Array): boolean {
    if (this.done) return true;
    let message: { id?: unknown; method?: unknown } | null;
    try {
      message = JSON.parse(new TextDecoder().decode(body));
    } catch {
      // Those who read it say what is wrong with it.
      return true;
    }
    const { id, method } = message ?? {};
    this.done = method === 'initialize';
    if (this.done || method === 'exit') return true;
    if (id !== undefined && method !== undefined)
      this.answer({ jsonrpc: '2.0', id, error: { code: -32002, message: 'The server has not been initialized.' } });
    return false;
  }
}
