import { firstOf } from '../../../model/describe-addresses.ts';
import { unseen } from '../../cloud/zone-ends.ts';
import type { RuleEntry, RuleSet } from '../../rule-set.ts';
import type { OutputFile, Target, TargetProblem } from '../../target.ts';
import { bytesOf, oneLine, phasesText } from '../../text.ts';
import { cloudFormationText } from './cloudformation.ts';
import { type Groups, MOST_RULES, type SecurityGroup, securityGroups, TEXT_LENGTH } from './groups.ts';
import { mostAtOnce, type Place } from './places.ts';
import { terraformText } from './terraform.ts';

const MOST_GROUPS = 5;
/** A CloudFormation template has no more outputs than that, and no more bytes. */
const MOST_OUTPUTS = 200;
const MOST_BYTES = 1024 * 1024;

function headerOf(ruleSet: RuleSet, load: string): string[] {
  return [
    `Made by Segplan from ${ruleSet.plan}: ${ruleSet.title}`,
    phasesText(ruleSet.phases),
    load,
    'The way back: load the file of before.',
    'Loading replaces all rules of these groups. To close what is open for a phase or until a date, generate again without it, and load again.',
    'Each interface gets the group of its zone and all groups that list its address, and no other group.',
  ].map(oneLine);
}

function allOf({ placed }: Groups): SecurityGroup[] {
  return placed.flatMap((p) => p.groups);
}

function filesOf(ruleSet: RuleSet, baseName: string, groups: Groups): OutputFile[] {
  const all = allOf(groups);
  const terraform = headerOf(
    ruleSet,
    'To load it: terraform apply -var vpc_id=<VPC>. To see first what changes: terraform plan with the same variable.',
  );
  const files: OutputFile[] = [{ name: `${baseName}.tf`, text: terraformText(terraform, all) }];
  const template = once(() => templateOf(ruleSet, baseName, all));
  return noTemplate(template, all) ? files : [...files, template()];
}

function templateOf(ruleSet: RuleSet, baseName: string, groups: readonly SecurityGroup[]): OutputFile {
  const name = `${baseName}.cloudformation.json`;
  const stack = headerOf(
    ruleSet,
    `To load it: aws cloudformation deploy --stack-name <stack> --template-file ${name} --parameter-overrides VpcId=<VPC> (above 51,200 bytes with --s3-bucket). To see first what changes: the same with --no-execute-changeset.`,
  );
  return { apart: true, name, text: cloudFormationText(stack, groups) };
}

/** Why CloudFormation would not take the template; Terraform has no such limits. */
function noTemplate(template: () => OutputFile, groups: readonly SecurityGroup[]): string | undefined {
  if (groups.length > MOST_OUTPUTS)
    return `the plan needs ${groups.length} security groups, and a template can output the ids of ${MOST_OUTPUTS}`;
  const bytes = bytesOf(template().text);
  return bytes > MOST_BYTES ? `it would have ${bytes} bytes, and CloudFormation takes ${MOST_BYTES}` : undefined;
}

/** Makes something once, where it is asked for. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function limitsOf({ placed, elsewhere, around }: Groups, ruleSet: RuleSet): TargetProblem[] {
  const problems: TargetProblem[] = [];
  for (const { place, groups } of placed)
    if (groups.length > 1)
      problems.push({
        level: 'warning',
        message: `The rules of '${place.label ?? place.zone.name}' need ${groups.length} security groups of ${MOST_RULES} rules each; all of them go onto the same interfaces.${aroundHint([place], around)}`,
      });
  const countOf = new Map(placed.map((p) => [p.place, p.groups.length]));
  const byZone = new Map<string, Place[]>();
  for (const { place } of placed) {
    const own = byZone.get(place.zone.name);
    if (own) own.push(place);
    else byZone.set(place.zone.name, [place]);
  }
  for (const zone of ruleSet.zones) {
    const { name } = zone;
    const own = byZone.get(name) ?? [];
    const most = mostAtOnce(own, (place) => countOf.get(place)!);
    if (most.count > MOST_GROUPS)
      problems.push({
        level: 'error',
        message: `In the zone '${name}' an interface would need ${most.count} security groups (${groupNames(most.places, countOf)}), and AWS takes ${MOST_GROUPS}; write rules there for the whole zone, or take ranges of ports and networks together.${elsewhereHint(elsewhere.get(zone))}${aroundHint(most.places, around)}`,
      });
  }
  return problems;
}

/** What takes the most networks to say. */
function elsewhereHint(entries: ReadonlySet<RuleEntry> = new Set()): string {
  const where = linesText([...entries].map((e) => e.line));
  if (!where) return '';
  return ` Everywhere but in the other zones (${where}) is dozens of networks for each port, since a zone may lie outside of AWS, where no group keeps it out: name the networks that are meant, or 'any'.`;
}

