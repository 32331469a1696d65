import { ANY_SERVICE, protocolsOf } from '../../../model/services.ts';
import { type ChangeWriter, followedBy, type ListChange, type NoChange } from '../../../running/changing/change.ts';
import { linesOf } from '../../../running/lines.ts';
import type { RunningRule } from '../../../running/running.ts';
import { isIn } from '../../service-texts.ts';
import { sideOf, type ZonedRule, zonedChange } from '../../set-commands/zone-changes.ts';
import { shortHash } from '../../short-hash.ts';
import { AddressTable, hasFamily } from './addresses.ts';
import { ServiceTable } from './services.ts';
import { COMMENT_LENGTH, type Item, list, quoted, tableLines } from './text.ts';

/** New policies, their places, and those that go, as a script for one virtual domain. */
export const writer: ChangeWriter = {
  name: 'fortios',
  comment: '#',
  loading: 'Load it as a script, in the VDOM that it is for.',
  write(text, changes) {
    if (/^[ \t]*config (?:vdom|firewall policy6|firewall consolidated policy)[ \t]*\r?$/m.test(text))
      return { why: 'it has several virtual domains, or a table of policies for each address family' };
    const ids = linesOf(text).flatMap((line) => /^\s*edit (\d+)\s*$/.exec(line)?.[1] ?? []);
    const script = new Script(ids.reduce((most, id) => Math.max(most, Number(id)), 0));
    for (const change of changes) {
      const why = script.take(change, text);
      if (why) return { why };
    }
    const all = script.lines;
    return { commands: all, after: followedBy(text, all) };
  },
};

const FAMILIES = [4, 6] as const;

class Script {
  private readonly addresses = new AddressTable({ zones: [], components: [] });
  private readonly services = new ServiceTable();
  private readonly policies: Item[] = [];
  private readonly last: string[] = [];
  private readonly gone: string[] = [];
  private id: number;

  /** @param last the highest id that there is */
  constructor(last: number) {
    this.id = last;
  }

  get lines(): string[] {
    const lines = [
      ...this.addresses.lines,
      ...this.services.lines,
      ...tableLines('firewall policy', this.policies, [...this.last, ...this.gone]),
    ];
    return lines.filter((line) => line);
  }

  /** @returns why it can't be done */
  take(change: ListChange, text: string): NoChange['why'] | undefined {
    const { added, gone } = zonedChange(change, text, false);
    const known = [...gone, ...added.flatMap(({ before }) => before ?? [])];
    if (known.some((rule) => idOf(rule) === undefined && gone.includes(rule)))
      return 'what decides is no policy, but a zone or a virtual IP';
    for (const rule of added) {
      if (!rule.services.equals(ANY_SERVICE) && protocolsOf(rule.services).some((number) => number === 0 || number === 255))
        return 'a service can not be of the protocols 0 and 255';
      const id = `${++this.id}`;
      const settings = this.settingsOf(rule);
      if (!settings) continue;
      this.policies.push({ key: id, settings });
      const before = rule.before && idOf(rule.before);
      if (before !== undefined) this.last.push(`move ${id} before ${before}`);
    }
    for (const rule of gone) this.gone.push(`delete ${idOf(rule)}`);
    return undefined;
  }

  private settingsOf({ from, to, isFromWhole, isToWhole, name, rule, ...box }: ZonedRule): Item['settings'] | undefined {
    const side = (whole: boolean, of: 'sources' | 'destinations') => [{ ...sideOf(box[of]), any: whole, kind: 'group' as const }];
    const [sources, destinations] = [side(isFromWhole, 'sources'), side(isToWhole, 'destinations')];
    const own = [sideOf(box.sources), sideOf(box.destinations)];
    const families = FAMILIES.filter((family) => own.every((each) => hasFamily([each], family)) && isIn(box.services, family));
    if (!families.length) return undefined;
    return [
      ['name', list([`${name.slice(0, 30)}-${shortHash(`${this.id}`)}`])],
      ['srcintf', list(from.length ? from : ['any'])],
      ['dstintf', list(to.length ? to : ['any'])],
      ['action', rule.action === 'deny' ? 'deny' : 'accept'],
      ...families.flatMap((family): Item['settings'] => {
        const mark = family === 6 ? '6' : '';
        return [
          [`srcaddr${mark}`, list(this.addresses.members(sources, family))],
          [`dstaddr${mark}`, list(this.addresses.members(destinations, family))],
        ];
      }),
      ['schedule', list(['always'])],
      ['service', list(this.services.members(box.services, families))],
      ...(rule.action === 'deny' ? ([['match-vip', 'enable']] as const) : []),
      ['logtraffic', 'all'],
      ['comments', quoted(`Segplan ${rule.label}`, COMMENT_LENGTH)],
    ];
  }
}

/** The id of a policy. */
function idOf({ text }: RunningRule): string | undefined {
  return /^edit (\d+)(?: |$)/.exec(text)?.[1];
}
