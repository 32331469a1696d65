/** An address, a network, a range of addresses: as far as a paste has to tell it from a name. */
const ADDRESS =
  /^(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-f]*:[\da-f:.]*:[\da-f:.]*)(?:\/\d{1,3}|\s*-\s*(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-f:.]+))?$/i;
const PORTS = /^\d{1,5}(?:\s*-\s*\d{1,5})?$/;
/** What a list of addresses may follow, and what a list of ports may. */
const BEFORE_ADDRESSES = /(?:^|\s)(?:at|subnet|except|as|allow|deny|assert|reaches)\s+$|(?:->|=|,)\s*$/;
const BEFORE_PORTS = /(?:^|[\s,:+])(?:tcp|udp)\s+(?:[\d\s,-]*,\s*)?$/;
/** So much is looked at while somebody waits for a paste. */
const MOST = 200_000;

/**
 * What is pasted from a spreadsheet, a mail or a ticket, as the plan would say it: addresses or ports below or beside each other become a list with commas, and
 * rows with a name and an address become components where a zone is open.
 * @param pasted the text of the clipboard
 * @param before the text of the line before the cursor
 * @param above the lines above, the last of them last
 * @returns nothing where it is to stay as it is
 */
export function pastedList(pasted: string, before: string, above: readonly string[]): string | undefined {
  if (pasted.length > MOST || !/[\t\r\n]/.test(pasted.trim())) return undefined;
  const rows = pasted
    .split(/\r\n?|\n/)
    .map((row) => row.split('\t').map((cell) => cell.trim().replace(/^"(.*)"$/, '$1')))
    .map((cells) => cells.filter((cell) => cell))
    .filter((cells) => cells.length);
  const items = rows.flat().flatMap((cell) => cell.split(/\s*[,;]\s*/).filter((each) => each));
  if (BEFORE_PORTS.test(before)) return items.every((each) => PORTS.test(each)) ? joined(items) : undefined;
  if (BEFORE_ADDRESSES.test(before)) return items.every((each) => ADDRESS.test(each)) ? joined(items) : undefined;
  return !before.trim() && isInZone(above) ? components(rows, before) : undefined;
}

/** Each once, without the blanks around a dash. */
function joined(items: readonly string[]): string {
  return [...new Set(items.map((each) => each.replace(/\s*-\s*/, '-')))].join(', ');
}

/** Rows of one name and at least one address, in whatever order; a row of headings before them is left out. */
function components(rows: readonly (readonly string[])[], indentation: string): string | undefined {
  const [first] = rows;
  const isHeading = first?.every((cell) => !ADDRESS.test(cell)) && rows.length > 1;
  const lines = (isHeading ? rows.slice(1) : rows).map((cells) => {
    const parts = cells.flatMap((cell) =>
      cell.split(/\s*[,;]\s*/).every((each) => ADDRESS.test(each)) ? cell.split(/\s*[,;]\s*/) : [cell],
    );
    const addresses = parts.filter((each) => ADDRESS.test(each));
    const [name] = parts.filter((each) => !ADDRESS.test(each)).map(nameOf);
    return name && addresses.length ? `component ${name} at ${joined(addresses)}` : undefined;
  });
  if (!lines.length || lines.some((line) => line === undefined)) return undefined;
  // The first one stands where the cursor is.
  return lines.map((line, n) => (n ? indentation : '') + line).join('\n');
}

/** What a machine is called, as a name: `SRV 01.corp.example` is `SRV-01`. */
function nameOf(text: string): string {
  const [host] = /^[^\s.]+(?:\.[^\s.]+)+$/.test(text) ? text.split('.') : [text];
  const name = host!.replace(/[^\p{L}\p{M}\p{N}_]+/gu, '-').replace(/^[-\d]+|-+$/gu, '');
  return /^[\p{L}_]/u.test(name) ? name : '';
}

/** Whether the block that is open is one of a zone. */
function isInZone(above: readonly string[]): boolean {
  let depth = 0;
  for (const line of [...above].reverse()) {
    const code = line.replace(/"[^"]*"|\/\/.*$/g, '');
    for (const sign of [...code.matchAll(/[{}]/g)].reverse()) {
      depth += sign[0] === '}' ? 1 : -1;
      if (depth < 0) return /^\s*zone\s/.test(code) && code.lastIndexOf('{') === sign.index;
    }
  }
  return false;
}
