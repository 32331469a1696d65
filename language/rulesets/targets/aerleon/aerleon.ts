import { tagOf } from '../../../model/addresses.ts';
import type { RuleSet } from '../../rule-set.ts';
import type { OutputFile, Target, TargetProblem } from '../../target.ts';
import { oneLine, phasesText } from '../../text.ts';
import { type YamlMap, YamlWriter } from '../../yaml-text.ts';
import { isFqdn, Naming } from './naming.ts';
import { targetNotes } from './other-targets.ts';
import { COMMENT_LENGTH, commentText, TERM_NAME_LENGTH, termsOf } from './terms.ts';

function yamlText(comments: readonly string[], value: YamlMap): string {
  return `${comments.map((line) => `# ${oneLine(line)}\n`).join('')}\n${new YamlWriter().text(value)}\n`;
}

function headerOf(ruleSet: RuleSet): string[] {
  return [`Made by Segplan from ${ruleSet.plan}: ${ruleSet.title}`, phasesText(ruleSet.phases)];
}

/** What the policy is written for: no zones to fill in, replies are known, and it has host names. */
const TARGETS = { srx: 'from-zone all to-zone all' };

const POLICY_NOTES = [
  'Copy this file to policies/pol, and the two with networks and services to def; then run aclgen.',
  'It replaces what it made before: without a phase, and after an end date, aclgen leaves the rules out, and what it writes has to be loaded again.',
];

const STATE_NOTE = 'Take one that knows the state of connections: there are no terms for replies.';

/** A policy of Aerleon with its definitions, from which it writes the configurations of thirty kinds of firewalls. */
export const aerleon = {
  name: 'aerleon',
  title: 'Aerleon',
  description:
    'A policy with definitions of its networks and services in YAML, from which Aerleon writes the configuration of thirty kinds of firewalls with aclgen.',
  languageId: 'yaml',
  capabilities: {
    ipv6: true,
    hostNames: 'plain',
    deny: true,
    expiry: 'utc',
    change: 'whole',
    icmp: 'whole',
    otherProtocols: 'whole',
    protocols: { only: [] },
    sourcePorts: false,
    commentBytes: COMMENT_LENGTH,
    nameLength: TERM_NAME_LENGTH,
    notes: [
      'The policy is written for Juniper SRX with global policies; the file names what else takes all of it, which is a change of one line, its targets.',
      'Not every generator of Aerleon does: some leave out IPv6, take no host names, or open every service where a rule is about icmp.',
      'Choose a target that knows the state of connections: the policy has no terms for replies.',
      'Rules to host names are for targets with FQDN objects, which in Aerleon is srx; aclgen refuses them for others.',
      'After its end date aclgen leaves a rule out; the firewall has it until it is loaded with what aclgen writes then.',
      'The last term denies everything else. Networks of one zone are let through to each other; other traffic inside of a zone must not be sent through this filter.',
      'All definitions begin with the name of the plan, since those of one folder share their names.',
    ],
  },
  scopes: ['network'],
  emit(ruleSet: RuleSet, baseName: string): OutputFile[] {
    const naming = new Naming(ruleSet, baseName, commentText);
    const terms = termsOf(ruleSet, naming);
    // Of a rule that can match nothing there is no term.
    const used = new Set(terms.flatMap((term) => Object.values(term).flat()));
    const isUsed = ([token]: readonly [string, unknown]): boolean => used.has(token);
    const networks = [...naming.networks].filter(isUsed);
    const header = headerOf(ruleSet);
    const comment = header.map(commentText).join('\n');
    const file = (kind: string, comments: readonly string[], value: YamlMap): OutputFile => ({
      name: `${baseName}.${kind}.yaml`,
      text: yamlText(comments, value),
    });
    return [
      file('policy', [...header, ...POLICY_NOTES, ...targetNotes(terms, networks), STATE_NOTE], {
        filters: [{ header: { comment, targets: TARGETS }, terms }],
      }),
      file('networks', [...header, 'Networks of its policy: copy this file to def.'], {
        networks: Object.fromEntries(networks.map(([token, values]) => [token, { values }])),
      }),
      file('services', [...header, 'Services of its policy: copy this file to def.'], {
        services: Object.fromEntries(naming.sortedServices.filter(isUsed)),
      }),
    ];
  },
  problems(ruleSet: RuleSet): TargetProblem[] {
    const named = ruleSet.entries.flatMap((entry) =>
      [...entry.sources, ...entry.destinations]
        .flatMap((s) => s.hostNames)
        .filter((name) => !name.startsWith('*') && tagOf(name) === undefined && !isFqdn(name))
        .map(
          (name): TargetProblem => ({
            level: 'error',
            message: `aerleon: ${name} is no full host name; write it with its domain, or give the component its addresses.`,
            line: entry.line,
          }),
        ),
    );
    return [...named];
  },
} satisfies Target;
