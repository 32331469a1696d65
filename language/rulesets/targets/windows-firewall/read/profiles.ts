import { ANYWHERE } from '../../../../model/addresses.ts';
import { ANY_SERVICE } from '../../../../model/services.ts';
import { type JsonNode, saysNothing } from '../../../../running/forms/json.ts';
import type { LineBook } from '../../../../running/lines.ts';
import type { RuleList, RunningAction, RunningRule } from '../../../../running/running.ts';
import { ALL_PROFILES, Fields, type Profile, profilesOf } from './fields.ts';

export type Direction = 'inbound' | 'outbound';

/** What a profile has for all that no rule matches. */
interface Defaults {
  readonly line: number;
  readonly isOn: boolean;
  /** Nothing where the file doesn't say it, or in words that nobody knows here. */
  readonly inbound: 'permit' | 'deny' | undefined;
  readonly outbound: 'permit' | 'deny' | undefined;
  /** Whether rules let nothing in and close nothing of what comes in: the default alone counts. */
  readonly isShut: boolean;
  /** Whether some interfaces are left out of it. */
  readonly leavesOut: boolean;
  /** Whether rules of the host itself count, besides those of its domain. */
  readonly takesLocal: boolean;
}

const LEFT_OUT = 'it is about interfaces that the profile is disabled on alone';
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
      for (const name of names) this.known.set(name, defaultsOf(fields, node, book));
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
      ...this.rule('permit', ({ isOn, leavesOut }) => isOn && leavesOut, 'interfaces that a profile leaves out', LEFT_OUT),
      ...(direction === 'inbound'
        ? (['deny', 'permit', undefined] as const).flatMap((each) =>
            this.rule(
              each ?? 'unknown',
              ({ isOn, isShut, inbound }) => isOn && isShut && inbound === each,
              'a profile whose default decides all that comes in',
            ),
          )
        : []),
    ];
  }

  /** What becomes of what no rule matches: a rule where profiles differ or nobody knows. */
  after(direction: Direction): Pick<RuleList, 'rules' | 'otherwise' | 'line'> {
    const all = this.inEffect.map((each) => this.known.get(each));
    const kinds = new Set(all.map((each) => each?.[direction]));
    const line = all.find((each) => each)?.line ?? this.line;
    const [otherwise = direction === 'inbound' ? 'deny' : 'permit'] = kinds;
    if (kinds.size === 1 && !kinds.has(undefined)) return { rules: [], otherwise, line };
    const text = kinds.has(undefined)
      ? 'the default of a profile that the file does not hold'
      : 'profiles have different defaults';
    return { rules: [{ action: 'unknown', traffic: ALL, name: undefined, line, text }], otherwise, line };
  }

  /** @param why what the rule hangs on besides the profile */
  private rule(action: RunningAction, is: (defaults: Defaults) => boolean, text: string, why?: string): RunningRule[] {
    const such = ALL_PROFILES.filter((each) => this.known.has(each) && is(this.known.get(each)!));
    const holds = this.holdIn(such);
    if (holds === 'never') return [];
    const line = this.known.get(such[0]!)!.line;
    const reasons = [
      ...(holds === 'perhaps' ? [`it holds in the profile ${such.join(', ')}`] : []),
      ...(why === undefined ? [] : [why]),
    ];
    const perhaps = reasons.length ? { perhaps: reasons.join('; ') } : {};
    return [{ action, traffic: ALL, name: undefined, line, text, ...perhaps }];
  }
}

/** What is known of a profile besides its defaults: logging, notices, and what is of connections that the host began or of IPsec. */
const NO_BEARING = new Set(
  [
    'name profile instanceid caption description elementname settingid priority allowlocalipsecrules allowuserapps allowuserports',
    'allowunicastresponsetomulticast enablestealthmodeforipsec notifyonlisten logfilename logmaxsizekilobytes logallowed logblocked logignored',
    'policystoresource policystoresourcetype pscomputername psshowcomputername runspaceid cimclass ciminstanceproperties cimsystemproperties',
  ].flatMap((words) => words.split(' ')),
);

/** The words of a setting, with what a setting means that leaves it to the computer. */
const SETTINGS = {
  enabled: ['true', 'false', 'notconfigured'],
  defaultinboundaction: ['allow', 'block', 'notconfigured'],
  defaultoutboundaction: ['allow', 'block', 'notconfigured'],
  allowinboundrules: ['true', 'false', 'notconfigured'],
  allowlocalfirewallrules: ['true', 'false', 'notconfigured'],
} as const;

type Setting = keyof typeof SETTINGS;

function defaultsOf(fields: Fields, node: JsonNode, book: LineBook): Defaults {
  const { line, last } = node;
  const word = (key: Setting): string | undefined => fields.word(key, key === 'enabled' ? 'isenabled' : key);
  const isKnown = (key: Setting): boolean => SETTINGS[key].some((each) => each === word(key));
  const missing = (Object.keys(SETTINGS) as Setting[]).filter((key) => !isKnown(key));
  if (missing.length)
    book.unknown(line, `a profile without ${missing.join(', ')}`, 'what the file does not say may be either', last);
  for (const [key, value] of fields.all)
    if (!(key in SETTINGS) && !NO_BEARING.has(key) && key !== 'disabledinterfacealiases' && !saysNothing(value))
      book.unknown(value.line, `profile ${/^[a-z]\w{0,39}$/.test(key) ? key : '…'}`, 'nothing is known of it', value.last);
  const known = <T>(key: Setting, meant: T): T | undefined => (isKnown(key) ? meant : undefined);
  return {
    line,
    isOn: word('enabled') !== 'false',
    inbound: known('defaultinboundaction', word('defaultinboundaction') === 'allow' ? 'permit' : 'deny'),
    outbound: known('defaultoutboundaction', word('defaultoutboundaction') === 'block' ? 'deny' : 'permit'),
    isShut: word('allowinboundrules') === 'false',
    leavesOut: fields.texts('disabledinterfacealiases').some((text) => !/^(?:notconfigured|none)$/i.test(text)),
    takesLocal: word('allowlocalfirewallrules') !== 'false',
  };
}
