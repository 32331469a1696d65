import { type Family, parseTag, tagOf } from '../../../model/addresses.ts';
import { ANY_SERVICE, icmpTypes } from '../../../model/services.ts';
import { ofWord } from '../../../model/word-tables.ts';
import { addressesOf, isGuarded, unseen } from '../../cloud/zone-ends.ts';
import { NameTable } from '../../names.ts';
import type { RuleEntry, RuleSet } from '../../rule-set.ts';
import { goneRules, without } from '../../since.ts';
import type { OutputFile, Target, TargetProblem } from '../../target.ts';
import { bytesOf, jsonText, oneLine, phasesText } from '../../text.ts';
import { DESCRIPTION_LENGTH, NAME_LENGTH, type SecurityGroup, type SecurityRule, securityGroups } from './groups.ts';
import { AH, ESP } from './matches.ts';
import { bicep, template, templateText, type Value } from './texts.ts';

const TYPE = 'Microsoft.Network/networkSecurityGroups';
const API_VERSION = '2024-05-01';
const MOST_RULES = 1000;
const MOST_ADDRESSES = 4000;
/** What a deployment takes, in bytes. */
const MOST_BYTES = 4 * 1024 * 1024;

/** The product has a field for one and a field for several, of which only one may be there. */
function listed(field: string, values: readonly string[]): Record<string, Value> {
  return values.length === 1 ? { [field]: values[0]! } : { [`${field}${field.endsWith('x') ? 'es' : 's'}`]: values };
}

function ruleValue(rule: SecurityRule): Value {
  return {
    name: rule.name,
    properties: {
      description: rule.description,
      priority: rule.priority,
      direction: rule.direction === 'inbound' ? 'Inbound' : 'Outbound',
      access: rule.access,
      protocol: rule.protocol,
      ...listed('sourceAddressPrefix', rule.sources),
      ...listed('sourcePortRange', rule.sourcePorts),
      ...listed('destinationAddressPrefix', rule.destinations),
      ...listed('destinationPortRange', rule.ports),
    },
  };
}

function headerOf(ruleSet: RuleSet, baseName: string): string[] {
  const lines = [
    `Made by Segplan from ${ruleSet.plan}: ${ruleSet.title}`,
    phasesText(ruleSet.phases),
    `To load it: az deployment group create --resource-group <group> --template-file ${baseName}.bicep`,
    'To see first what changes: az deployment group what-if with the same options. The way back: load the file of before.',
    'Loading replaces all rules of these groups. To close what is open for a phase or until a date, generate again without it, and load again.',
    'Associate each group with the subnets of its zone, which its rule for traffic inside of the zone names.',
  ];
  return lines.map(oneLine);
}

interface Named {
  readonly group: SecurityGroup;
  readonly symbol: string;
}

function headingOf({ zone }: SecurityGroup): string {
  return zone.title && zone.title !== zone.name ? `${zone.name}: ${zone.title}` : zone.name;
}

/** `nsgBackupData` for the zone `backup-data`. */
function withSymbols(groups: readonly SecurityGroup[]): Named[] {
  const symbols = new NameTable({ most: 100, refused: /[^A-Za-z0-9]+/, joint: '_' }, ['location']);
  return groups.map((group) => {
    const words = group.name
      .replace(/^nsg-/, '')
      .split(/[^A-Za-z0-9]+/)
      .map((w) => w.charAt(0).toUpperCase() + w.slice(1));
    return { group, symbol: symbols.name(`nsg${words.join('')}`, group.name) };
  });
}

/** The groups of zones that a plan no longer has: closed, since their subnets may still have them. */
function leftGroups(own: readonly SecurityGroup[], older: readonly RuleSet[]): SecurityGroup[] {
  return without(
    older.map((each) => securityGroups({ ...each, entries: [] })),
    own,
    ({ name }) => name,
  );
}

function sinceNotes(ruleSet: RuleSet, older: readonly RuleSet[], left: readonly SecurityGroup[]): string[] {
  return [
    ...(older.length ? goneRules([ruleSet], older).map((rule) => `Takes away ${rule}`) : []),
    ...left.map(({ name }) => `The plan has no zone for ${name} any more: it denies everything, until you delete it.`),
  ].map(oneLine);
}

