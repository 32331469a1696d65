import { cutBytes, oneLine } from '../../text.ts';

/** The longest comment that the kernel takes. */
export const COMMENT_BYTES = 128;

/** nft strings have no escapes: a quote would end the comment. */
export function quote(text: string): string {
  return `"${cutBytes(oneLine(text).replace(/["\\]/g, "'"), COMMENT_BYTES)}"`;
}
