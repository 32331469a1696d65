/** A small plan without errors but for what a test takes out of it. Its one rule opens exactly what a hardened repository needs. */
export const PLAN = `plan "Test"
use acme

zone office {
  subnet 10.0.0.0/24
  component server : acme.server at 10.0.0.1
}
zone vault {
  subnet 10.0.1.0/24
  component store : acme.store at 10.0.1.1
}

allow server -> store : acme.data
allow office.server -> vault : tcp 22 during set-up

vendor acme "Acme" {
  source guide "guide.txt" "Guide"
  service data "Data" = tcp 5000-5010
  role server "Server"
  role store "Store"
  flow server -> store : data "Moves data" from guide "1"
}
`;

/** The position of the n-th occurrence of a piece of text, moved by an offset. */
export function positionOf(text: string, piece: string, offset = 0, nth = 1): { line: number; character: number } {
  let at = -1;
  for (let n = 0; n < nth; n++) at = text.indexOf(piece, at + 1);
  const before = text.slice(0, at + offset).split('\n');
  return { line: before.length - 1, character: before.at(-1)!.length };
}