function bicepText(ruleSet: RuleSet, baseName: string, groups: readonly Named[], notes: readonly string[]): string {
  const resources = groups.map(({ group, symbol }) => {
    const rules = bicep(group.rules.map(ruleValue), 4, 0);
    return [
      `// ${oneLine(headingOf(group))}`,
      `resource ${symbol} '${TYPE}@${API_VERSION}' = {`,
      `  name: '${group.name}'`,
      '  location: location',
      '  properties: {',
      `    securityRules: ${rules}`,
      '  }',
      '}',
      '',
    ].join('\n');
  });
  const outputs = groups.map(({ symbol }) => `output ${symbol}Id string = ${symbol}.id\n`).join('');
  return [
    ...[...headerOf(ruleSet, baseName), ...notes].map((line) => `// ${line}`),
    '',
    "@description('Where the groups are kept: the region of the virtual network.')",
    'param location string = resourceGroup().location',
    '',
    [...resources, outputs].filter((t) => t).join('\n'),
  ].join('\n');
}

function templateValue(ruleSet: RuleSet, baseName: string, groups: readonly Named[], notes: readonly string[] = []): unknown {
  return {
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
    contentVersion: '1.0.0.0',
    metadata: {
      comments: [...headerOf(ruleSet, baseName).map((line) => line.replace('.bicep', '.azure.json')), ...notes].map(templateText),
    },
    parameters: {
      location: {
        type: 'string',
        defaultValue: '[resourceGroup().location]',
        metadata: { description: 'Where the groups are kept: the region of the virtual network.' },
      },
    },
    resources: groups.map(({ group }) => ({
      type: TYPE,
      apiVersion: API_VERSION,
      name: group.name,
      location: "[parameters('location')]",
      comments: templateText(headingOf(group)),
      properties: { securityRules: template(group.rules.map(ruleValue)) },
    })),
    outputs: Object.fromEntries(
      groups.map(({ group, symbol }) => [`${symbol}Id`, { type: 'string', value: `[resourceId('${TYPE}', '${group.name}')]` }]),
    ),
  };
}

/** Rules about icmp between IPv6 ends can't be held; one that denies would leave open what another rule allows. */
function icmpOverIpv6(entry: RuleEntry): TargetProblem[] {
  if (icmpTypes(entry.services, 6) !== 'all' || entry.services.equals(ANY_SERVICE)) return [];
  // Addresses of a service tag may be of both families.
  const isBetween = (family: Family): boolean =>
    [entry.sources, entry.destinations].every(
      (sides) => sides.some((s) => s.any || s.hostNames.length > 0) || !addressesOf(sides, family).isEmpty,
    );
  if (!isBetween(6)) return [];
  const { line } = entry;
  if (entry.action === 'deny')
    return [
      {
        level: 'error',
        message: 'Network security groups can not match icmp over IPv6, so that this deny has no form; deny any.',
        line,
      },
    ];
  const isOpened = icmpTypes(entry.services, 4) === 'all' && isBetween(4);
  const opened = isOpened ? '; icmp over IPv4 is opened' : '';
  return [
    {
      level: 'warning',
      message: `Network security groups can not match icmp over IPv6: it stays closed${opened}.`,
      line,
    },
  ];
}

/** What a tag that every network has stands for in a plan. */
const GENERAL_TAGS: Readonly<Record<string, string>> = {
  virtualnetwork: 'name the zones that are meant',
  internet: "name an external zone without subnets, such as 'zone internet external'",
  azureloadbalancer: 'its health probes are let in as it is',
};

/** Tags that say something of the plan's own networks, and tags inside of them, whose addresses a group's own rules would need. */
function unfitTags(entry: RuleEntry, zones: RuleSet['zones']): TargetProblem[] {
  const { line } = entry;
  return [...entry.sources, ...entry.destinations].flatMap((side) =>
    side.hostNames.flatMap((name): TargetProblem[] => {
      const tag = tagOf(name);
      if (tag === undefined) return [];
      const meant = ofWord(GENERAL_TAGS, tag.toLowerCase());
      if (meant) return [{ level: 'error', message: `azure-nsg: the service tag ${tag} is no place of a plan; ${meant}.`, line }];
      const zone = zones.find((each) => isGuarded(each) && each.addresses.overlaps(parseTag(tag)));
      if (!zone) return [];
      const message = `azure-nsg: the service tag ${tag} is in the zone ${zone.name}, whose own rules need addresses; put it into an external zone.`;
      return [{ level: 'error', message, line }];
    }),
  );
}

