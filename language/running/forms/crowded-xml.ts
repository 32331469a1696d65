/** No program writes more attributes to an element, nor more besides their values; what reads them takes time with their square. */
const MOST_ATTRIBUTES = 500;
const MOST_BESIDES = 4096;

/** Where an element of XML begins that has more attributes than anything writes; -1 where none has. */
export function crowdedElement(text: string): number {
  for (let at = text.indexOf('<'), end = 0; at >= 0; at = text.indexOf('<', end)) {
    if (text.startsWith('<!--', at)) end = text.indexOf('-->', at);
    else if (text.startsWith('<![CDATA[', at)) end = text.indexOf(']]>', at);
    else end = endOfElement(text, at);
    if (end === CROWDED) return at;
    if (end < 0) return -1;
  }
  return -1;
}

const CROWDED = -2;

/** Where the tag that begins at a place ends; -1 where it has no end, and `CROWDED` where it has too much in it. */
function endOfElement(text: string, from: number): number {
  let [attributes, besides] = [0, 0];
  for (let at = from + 1; at < text.length; at++) {
    const char = text[at]!;
    if (char === '>') return at;
    if (char === '"' || char === "'") {
      at = text.indexOf(char, at + 1);
      if (at < 0) return -1;
      attributes++;
    } else besides++;
    if (attributes > MOST_ATTRIBUTES || besides > MOST_BESIDES) return CROWDED;
  }
  return -1;
}
