import type { Diagnostic } from 'vscode-languageserver';
import { PAGES } from '../../../language/checking/check.ts';

/** All that the findings of a document hang on. */
export interface Inputs {
  /** Which program found them, and on which Node it ran. */
  readonly program: string;
  /** Its address. */
  readonly uri: string;
  /** The sum of its text. */
  readonly text: string;
  /** What settings change of the levels of checks. */
  readonly levels: string;
  /** The day, such as `2026-11-23`; nothing where no text has a word that looks at it. */
  readonly today: string | null;
  /** What came of reading each file that it imports, or that these import: by its address, what `outcomeOf` says. */
  readonly files: Readonly<Record<string, string>>;
}

/** What was found in a document, and of what. */
export interface KeptFindings {
  readonly inputs: Inputs;
  readonly diagnostics: readonly Diagnostic[];
}

/** More findings than checks ever tell of a file. */
const MOST_FINDINGS = 100_000;

/** Findings as the text of a file. @param sumOf the sum of a text */
export function written(kept: KeptFindings, sumOf: (text: string) => string): string {
  const body = JSON.stringify(kept);
  return `${sumOf(body)}\n${body}`;
}

/** What a file says; nothing where it is not whole, or says something else than findings. */
export function readKept(text: string, sumOf: (text: string) => string): KeptFindings | undefined {
  const end = text.indexOf('\n');
  const body = text.slice(end + 1);
  if (end < 0 || text.slice(0, end) !== sumOf(body)) return undefined;
  try {
    const value: unknown = JSON.parse(body);
    return has(value, { inputs: isInputs, diagnostics: listOf(isDiagnostic) }) ? (value as unknown as KeptFindings) : undefined;
  } catch {
    return undefined;
  }
}

/** Whether all findings stand within a text. @param isPlace whether a position does */
export function areWithin(
  diagnostics: readonly Diagnostic[],
  isPlace: (position: Diagnostic['range']['start']) => boolean,
): boolean {
  return diagnostics.every(({ range: { start, end } }) => isPlace(start) && isPlace(end));
}

type Shape = (value: unknown) => boolean;

const isText: Shape = (value) => typeof value === 'string';
const isCount: Shape = (value) => Number.isInteger(value) && (value as number) >= 0 && (value as number) < 2 ** 31;
const either =
  (...shapes: readonly Shape[]): Shape =>
  (value) =>
    shapes.some((shape) => shape(value));
const isNothing: Shape = (value) => value === undefined;
const isNull: Shape = (value) => value === null;

function listOf(shape: Shape): Shape {
  return (value) => Array.isArray(value) && value.length <= MOST_FINDINGS && value.every(shape);
}

/** Whether a value is an object with these fields and no others. */
function has(value: unknown, fields: Readonly<Record<string, Shape>>): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const record = value as Readonly<Record<string, unknown>>;
  return (
    Object.keys(record).every((name) => Object.hasOwn(fields, name)) &&
    Object.entries(fields).every(([name, shape]) => shape(record[name]))
  );
}

const isPosition: Shape = (value) => has(value, { line: isCount, character: isCount });
const isRange: Shape = (value) => has(value, { start: isPosition, end: isPosition });
const isLocation: Shape = (value) => has(value, { uri: isText, range: isRange });

const isInputs: Shape = (value) =>
  has(value, {
    program: isText,
    uri: isText,
    text: isText,
    levels: isText,
    today: either(isText, isNull),
    files: (files) => typeof files === 'object' && files !== null && Object.values(files).every(isText),
  });

/** A finding as the checks and the parser make them, without anything that an editor would run. */
const isDiagnostic: Shape = (value) =>
  has(value, {
    range: isRange,
    severity: (level) => isCount(level) && (level as number) >= 1 && (level as number) <= 4,
    code: isText,
    // The pages that are shipped, and no other address.
    codeDescription: either(isNothing, (page) =>
      has(page, { href: (href) => isText(href) && (href as string).startsWith(PAGES) }),
    ),
    source: either(isNothing, isText),
    message: isText,
    data: either(isNothing, isCount, (data) => has(data, { said: isText })),
    tags: either(
      isNothing,
      listOf((tag) => tag === 1 || tag === 2),
    ),
    relatedInformation: either(
      isNothing,
      listOf((place) => has(place, { location: isLocation, message: isText })),
    ),
  });
