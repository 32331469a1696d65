import { NO_ADDRESSES } from '../../../model/addresses.ts';
import { append } from '../../../model/lists.ts';
import { type JsonNode, noteLines, noteMisread, noteOthers, objectsIn, readJson, textAt } from '../../../running/forms/json.ts';
import { LineBook, linesOf } from '../../../running/lines.ts';
import type { RunningDevice, RunningReader } from '../../../running/running.ts';
import { Account, listOf } from './read/account.ts';
import { aclDevices, readAcls } from './read/acls.ts';
import { groupDevices, namesOf } from './read/groups.ts';

/** What answers hold at their top. */
const TOP = new Set([
  ...[
    'SecurityGroups',
    'NetworkInterfaces',
    'Reservations',
    'NetworkAcls',
    'Subnets',
    'PrefixLists',
    'Entries',
    'PrefixListId',
    'NextToken',
  ],
  ...['Vpcs', 'RouteTables', 'Tags', 'ResponseMetadata', 'InternetGateways', 'NatGateways', 'AvailabilityZones'],
]);
/** The same where somebody has collected answers into one object, with words parted by underscores, and what is known of the collecting. */
const COLLECTED = new Set([
  ...['security_groups', 'network_interfaces', 'network_acls', 'instances', 'subnets', 'prefix_lists', 'vpcs', 'route_tables'],
  ...['internet_gateways', 'nat_gateways', 'collector_version', 'provider', 'config-file-git-sha1'],
]);
/** What there has to be one of. */
const RULES = /"(SecurityGroups|NetworkAcls|security_groups|network_acls)"\s*:\s*\[/;

/** What `aws ec2 describe-…` answers, one answer after the other or as members of one object. */
export const reader: RunningReader = {
  name: 'aws-sg',
  title: 'AWS, describe-security-groups and describe-network-acls',
  recognizes(head) {
    if (!/^\s*\{/.test(head)) return 0;
    if (RULES.test(head) && /"(IpPermissions(Egress)?|RuleAction|GroupId)"/.test(head)) return 0.95;
    if (/"provider"\s*:\s*"aws"/.test(head)) return 0.8;
    return /"(NetworkInterfaces|Reservations|Subnets|PrefixLists)"\s*:\s*\[/.test(head) ? 0.6 : RULES.test(head) ? 0.7 : 0;
  },
  read(text, file) {
    const lines = linesOf(text);
    const book = new LineBook(lines);
    const json = readJson(lines.join('\n'));
    noteLines(json, lines.length, book);
    const account = new Account(book);
    const groups: JsonNode[] = [];
    const acls: JsonNode[] = [];
    for (const root of json.roots) {
      noteOthers(root, root.members.has('provider') ? COLLECTED : TOP, 'answer', book);
      append(groups, objectsIn(listOf(root, 'SecurityGroups')));
      append(acls, objectsIn(listOf(root, 'NetworkAcls')));
      account.add(root);
      const next = root.members.get('NextToken');
      if (next && textAt(root, 'NextToken'))
        book.unknown(next.line, 'NextToken', 'the answer goes on, and the file does not hold the rest');
    }
    const read = readAcls(acls, account);
    const made = [...groupDevices(groups, read, account), ...aclDevices(read, account)];
    if (!made.length) {
      book.unknown(1, 'no security group', 'the file holds no rules');
      made.push({ name: undefined, places: [], lists: new Map(), stages: [], replies: 'tracked', host: NO_ADDRESSES });
    }
    noteMisread(json, book);
    const result = book.result();
    const subnets = account.allSubnets;
    const shared = { families: [4, 6] as const, named: account.names(namesOf(groups)), ...(subnets.length && { subnets }) };
    return made.map((part): RunningDevice => ({ format: 'aws-sg', file, ...shared, ...part, ...result }));
  },
};