/** A list holds its networks one by one, and each direction counts what it names at either end. */
function limitsOf({ zone, rules }: SecurityGroup): TargetProblem[] {
  const problems: TargetProblem[] = [];
  const say = (message: string): number => problems.push({ level: 'error', message: `The zone ${zone.name} ${message}` });
  if (rules.length > MOST_RULES) say(`needs ${rules.length} rules, and a network security group holds ${MOST_RULES}.`);
  for (const end of ['sources', 'destinations'] as const) {
    const count = rules.reduce((sum, r) => sum + r[end].length, 0);
    if (count > MOST_ADDRESSES) say(`names ${count} networks as ${end}, and a network security group holds ${MOST_ADDRESSES}.`);
  }
  return problems;
}

/**
 * One network security group for each zone, with rules on both sides of the traffic: outbound in the zone that it comes from, inbound in
 * the zone that it goes to.
 */
export const azureNsg = {
  name: 'azure-nsg',
  title: 'Azure network security groups',
  description:
    'One network security group for each zone, as Bicep and as an ARM template; loaded with az deployment group create.',
  languageId: 'bicep',
  capabilities: {
    ipv6: true,
    hostNames: 'none',
    serviceTags: true,
    deny: true,
    expiry: 'none',
    change: 'since',
    icmp: 'whole',
    otherProtocols: 'whole',
    protocols: { only: [ESP, AH] },
    sourcePorts: true,
    commentBytes: DESCRIPTION_LENGTH,
    nameLength: NAME_LENGTH,
    ruleLimit: `${MOST_RULES} in a network security group, and ${MOST_ADDRESSES} networks as sources and as destinations`,
    notes: [
      'Traffic between two zones passes the outbound rules of the one and the inbound rules of the other.',
      'The default rules open the whole virtual network, so that each direction ends with a rule that denies everything.',
      'Traffic inside of a zone is open, and so are the health probes of load balancers, as by default.',
      'A network security group can not match icmp over IPv6.',
      'A service tag is a rule of its own for each tag; Azure keeps its addresses up to date.',
      'Groups of zones that are not in Azure may stay without a subnet; they do no harm.',
      'Loading replaces the rules of a group as a whole. The group of a zone that the plan no longer has stays as it was; with --since it denies everything.',
    ],
  },
  scopes: ['network'],
  atHosts: true,
  emit(ruleSet: RuleSet, baseName: string, older: readonly RuleSet[] = []): OutputFile[] {
    const own = securityGroups(ruleSet);
    const left = leftGroups(own, older);
    const groups = withSymbols([...own, ...left]);
    const notes = sinceNotes(ruleSet, older, left);
    return [
      { apart: true, name: `${baseName}.bicep`, text: bicepText(ruleSet, baseName, groups, notes) },
      { name: `${baseName}.azure.json`, text: jsonText(templateValue(ruleSet, baseName, groups, notes)) },
    ];
  },
  problems(ruleSet: RuleSet): TargetProblem[] {
    const groups = securityGroups(ruleSet);
    const bytes = bytesOf(jsonText(templateValue(ruleSet, '', withSymbols(groups))));
    return [
      ...unseen(ruleSet, 'network security group'),
      ...ruleSet.entries.flatMap((entry) => unfitTags(entry, ruleSet.zones)),
      ...ruleSet.entries.flatMap(icmpOverIpv6),
      ...groups.flatMap(limitsOf),
      ...(bytes > MOST_BYTES
        ? [
            {
              level: 'error' as const,
              message: `The template has ${bytes} bytes, and a deployment takes ${MOST_BYTES}; split the plan.`,
            },
          ]
        : []),
    ];
  },
} satisfies Target;
