import { type AddressSet, NO_ADDRESSES } from '../../../model/addresses.ts';
import { IntervalSet } from '../../../model/interval-set.ts';
import {
  itemsAt,
  type JsonNode,
  noteLines,
  noteMisread,
  noteOthers,
  objectsAt,
  readJson,
  textAt,
} from '../../../running/forms/json.ts';
import { LineBook, linesOf, shorten } from '../../../running/lines.ts';
import type { RuleList, RunningDevice, RunningReader } from '../../../running/running.ts';
import { attached, type Group } from './read/attached.ts';
import { Estate, lastOf, partsOf } from './read/estate.ts';
import { GroupRules } from './read/rules.ts';

/** What is known of a group besides its rules; names are in lower case, whichever tool wrote them. */
const GROUP = new Set([
  ...['name', 'id', 'etag', 'type', 'location', 'tags', 'kind', 'zones', 'properties', 'resourcegroup', 'resourcegroupname'],
  ...['resourceguid', 'provisioningstate', 'securityrules', 'defaultsecurityrules', 'subnets', 'networkinterfaces', 'flowlogs'],
  ...[
    'flushconnection',
    'tag',
    'apiversion',
    'comments',
    'dependson',
    'systemdata',
    'resources',
    'metadata',
    'managedby',
    'identity',
  ],
  ...['plan', 'sku', 'subscriptionid', 'tenantid', 'extendedlocation', 'scope', 'securityrulestext', 'defaultsecurityrulestext'],
  ...['networkinterfacestext', 'subnetstext', 'flowlogstext', 'tagstable'],
]);
/** What the emitter begins the names of groups with. */
const OURS = /^nsg-/;

/** `az network nsg list` or `show`, the answers of the REST interface and of Azure PowerShell, and ARM templates. */
export const reader: RunningReader = {
  name: 'azure-nsg',
  title: 'Azure, az network nsg list or an ARM template',
  recognizes(head) {
    if (!/^\s*[[{]/.test(head)) return 0;
    if (/"securityRules"\s*:/i.test(head) || /"Microsoft\.Network\/networkSecurityGroups"/i.test(head)) return 0.95;
    return /"(ipConfigurations|addressSpace)"\s*:/i.test(head) ? 0.6 : 0;
  },
  read(text, file) {
    const lines = linesOf(text);
    const book = new LineBook(lines);
    const json = readJson(lines.join('\n'), true);
    noteLines(json, lines.length, book);
    const estate = new Estate(book);
    for (const root of json.roots) estate.add(root);
    const made = attached(
      estate.groups.map((group) => groupOf(group, estate)),
      estate,
    );
    estate.noteStray(new Set(estate.groups.map((group) => lastOf(estate.nameOf(group)).toLowerCase())));
    if (!made.length) {
      book.unknown(1, 'no network security group', 'the file holds no rules');
      made.push({ name: undefined, places: [], lists: new Map(), stages: [], host: NO_ADDRESSES });
    }
    noteMisread(json, book);
    const result = book.result();
    const { subnets } = estate;
    const shared = { families: [4, 6] as const, named: estate.names(), ...(subnets.length && { subnets }) };
    return made.map((part): RunningDevice => ({ format: 'azure-nsg', file, replies: 'tracked', ...shared, ...part, ...result }));
  },
};

/** A group with its rules, and the addresses of what has it. */
function groupOf(group: JsonNode, estate: Estate): Group {
  const { book } = estate;
  noteOthers(group, GROUP, 'network security group', book);
  const properties = partsOf(group);
  if (properties !== group) noteOthers(properties, GROUP, 'network security group', book);
  book.modeled(group.line);
  const name = lastOf(estate.nameOf(group));
  const rules = new GroupRules(group, estate);
  const own = itemsAt(properties, 'securityrules');
  for (const each of own) rules.add(each);
  // An answer with the rules of a group may stand beside one with the group that has them.
  const known = new Set(own.map((each) => lastOf(estate.nameOf(each)).toLowerCase()));
  for (const each of estate.rulesOf(name))
    if (known.has(lastOf(estate.nameOf(each)).toLowerCase())) estate.book.modeled(each.line, each.last);
    else rules.add(each);
  rules.end(itemsAt(properties, 'defaultsecurityrules'));
  const list = (way: 'inbound' | 'outbound'): RuleList => ({
    name: way,
    rules: rules.of(way),
    otherwise: 'deny',
    line: group.line,
  });
  const at = (key: string): string[] => objectsAt(properties, key).map((each) => (textAt(each, 'id') ?? '').toLowerCase());
  return {
    id: textAt(group, 'id')?.toLowerCase(),
    name: shorten(name.replace(OURS, '')) || undefined,
    inbound: list('inbound'),
    outbound: list('outbound'),
    places: rules.places,
    subnets: at('subnets'),
    nics: at('networkinterfaces'),
    addresses: hostOf(group, properties, estate),
  };
}

/** The subnets and interfaces that have a group, where the file says the addresses of all of them. */
function hostOf(group: JsonNode, properties: JsonNode, estate: Estate): AddressSet {
  const own = textAt(group, 'id');
  const told = [...objectsAt(properties, 'subnets'), ...objectsAt(properties, 'networkinterfaces')].map((each) =>
    estate.addressesOf(each),
  );
  if (told.includes(undefined)) return NO_ADDRESSES;
  return IntervalSet.unionAll([...told.flatMap((set) => set ?? []), ...(own === undefined ? [] : estate.withGroup(own))]);
}
