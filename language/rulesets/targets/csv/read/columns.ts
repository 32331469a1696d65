/** What a column says, by the words that people write above it; letters and digits alone count. */
const COLUMNS = {
  name: 'rule id name ruleid rulename no number nr policy policyid policyname',
  action: 'action verdict decision permission access aktion',
  source:
    'source src from sources sourceaddress sourceip sourceips srcaddr srcip srcaddress sourcenetwork sourcehost sourceobject quelle',
  sourceAddresses: 'sourceaddresses srcaddresses srcips',
  destination:
    'destination dst dest to target destinations destinationaddress destinationip destinationips dstaddr dstip dstaddress destinationnetwork destinationhost destinationobject ziel',
  destinationAddresses: 'destinationaddresses dstaddresses dstips',
  service: 'service services application port ports dstport destinationport destinationports dport destport serviceport dienst',
  protocol: 'protocol proto ipprotocol protokoll',
  sourcePort: 'sourceport sourceports srcport sport',
  fromZone: 'sourcezone srczone fromzone srcintf sourceinterface srcinterface ininterface ingressinterface',
  toZone: 'destinationzone dstzone tozone dstintf destinationinterface dstinterface outinterface egressinterface',
  disabled: 'disabled inactive',
  enabled: 'enabled active status state',
  until: 'until expiry expires expirydate validuntil enddate expiration',
  limit: 'schedule time user users sourceuser app url urlcategory negatesource negatedestination vpn',
  comment: 'comment comments description purpose remark remarks note notes bemerkung kommentar',
  hits: 'hits hitcount hit',
  host: 'host',
  other:
    'reason phase reference references ticket owner requestor requester date created modified lastmodified createdby log logging tag tags zone system lasthit uuid section risk approver department order',
} as const;

export type Column = keyof typeof COLUMNS;

const BY_WORD: ReadonlyMap<string, Column> = new Map(
  (Object.keys(COLUMNS) as Column[]).flatMap((column) =>
    COLUMNS[column].split(' ').map((word): [string, Column] => [word, column]),
  ),
);

/** What each cell of a heading says; nothing for words that nobody knows. */
export function columnsOf(heading: readonly string[]): readonly (Column | undefined)[] {
  const found = heading.map((cell) => BY_WORD.get(cell.toLowerCase().replace(/[^a-z0-9]/g, '')));
  // A column of applications is one of services only where no other is.
  const services = found.filter((column) => column === 'service').length;
  const among = (n: number, words: RegExp): boolean => words.test(heading[n]!.trim());
  const several = (kind: Column): boolean => found.filter((column) => column === kind).length > 1;
  return found.map((column, n) => {
    if (column === 'service' && services > 1 && among(n, /^app/i)) return 'limit';
    // Consoles have interfaces below From and To, and addresses below Source and Destination.
    if (column === 'source' && several(column) && among(n, /^from$/i)) return 'fromZone';
    return column === 'destination' && several(column) && among(n, /^to$/i) ? 'toZone' : column;
  });
}

/** Whether columns make a table of rules. */
export function isHeading(columns: readonly (Column | undefined)[]): boolean {
  const has = (...some: readonly Column[]): boolean => some.some((column) => columns.includes(column));
  return has('source', 'sourceAddresses') && has('destination', 'destinationAddresses');
}
