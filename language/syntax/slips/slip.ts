/** What a slip is replaced by. Places are those of its line. */
export interface SlipFix {
  readonly title: string;
  readonly start: number;
  readonly end: number;
  readonly newText: string;
  /** Where it begins and ends in lines above or below that of the error: how many lines on. */
  readonly from?: number;
  readonly to?: number;
  /** The one fix that there can be. */
  readonly isOnly: boolean;
}

/** Something that people write who come from other languages: what is to be said of it, and what to write in its place. */
export interface Slip {
  /** Nothing where the parser says it well enough. */
  readonly message?: string;
  readonly fixes: readonly SlipFix[];
  /** How far it goes: other syntax errors up to there are its consequences. */
  readonly end: number;
  /** How many lines below it are a part of it: what is wrong there says nothing more. */
  readonly lines?: number;
}

/** Where a syntax error stands in its line, and what it says. */
export interface Place {
  readonly line: string;
  readonly start: number;
  readonly end: number;
  readonly message: string;
  /** Whether it stands in the braces of a vendor, where other statements are written than in a plan. */
  readonly inVendor: boolean;
  /** The lines of the text, and which of them it is. */
  readonly all: readonly string[];
  readonly at: number;
}

/** Something to write in the place of a slip. */
export function fix(title: string, start: number, end: number, newText: string, isOnly = true): SlipFix {
  return { title, start, end, newText, isOnly };
}

/** An address, a network or a range of addresses, as part of a pattern. */
export const ADDRESS = String.raw`(?:\d+\.\d+\.\d+\.\d+|(?=[\dA-Fa-f]*:)[\dA-Fa-f:.]{2,})(?:\/\d+|-(?:\d+\.\d+\.\d+\.\d+|(?=[\dA-Fa-f]*:)[\dA-Fa-f:.]+))?`;
/** Several of them. */
export const ADDRESSES = String.raw`${ADDRESS}(?:\s*,\s*${ADDRESS})*`;
/** A name, or several that dots join. */
export const NAME = String.raw`[\p{L}_][\p{L}\d_-]*(?:\.[\p{L}_][\p{L}\d_-]*)*`;
/** What a service begins with. */
export const SERVICE = String.raw`(?:(?:tcp|udp|icmp|icmpv6|protocol|required|any)\b(?!\s*->))`;
