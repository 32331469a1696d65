import {
  type CompletionParserResult,
  createCompletionParser,
  DocumentState,
  type LangiumCompletionParser,
  type LangiumCoreServices,
} from 'langium';
import type { SegplanParser } from '../../../language/syntax/parser.ts';

/** The parser that says what may follow, made when somebody asks for the first time: it takes longer than to check a small plan. */
export class LateCompletionParser implements Pick<LangiumCompletionParser, 'parse'> {
  private readonly services: LangiumCoreServices;
  private made: LangiumCompletionParser | undefined;

  constructor(services: LangiumCoreServices) {
    this.services = services;
  }

  parse(input: string): CompletionParserResult {
    return this.parser.parse(input);
  }

  /** Makes it before somebody asks. */
  prepare(): void {
    void this.parser;
  }

  private get parser(): LangiumCompletionParser {
    this.made ??= createCompletionParser(this.services);
    return this.made;
  }
}

/** So long after the first findings, in milliseconds, nobody has typed yet who only opened a file. */
const LATER = 2000;

/** Makes the parsers for completion and for errors once the first findings are told, so that no key waits for them. */
export function prepareParsers({ parser, shared }: LangiumCoreServices): void {
  const first = shared.workspace.DocumentBuilder.onBuildPhase(DocumentState.Validated, (documents) => {
    // A phase without documents is told as well.
    if (!documents.length) return;
    first.dispose();
    const steps = [
      () => (parser.LangiumParser as SegplanParser).prepare(),
      () => (parser.CompletionParser as unknown as LateCompletionParser).prepare(),
    ];
    for (const [n, step] of steps.entries()) setTimeout(step, (n + 1) * LATER);
  });
}
