import { ANYWHERE } from '../../../../model/addresses.ts';
import { ANY_SERVICE } from '../../../../model/services.ts';
import type { JsonNode } from '../../../../running/forms/json.ts';
import type { LineBook } from '../../../../running/lines.ts';
import type { RuleList, RunningAction, RunningRule } from '../../../../running/running.ts';
import { ALL_PROFILES, Fields, type Profile, profilesOf } from './fields.ts';

export type Direction = 'inbound' | 'outbound';

/** What a profile has for all that no rule matches. */
interface Defaults {
  readonly line: number;
  readonly isOn: boolean;
  readonly inbound: 'permit' | 'deny';
  readonly outbound: 'permit' | 'deny';
  /** Whether what comes in is closed whatever rules say. */
  readonly isShut: boolean;
  /** Whether rules of the host itself count, besides those of its domain. */
  readonly takesLocal: boolean;
}

const ALL = [{ sources: ANYWHERE, destinations: ANYWHERE, services: ANY_SERVICE }];

/** The profiles of a host, and which of them its networks are in. */
export class Profiles {
  private readonly known = new Map<Profile, Defaults>();
  /** Those that may be in effect. */
  private readonly inEffect: readonly Profile[];
  private readonly line: number;

  /**
   * @param profiles what `Get-NetFirewallProfile` tells
   * @param connections what `Get-NetConnectionProfile` tells; without any, each profile may be in effect
   * @param line where the host begins
   */
  constructor(profiles: readonly JsonNode[], connections: readonly JsonNode[], line: number, book: LineBook) {
    this.line = line;
    for (const node of profiles) {
      const fields = new Fields(node);
      book.modeled(node.line, node.last);
      const names = profilesOf([...fields.texts('name'), ...(fields.has('name') ? [] : fields.texts('profile'))]);
      if (!names || !(fields.has('name') || fields.has('profile'))) {
        book.unknown(node.line, 'a profile without a name', 'what it has for all that no rule matches is not known');
        continue;
      }
      for (const name of names) this.known.set(name, defaultsOf(fields, node.line));
    }
    const active = connections.flatMap((node) => {
      book.modeled(node.line, node.last);
      const fields = new Fields(node);
      return profilesOf([fields.word('networkcategory') ?? '']) ?? ALL_PROFILES;
    });
    this.inEffect = ALL_PROFILES.filter((each) => !active.length || active.includes(each));
    if (this.inEffect.some((each) => !this.known.has(each)))
      book.unknown(
        line,
        'the defaults of a profile',
        'what no rule matches may pass and may be closed, since the file does not say which',
      );
  }

  /** Whether something of some profiles holds: always, never, or in some of those that may be in effect. */
  holdIn(profiles: readonly Profile[]): 'always' | 'never' | 'perhaps' {
    const held = this.inEffect.filter((each) => profiles.includes(each)).length;
    return held === this.inEffect.length ? 'always' : held ? 'perhaps' : 'never';
  }

  /** Whether rules of the host itself count. */
  takeLocal(): 'always' | 'never' | 'perhaps' {
    return this.holdIn(ALL_PROFILES.filter((each) => this.known.get(each)?.takesLocal !== false));
  }

  /** The rules before all others: profiles that are switched off, and those that are shut. */
  before(direction: Direction): RunningRule[] {
    return [
      ...this.rule('permit', ({ isOn }) => !isOn, 'a profile that is switched off'),
      ...(direction === 'inbound'
        ? this.rule('deny', ({ isOn, isShut }) => isOn && isShut, 'a profile that blocks all that comes in')
        : []),
    ];
  }

  /** What becomes of what no rule matches: a rule where profiles differ or nobody knows. */
  after(direction: Direction): Pick<RuleList, 'rules' | 'otherwise' | 'line'> {
    const all = this.inEffect.map((each) => this.known.get(each));
    const kinds = new Set(all.map((each) => each?.[direction]));
    const line = all.find((each) => each)?.line ?? this.line;
    const [otherwise = direction === 'inbound' ? 'deny' : 'permit'] = kinds;
    if (kinds.size === 1 && all[0]) return { rules: [], otherwise, line };
    const text = kinds.has(undefined)
      ? 'the default of a profile that the file does not hold'
      : 'profiles have different defaults';
    return { rules: [{ action: 'unknown', traffic: ALL, name: undefined, line, text }], otherwise, line };
  }

  private rule(action: RunningAction, is: (defaults: Defaults) => boolean, text: string): RunningRule[] {
    const such = ALL_PROFILES.filter((each) => this.known.has(each) && is(this.known.get(each)!));
    const holds = this.holdIn(such);
    if (holds === 'never') return [];
    const line = this.known.get(such[0]!)!.line;
    const perhaps = holds === 'perhaps' ? { perhaps: `it holds in the profile ${such.join(', ')}` } : {};
    return [{ action, traffic: ALL, name: undefined, line, text, ...perhaps }];
  }
}

function defaultsOf(fields: Fields, line: number): Defaults {
  return {
    line,
    isOn: fields.word('enabled', 'isenabled') !== 'false',
    inbound: fields.word('defaultinboundaction') === 'allow' ? 'permit' : 'deny',
    outbound: fields.word('defaultoutboundaction') === 'block' ? 'deny' : 'permit',
    isShut: fields.word('allowinboundrules') === 'false',
    takesLocal: fields.word('allowlocalfirewallrules') !== 'false',
  };
}
