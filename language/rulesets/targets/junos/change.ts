import type { Box } from '../../../analysis/region.ts';
import { hasAddresses } from '../../../model/addresses.ts';
import { ANY_SERVICE, protocolsOf } from '../../../model/services.ts';
import { type ChangeWriter, followedBy, type ListChange, type NoChange } from '../../../running/changing/change.ts';
import { AddressBook } from '../../set-commands/address-book.ts';
import { list, plainText } from '../../set-commands/plain-text.ts';
import { ServiceBook } from '../../set-commands/services.ts';
import { sideOf, type ZonedRule, zonedChange } from '../../set-commands/zone-changes.ts';
import { objectLines } from './file.ts';
import { ADDRESSES, applicationsOf } from './model.ts';

/** Set, insert and delete commands for security policies, for a configuration in set commands. */
export const writer: ChangeWriter = {
  name: 'junos',
  comment: '#',
  loading: 'For configuration mode (load set terminal); compare with show | compare, then commit confirmed.',
  write(text, changes) {
    if (!/^(?:\S+[#>%] )?set security policies /m.test(text))
      return { why: 'its policies can be told apart in set commands: give what show configuration | display set prints' };
    if (/^(?:\S+[#>%] )?set (?:logical-systems|tenants) /m.test(text)) return { why: 'it has systems within the system' };
    if (/^(?:\S+[#>%] )?set security zones security-zone \S+ address-book /m.test(text))
      return { why: 'its zones have address books of their own, beside which there can be none for all' };
    const commands = new Commands();
    for (const change of changes) {
      const why = commands.take(change, text);
      if (why) return { why };
    }
    const { addresses, services, withoutPorts } = commands;
    const all = [...objectLines(addresses, services, withoutPorts), ...commands.added, ...commands.removed];
    return { commands: all, after: followedBy(text, all) };
  },
};

class Commands {
  readonly added: string[] = [];
  readonly removed: string[] = [];
  readonly addresses = new AddressBook(ADDRESSES, []);
  readonly services = new ServiceBook();
  readonly withoutPorts = new Map<string, string>();

  /** @returns why it can't be done */
  take(change: ListChange, text: string): NoChange['why'] | undefined {
    if (change.list.name !== 'security policies') return 'a firewall filter decides, which keeps no state';
    const { added, gone } = zonedChange(change, text, true);
    const left = change.steps.some(({ added: rules }) =>
      rules.some(({ region }) => region.some((box) => !added.some((each) => isPartOf(each, box)))),
    );
    if (left) return 'some of that traffic lies in no zone of the device';
    if (added.some(({ before }) => before && !/^[\w.-]*$/.test(before.name ?? '')))
      return 'a policy has a name that no command can say';
    for (const rule of added) {
      const { services, sources, destinations, from, to, name } = rule;
      const families = ([4, 6] as const).filter((each) => hasAddresses(sources, each) && hasAddresses(destinations, each));
      if (!services.equals(ANY_SERVICE) && protocolsOf(services).includes(0))
        return 'an application can not be of the protocol 0';
      const applications = applicationsOf(services, name, families, this);
      if (!applications.length) continue;
      const head = `security policies from-zone ${from[0]} to-zone ${to[0]} policy`;
      const ends = [
        rule.isFromWhole ? ['any'] : this.addresses.namesOf([sideOf(sources)]),
        rule.isToWhole ? ['any'] : this.addresses.namesOf([sideOf(destinations)]),
      ];
      this.added.push(
        `set ${head} ${name} description "${plainText(rule.rule.label, 900)}"`,
        `set ${head} ${name} match source-address ${list(ends[0]!)} destination-address ${list(ends[1]!)} application ${list(applications)}`,
        `set ${head} ${name} then ${rule.rule.action}`,
        `set ${head} ${name} then log ${rule.rule.action === 'deny' ? 'session-init' : 'session-close'}`,
        ...this.placeOf(rule, head),
      );
    }
    for (const rule of gone) {
      if (!/^[\w.-]+$/.test(rule.name ?? '')) return 'a policy has a name that no command can say';
      const [from, to] = [rule.from, rule.to].map((zones) => [...(zones ?? [])]);
      if ((from!.length || to!.length) && (from!.length !== 1 || to!.length !== 1))
        return 'a policy of all zones is about some of them';
      const where = from!.length ? `from-zone ${from![0]} to-zone ${to![0]}` : 'global';
      this.removed.push(`delete security policies ${where} policy ${rule.name}`);
    }
    return undefined;
  }

  /** Before the policy that decided, where that is one of the same zones: those of all zones come later anyway. */
  private placeOf({ before, from, to, name }: ZonedRule, head: string): string[] {
    if (!before?.from?.has(from[0]!) || !before.to?.has(to[0]!)) return [];
    return [`insert ${head} ${name} before policy ${before.name}`];
  }
}

function isPartOf(part: Box, box: Box): boolean {
  return box.sources.covers(part.sources) && box.destinations.covers(part.destinations) && box.services.covers(part.services);
}
