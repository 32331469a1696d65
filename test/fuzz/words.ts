import type { SegplanServices } from '../../server/services.ts';

/** The words of a text, and its comments without the blanks around their lines. */
export function wordsOf(text: string, segplan: SegplanServices): string[] {
  const { tokens, hidden } = segplan.parser.Lexer.tokenize(text);
  const images = [...tokens, ...hidden].sort((a, b) => a.startOffset - b.startOffset).map(({ image }) => image);
  return images.map((image) =>
    /^\/[/*]/.test(image)
      ? image
          .split(/\r\n?|\n/)
          .map((line) => line.trim())
          .join('\n')
      : image,
  );
}
