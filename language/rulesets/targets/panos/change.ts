import { ANY_SERVICE, icmpTypes, protocolsOf, type ServiceSet } from '../../../model/services.ts';
import { type ChangeWriter, followedBy, type ListChange, type NoChange } from '../../../running/changing/change.ts';
import { linesOf } from '../../../running/lines.ts';
import type { RunningRule } from '../../../running/running.ts';
import { AddressBook } from '../../set-commands/address-book.ts';
import { list, plainText } from '../../set-commands/plain-text.ts';
import { ServiceBook } from '../../set-commands/services.ts';
import { sideOf, type ZonedRule, zonedChange } from '../../set-commands/zone-changes.ts';
import { groupLines, objectLines } from './file.ts';
import { ADDRESSES, APPLICATIONS, WITH_PORTS } from './model.ts';

/** Set, move and delete commands for security rules of a firewall with set commands. */
export const writer: ChangeWriter = {
  name: 'panos',
  comment: '#',
  loading: 'For configuration mode (set cli scripting-mode on, configure); compare with show config diff, then commit.',
  write(text, changes) {
    const heads = new Set(
      linesOf(text).flatMap((line) => /^(?:\S+[#>] )?set ((?:\S+ ){0,6}?)rulebase security rules /.exec(line)?.[1] ?? []),
    );
    const [scope, ...more] = heads;
    if (scope === undefined || more.length || !/^(?:vsys [\w.-]+ )?$/.test(scope))
      return {
        why: 'its rules can be told apart in set commands of one firewall: give what show prints after set cli config-output-format set',
      };
    const commands = new Commands(`${scope}rulebase security rules`);
    for (const change of changes) {
      const why = commands.take(change, text);
      if (why) return { why };
    }
    const { addresses, services } = commands;
    const all = [
      ...objectLines(addresses, services).map((line) => line.replace('set ', `set ${scope}`)),
      ...groupLines(addresses, services).map((line) => line.replace('set ', `set ${scope}`)),
      ...commands.added,
      ...commands.removed,
    ];
    return { commands: all, after: followedBy(text, all) };
  },
};

class Commands {
  readonly added: string[] = [];
  readonly removed: string[] = [];
  readonly addresses = new AddressBook(ADDRESSES, []);
  readonly services = new ServiceBook();
  private readonly head: string;

  constructor(head: string) {
    this.head = head;
  }

  /** @returns why it can't be done */
  take(change: ListChange, text: string): NoChange['why'] | undefined {
    if (change.list.name !== 'rules between zones') return 'what decides is what stays in a zone, or is translated';
    const { added, gone } = zonedChange(change, text, false);
    for (const rule of added) {
      const terms = this.termsOf(rule);
      if (!terms) return 'PAN-OS has no service for some of that traffic';
      for (const [n, term] of terms.entries()) {
        const name = n ? `${rule.name}.${n + 1}` : rule.name;
        this.added.push(`set ${this.head} ${name} ${term}`);
        const before = rule.before && nameOf(rule.before);
        if (rule.before && before === undefined) return 'a rule has a name that no command can say';
        if (before !== undefined) this.added.push(`move ${this.head} ${name} before ${before}`);
      }
    }
    for (const rule of gone) {
      const name = nameOf(rule);
      if (name === undefined) return 'a rule has a name that no command can say';
      this.removed.push(`delete ${this.head} ${name}`);
    }
    return undefined;
  }

  private termsOf({
    from,
    to,
    isFromWhole,
    isToWhole,
    sources,
    destinations,
    services,
    name,
    rule,
  }: ZonedRule): string[] | undefined {
    const kinds = this.kindsOf(services, name);
    const zones = (names: readonly string[]): string => (names.length ? list(names) : 'any');
    const ends = [
      isFromWhole ? ['any'] : this.addresses.namesOf([sideOf(sources)]),
      isToWhole ? ['any'] : this.addresses.namesOf([sideOf(destinations)]),
    ];
    if (ends.some((names) => !names.length)) return undefined;
    return kinds?.map((kind) =>
      [
        'rule-type interzone',
        `from ${zones(from)} to ${zones(to)}`,
        `source ${list(ends[0]!)} destination ${list(ends[1]!)}`,
        kind,
        `action ${rule.action === 'permit' ? 'allow' : 'drop'} log-end yes`,
        `description "${plainText(rule.label, 1023)}"`,
      ].join(' '),
    );
  }

  /** Services as ports and as applications, which a rule has one of; nothing where PAN-OS can't say some. */
  private kindsOf(services: ServiceSet, name: string): string[] | undefined {
    if (services.equals(ANY_SERVICE)) return ['application any service any'];
    const types = [icmpTypes(services, 4), icmpTypes(services, 6)];
    const protocols = protocolsOf(services);
    if (types.some((each) => each !== 'all' && each.length) || protocols.some((number) => !APPLICATIONS[number]))
      return undefined;
    const applications = [
      ...(types[0] === 'all' ? ['icmp', 'ping'] : []),
      ...(types[1] === 'all' ? ['ipv6-icmp', 'ping6'] : []),
      ...protocols.map((number) => APPLICATIONS[number]!),
    ];
    const plain = services.intersect(WITH_PORTS);
    return [
      ...(plain.isEmpty ? [] : [`application any service ${list(this.services.namesOf(plain, name))}`]),
      ...(applications.length ? [`application ${list(applications)} service application-default`] : []),
    ];
  }
}

/** The name of a rule as a word; nothing where it would be more than that. */
function nameOf({ name = '' }: RunningRule): string | undefined {
  if (/^[\w.-]+$/.test(name)) return name;
  return /^[\w. -]+$/.test(name) ? `"${name}"` : undefined;
}
