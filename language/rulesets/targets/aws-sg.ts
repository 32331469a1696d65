import { ANY_SERVICE, hasOtherProtocols } from '../../model/services.ts';
import { cloudFormationText } from '../aws/cloudformation.ts';
import { type Groups, MOST_RULES, type SecurityGroup, securityGroups, TEXT_LENGTH } from '../aws/groups.ts';
import { mostAtOnce } from '../aws/places.ts';
import { terraformText } from '../aws/terraform.ts';
import { unseen } from '../cloud/zone-ends.ts';
import type { RuleSet } from '../rule-set.ts';
import type { OutputFile, Target, TargetProblem } from '../target.ts';
import { oneLine } from '../text.ts';

const MOST_GROUPS = 5;
/** A template has no more outputs than that, and no more bytes. */
const MOST_OUTPUTS = 200;
const MOST_BYTES = 1024 * 1024;

function headerOf(ruleSet: RuleSet, load: string): string[] {
  return [
    `Made by Segplan from ${ruleSet.plan}: ${ruleSet.title}`,
    `Phases: ${ruleSet.phases.join(', ') || 'none'}`,
    load,
    'Loading replaces all rules of these groups. To close what is open for a phase or until a date, generate again without it, and load again.',
    'Each interface gets the group of its zone and all groups that list its address, and no other group.',
  ].map(oneLine);
}

function allOf({ placed }: Groups): SecurityGroup[] {
  return placed.flatMap((p) => p.groups);
}

function filesOf(ruleSet: RuleSet, baseName: string, groups: Groups): OutputFile[] {
  const all = allOf(groups);
  const terraform = headerOf(ruleSet, 'To load it: terraform apply -var vpc_id=<VPC>');
  const name = `${baseName}.cloudformation.json`;
  const stack = headerOf(
    ruleSet,
    `To load it: aws cloudformation deploy --stack-name <stack> --template-file ${name} --parameter-overrides VpcId=<VPC> (above 51,200 bytes with --s3-bucket)`,
  );
  return [
    { name: `${baseName}.tf`, text: terraformText(terraform, all) },
    { name, text: cloudFormationText(stack, all) },
  ];
}

function limitsOf({ placed }: Groups, ruleSet: RuleSet): TargetProblem[] {
  const problems: TargetProblem[] = [];
  for (const { place, groups } of placed)
    if (groups.length > 1)
      problems.push({
        level: 'warning',
        message: `The rules of ${place.label ?? place.zone.name} need ${groups.length} security groups of ${MOST_RULES} rules each; all of them go onto the same interfaces.`,
      });
  const countOf = new Map(placed.map((p) => [p.place, p.groups.length]));
  for (const { name } of ruleSet.zones) {
    const own = placed.map((p) => p.place).filter((p) => p.zone.name === name);
    const most = mostAtOnce(own, (place) => countOf.get(place)!);
    if (most.count > MOST_GROUPS)
      problems.push({
        level: 'error',
        message: `In ${name} an interface would need ${most.count} security groups (${most.places.map((p) => p.label ?? name).join(', ')}), and it takes ${MOST_GROUPS}; use fewer and wider rules there.`,
      });
  }
  return problems;
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
    expiry: false,
    icmp: true,
    otherProtocols: true,
    commentBytes: TEXT_LENGTH,
    nameLength: TEXT_LENGTH,
    ruleLimit: `${MOST_RULES} in each direction and address family of a security group, and ${MOST_GROUPS} groups on an interface`,
    notes: [
      'A rule names one network and one run of ports; lists become several rules, and each counts.',
      'A rule says nothing of its own interface, so that a component which rules are about has a group of its own besides that of its zone.',
      'What goes out is denied unless a rule allows it: the rule that AWS adds to a new group is left out.',
      'Everywhere outside of the plan is 0.0.0.0/0 and ::/0: the other zones are kept out by what their own groups let out.',
      'Traffic inside of a zone is open.',
      'Groups of zones that are not in AWS may stay without an interface; they do no harm.',
    ],
  },
  scopes: ['network'],
  emit(ruleSet: RuleSet, baseName: string): OutputFile[] {
    return filesOf(ruleSet, baseName, securityGroups(ruleSet));
  },
  problems(ruleSet: RuleSet): TargetProblem[] {
    const groups = securityGroups(ruleSet);
    const bytes = new TextEncoder().encode(filesOf(ruleSet, '', groups)[1]!.text).length;
    const count = allOf(groups).length;
    return [
      ...unseen(ruleSet, 'security group'),
      ...ruleSet.entries
        .filter((e) => hasOtherProtocols(e.services) && !e.services.equals(ANY_SERVICE))
        .map(
          (e): TargetProblem => ({ level: 'error', message: 'Of the other protocols it can open all or none.', line: e.line }),
        ),
      ...[...groups.widened].map(
        (e): TargetProblem => ({
          level: 'warning',
          message:
            'Everywhere outside of the plan is written with networks that hold other zones as well: these are kept out by their own security groups only.',
          line: e.line,
        }),
      ),
      ...limitsOf(groups, ruleSet),
      ...(count > MOST_OUTPUTS
        ? [
            {
              level: 'error' as const,
              message: `The plan needs ${count} security groups, and a template names ${MOST_OUTPUTS}; split the plan.`,
            },
          ]
        : []),
      ...(bytes > MOST_BYTES
        ? [
            {
              level: 'error' as const,
              message: `The template has ${bytes} bytes, and a stack takes ${MOST_BYTES}; split the plan.`,
            },
          ]
        : []),
    ];
  },
} satisfies Target;
