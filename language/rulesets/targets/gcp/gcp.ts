import { unseen } from '../../cloud/zone-ends.ts';
import type { RuleSet } from '../../rule-set.ts';
import type { OutputFile, Target, TargetProblem } from '../../target.ts';
import { jsonText, oneLine, phasesText } from '../../text.ts';
import { DESCRIPTION_LENGTH, type Direction, type GcpRule, GcpRules, NAME_LENGTH, PRIORITIES } from './rules.ts';

/** Terraform reads every string as a template: what would begin an expression is written twice. */
function literal(text: string): string {
  return text.replace(/[$%](?=\{)/g, '$&$&');
}

function resource(rule: GcpRule): Record<string, unknown> {
  const [direction] = rule.directions;
  const both = rule.directions.length > 1;
  return {
    ...(both ? { for_each: '${toset(["INGRESS", "EGRESS"])}' } : {}),
    name: both ? `${rule.name}-\${lower(each.key)}` : `${rule.name}-${lower(direction!)}`,
    description: literal(rule.description),
    network: '${var.segplan_network}',
    direction: both ? '${each.key}' : direction,
    priority: rule.priority,
    source_ranges: rule.sources,
    destination_ranges: rule.destinations,
    [rule.action]: rule.protocols,
  };
}

function lower(direction: Direction): string {
  return direction.toLowerCase();
}

function headerOf(ruleSet: RuleSet): string[] {
  const lines = [
    `Made by Segplan from ${ruleSet.plan}: ${ruleSet.title}`,
    phasesText(ruleSet.phases),
    'To load it: put this file in a folder of its own, or among your configuration, and run terraform apply -var segplan_network=<network>.',
    'To see first what changes: terraform plan with the same variable. The way back: apply the file of before.',
    'Applying replaces all rules of this file. To close what is open for a phase or until a date, generate again without it, and apply again.',
    `Rules of the network that are not from here win over the denies at the end where their priority is below ${PRIORITIES.rest}.`,
  ];
  return lines.map((line) => literal(oneLine(line)));
}

function configuration(ruleSet: RuleSet): Record<string, unknown> {
  const { rules, book } = new GcpRules(ruleSet);
  const resources = Object.fromEntries(rules.map((rule) => [rule.name, resource(rule)]));
  return {
    '//': headerOf(ruleSet),
    variable: {
      segplan_network: {
        type: 'string',
        description: 'Name or self link of the VPC network whose subnets are the zones of the plan',
      },
    },
    ...(rules.length ? { locals: book.locals, resource: { google_compute_firewall: resources } } : {}),
  };
}

/** VPC firewall rules for Terraform: each rule of the plan at both of its ends, and denies for what no rule permits. */
export const gcp = {
  name: 'gcp',
  title: 'Google Cloud VPC firewall (Terraform)',
  description:
    'Terraform JSON with firewall rules for the machines of a VPC network, and its addresses as named lists; loaded with terraform apply.',
  languageId: 'json',
  capabilities: {
    ipv6: true,
    hostNames: 'none',
    deny: true,
    expiry: 'none',
    change: 'whole',
    icmp: 'whole',
    otherProtocols: 'whole',
    protocols: { but: [0] },
    sourcePorts: false,
    commentBytes: DESCRIPTION_LENGTH,
    nameLength: NAME_LENGTH,
    ruleLimit: "the project's quota of VPC firewall rules, which counts each direction and each address family",
    notes: [
      'Zones that are not external are taken for subnets of one VPC network; those that lie elsewhere, behind a VPN or an interconnect, may be among them.',
      'A connection is permitted where it leaves and where it arrives, since Google Cloud allows what leaves unless a rule denies it.',
      'Machines of one zone reach each other, by a rule that wins over the denies.',
      'What leaves a zone and is not in the plan is denied, health checks and the APIs of Google among it; the metadata server is always reached.',
      'Rules match addresses, not tags or service accounts; ranges on both sides of a rule need a current version of the google provider.',
      'Firewall policies of the organization or a folder are evaluated before these rules.',
    ],
  },
  scopes: ['network'],
  atHosts: true,
  emit(ruleSet: RuleSet, baseName: string): OutputFile[] {
    return [{ name: `${baseName}.tf.json`, text: jsonText(configuration(ruleSet)) }];
  },
  problems(ruleSet: RuleSet): TargetProblem[] {
    return [...unseen(ruleSet, 'firewall rules')];
  },
} satisfies Target;