/** What makes many networks of few, and where else it can be said. */
function aroundHint(places: readonly Place[], around: Groups['around']): string {
  const where = linesText(places.flatMap((place) => [...(around.get(place) ?? [])]));
  if (!where) return '';
  return ` A security group can't deny, so that its rules are written around what the plan denies (${where}): all networks but one host are up to 128 of IPv6. What is to stay closed for single hosts takes one entry in the network ACL of their subnet.`;
}

/** `line 3`, `lines 3, 5`; nothing without any. */
function linesText(all: readonly number[]): string {
  const lines = [...new Set(all)].sort((a, b) => a - b);
  return lines.length > 1 ? `lines ${firstOf(lines.map(String))}` : lines.map((line) => `line ${line}`).join('');
}

/** `a, proxy`; `3 for a` where one is not enough. */
function groupNames(places: readonly Place[], countOf: ReadonlyMap<Place, number>): string {
  const names = places.map((place) => {
    const count = countOf.get(place)!;
    const name = place.label ?? place.zone.name;
    return count > 1 ? `${count} for ${name}` : name;
  });
  return names.length > 6 ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more` : names.join(', ');
}

/** Security groups for each zone and for each part of a zone that rules are about, as Terraform and as a CloudFormation template. */
export const awsSg = {
  name: 'aws-sg',
  title: 'AWS security groups',
  description:
    'Security groups for zones and components, as Terraform and as a CloudFormation template; loaded with terraform apply or as a stack.',
  languageId: 'terraform',
  capabilities: {
    ipv6: true,
    hostNames: 'none',
    deny: false,
    expiry: 'none',
    change: 'whole',
    icmp: 'types',
    otherProtocols: 'whole',
    protocols: { but: [0] },
    sourcePorts: false,
    commentBytes: TEXT_LENGTH,
    nameLength: TEXT_LENGTH,
    ruleLimit: `${MOST_RULES} in each direction and address family of a security group, and ${MOST_GROUPS} groups on an interface`,
    notes: [
      'A rule names one network and one run of ports; lists become several rules, and each counts.',
      'A rule says nothing of its own interface, so that a component which rules are about has a group of its own besides that of its zone.',
      'What goes out is denied unless a rule allows it: the rule that AWS adds to a new group is left out.',
      'Everywhere outside of the plan is written as the networks that are left when the other zones are taken out, which can be dozens for each port.',
      'There are no denies: what the plan denies is taken out of what it allows, network by network. All networks but one host are up to 128 of IPv6; a network ACL of the subnet closes a host in one entry.',
      'Traffic inside of a zone is open.',
      'What leaves an interface and what reaches it is written exactly, so that groups of zones that are not in AWS may stay without an interface.',
    ],
  },
  scopes: ['network'],
  atHosts: true,
  emit(ruleSet: RuleSet, baseName: string): OutputFile[] {
    return filesOf(ruleSet, baseName, securityGroups(ruleSet));
  },
  problems(ruleSet: RuleSet): TargetProblem[] {
    const groups = securityGroups(ruleSet);
    const all = allOf(groups);
    const left = noTemplate(() => templateOf(ruleSet, ruleSet.plan.replace(/\.segplan$/, ''), all), all);
    return [
      ...unseen(ruleSet, 'security group'),
      ...limitsOf(groups, ruleSet),
      ...(left
        ? [
            {
              level: 'warning' as const,
              message: `The CloudFormation template is left out: ${left}. Take the Terraform file, or split the plan.`,
            },
          ]
        : []),
    ];
  },
} satisfies Target;
