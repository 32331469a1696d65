import { Option } from 'commander';

// What commands have in common.

/** Takes the exit code of a command that is done. */
export type Finish = (code: number) => void;

/** An option that may be repeated. */
export const collect = (value: string, before: string[] = []): string[] => [...before, value];

/** `--phase`, which most commands take. */
export const phase = (): Option =>
  new Option('--phase <name>', 'switch a phase on; several with commas or by repeating').argParser(collect);

/** Examples below the help of a command. */
export function examples(...lines: string[]): string {
  return `\nExamples:\n${lines.map((l) => `  segplan ${l}`).join('\n')}`;
}

/** The option of commands that write for people and for programs. */
export const format = (): Option =>
  new Option('--format <form>', 'how to write the result').choices(['text', 'json']).default('text');
