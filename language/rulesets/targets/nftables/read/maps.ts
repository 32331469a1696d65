import { END_OF_LINE, type Token } from './tokens.ts';

/** The elements of a map: each with its value, and what it leads to. */
export function mapElements(elements: readonly (readonly Token[])[]): { value: readonly Token[]; verdict: readonly Token[] }[] {
  return elements.map((element) => {
    const at = element.findIndex(({ text, quoted }) => !quoted && text === ':');
    return {
      value: element.slice(0, Math.max(at, 0)),
      verdict: element.slice(at + 1).filter(({ text }) => text !== END_OF_LINE),
    };
  });
}
