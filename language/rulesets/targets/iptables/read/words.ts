/**
 * The words of a line as iptables-restore reads them: separated by blanks, `"` quotes, and `\` within quotes takes the next character as it is.
 * @returns nothing where a quote doesn't end
 */
export function wordsOf(line: string): string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  let quote: string | undefined;
  for (let n = 0; n < line.length; n++) {
    const char = line[n]!;
    if (quote !== undefined && char === '\\' && n + 1 < line.length) {
      n++;
      word += line[n]!;
    } else if (char === quote) quote = undefined;
    else if (quote === undefined && (char === '"' || char === "'")) {
      quote = char;
      word ??= '';
    } else if (quote === undefined && (char === ' ' || char === '\t')) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = (word ?? '') + char;
  }
  if (word !== undefined) words.push(word);
  return quote === undefined ? words : undefined;
}
