import { ANYWHERE } from '../../../../model/addresses.ts';
import { ANY_SERVICE, ICMP, portSet, protocolSet, type ServiceSet } from '../../../../model/services.ts';
import { answerTo } from '../../../../running/closed-in.ts';
import { shorten } from '../../../../running/lines.ts';
import type { RuleList, RunningRule } from '../../../../running/running.ts';
import { type Inspection, inspectionsOf } from './inspections.ts';
import type { Statement } from './statements.ts';

/** What comes back for itself: of connections that every firewall keeps. */
const KEPT = portSet('tcp', 0, 65_535).union(portSet('udp', 0, 65_535));
const OTHERS = ANY_SERVICE.subtract(KEPT);
const SCTP = protocolSet(132);

/** What engines let back, and why that isn't certain. */
const LET_BACK: Readonly<Record<string, { readonly services: ServiceSet; readonly perhaps?: string }>> = {
  icmp: { services: ICMP },
  pptp: { services: protocolSet(47), perhaps: 'it belongs to a connection of PPTP alone' },
  'ipsec-pass-thru': { services: protocolSet(50).union(protocolSet(51)), perhaps: 'it belongs to a connection of IKE alone' },
};

/** How what answers gets back through such a firewall. */
export const HOW_BACK =
  'An ASA keeps connections of tcp, udp and sctp, and of icmp where a policy that is bound has inspect icmp: what answers anything else needs a rule of its own.';

/** What of a configuration says which connections it keeps. */
export interface Keeping {
  readonly inspections: readonly Inspection[];
  /** As in `9.5(2)`; none where the file doesn't say it. */
  readonly release: readonly [major: number, minor: number, rebuild: number] | undefined;
  /** Whether a file would hold policies if there were any. */
  readonly isWhole: boolean;
}

/** @param statements all of a configuration */
export function keepingOf(statements: readonly Statement[]): Keeping {
  const version = statements.find(({ text }) => text.startsWith('ASA Version'))?.text ?? '';
  const [, major, minor = 0, rebuild = 0] = /^ASA Version (\d+)(?:\.(\d+))?(?:\((\d+)\))?/.exec(version) ?? [];
  return {
    inspections: inspectionsOf(statements),
    release: major === undefined ? undefined : [Number(major), Number(minor), Number(rebuild)],
    isWhole: major !== undefined || statements.some(({ words: [word] }) => word === 'service-policy'),
  };
}

/**
 * The lists of a firewall as what answers meets them: it passes where it belongs to a connection, and else as anything else does.
 * @param rulesOf the rules of a list that a class takes packets by
 */
export function answeringLists(
  lists: ReadonlyMap<string, RuleList>,
  stages: readonly string[],
  keeping: Keeping,
  rulesOf: (list: string) => readonly RunningRule[] | undefined,
): Map<string, RuleList> {
  const result = new Map<string, RuleList>();
  const kept = keptRules(keeping);
  for (const { engine, list, at, perhaps: doubt, statement } of keeping.inspections) {
    const { services, perhaps } = LET_BACK[engine]!;
    const why = [doubt, perhaps].filter((each) => each !== undefined).join('; ');
    const name = list === undefined ? undefined : `class ${engine} ${list}`;
    if (name !== undefined && !result.has(name)) {
      const rules = (rulesOf(list!) ?? []).flatMap((rule) => turned(rule, services));
      result.set(name, { name, rules, otherwise: 'return', line: statement.line });
    }
    // What a policy of an interface inspects comes in there, or goes out.
    for (const side of at === undefined ? [{}] : [{ from: at }, { to: at }])
      kept.push({
        ...side,
        action: name === undefined ? 'permit' : { call: name },
        traffic: [{ sources: ANYWHERE, destinations: ANYWHERE, services }],
        ...(why ? { perhaps: why } : {}),
        name: undefined,
        line: statement.line,
        text: shorten(statement.text),
      });
  }
  for (const [name, list] of lists) {
    const others = list.rules.flatMap((rule) => narrowed(rule));
    result.set(name, { ...list, rules: stages.includes(name) ? [...kept, ...others] : others });
  }
  return result;
}

function keptRules({ release, isWhole }: Keeping): RunningRule[] {
  const rule = (services: ServiceSet, perhaps?: string): RunningRule => ({
    action: 'permit',
    traffic: [{ sources: ANYWHERE, destinations: ANYWHERE, services }],
    name: undefined,
    line: 1,
    text: 'connections that it keeps',
    isImplied: true,
    ...(perhaps === undefined ? {} : { perhaps }),
  });
  const isOf = release && (release[0] - 9 || release[1] - 5 || release[2] - 2) >= 0;
  return [
    // Connections of SCTP are kept since 9.5(2).
    rule(isOf ? KEPT.union(SCTP) : KEPT),
    ...(release
      ? []
      : [rule(SCTP, 'connections of SCTP are kept since 9.5(2), and the file does not say which release it is of')]),
    ...(isWhole ? [] : [rule(ICMP, 'the file has no service-policy, which says whether icmp is inspected')]),
  ];
}

/** A rule as it is about what has no connections. */
function narrowed(rule: RunningRule): RunningRule[] {
  const traffic = rule.traffic.filter(({ services }) => services.overlaps(OTHERS));
  if (!traffic.length) return [];
  return [{ ...rule, traffic: traffic.map((box) => ({ ...box, services: box.services.intersect(OTHERS) })) }];
}

/** An entry of a list by which a class takes packets, as it is about what answers them. */
function turned({ from: _, to: __, ...rule }: RunningRule, services: ServiceSet): RunningRule[] {
  const traffic = rule.traffic.flatMap(answerTo).flatMap((box) => {
    const own = box.services.intersect(services);
    return own.isEmpty ? [] : [{ ...box, services: own }];
  });
  return traffic.length ? [{ ...rule, traffic, action: rule.action === 'deny' ? 'return' : rule.action }] : [];
}
