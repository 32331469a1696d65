import { note } from '../../model/lists.ts';
import type { Placing } from '../program.ts';
import type { RuleList, RunningDevice, RunningRule } from '../running.ts';
import type { ListChange, NewRule, Step } from './change.ts';

/** A rule that is put before another one, or at the end of a list. */
export interface Addition {
  readonly list: RuleList;
  readonly before: RunningRule | undefined;
  readonly rule: NewRule;
}

/** The devices of a running file, with rules put in and taken away; the devices themselves stay as they are. */
export class Draft {
  private readonly given: readonly RunningDevice[];
  private readonly edited: Map<RuleList, readonly RunningRule[]>;
  private readonly made: Map<RunningRule, NewRule>;
  /** The lists that this draft and those before it show, with those that they were made of. */
  private readonly origins: WeakMap<RuleList, RuleList>;
  /** The devices as they are with all changes. */
  readonly devices: readonly RunningDevice[];

  private constructor(
    given: readonly RunningDevice[],
    edited: Map<RuleList, readonly RunningRule[]>,
    made: Map<RunningRule, NewRule>,
    origins: WeakMap<RuleList, RuleList>,
  ) {
    this.origins = origins;
    this.given = given;
    this.edited = edited;
    this.made = made;
    const shown = new Map<RuleList, RuleList>();
    for (const [list, rules] of edited) {
      const now = { ...list, rules };
      shown.set(list, now);
      this.origins.set(now, list);
    }
    this.devices = given.map((device) => ({
      ...device,
      lists: new Map([...device.lists].map(([name, list]) => [name, shown.get(list) ?? list])),
    }));
  }

  static of(devices: readonly RunningDevice[]): Draft {
    return new Draft(devices, new Map(), new Map(), new WeakMap());
  }

  /** The same with some rules less; what the file has in the same entry as one of them goes with it. */
  without(gone: readonly { readonly list: RuleList; readonly rule: RunningRule }[]): Draft {
    const byList = new Map<RuleList, { list: RuleList; rule: RunningRule }[]>();
    for (const each of gone) note(byList, this.originOf(each.list), each);
    const edited = new Map(this.edited);
    for (const [list, own] of byList) {
      const entries = new Set(own.map(({ rule }) => entryOf(rule)));
      const rules = new Set(own.map(({ rule }) => rule));
      const now = edited.get(list) ?? list.rules;
      edited.set(
        list,
        now.filter((rule) => (this.made.has(rule) ? !rules.has(rule) : !entries.has(entryOf(rule)))),
      );
    }
    return new Draft(this.given, edited, this.made, this.origins);
  }

  /** The same with rules put before others, or at the ends of lists. */
  with(added: readonly Addition[]): Draft {
    const byList = new Map<RuleList, Map<RunningRule | undefined, NewRule[]>>();
    for (const { list, before, rule } of added) {
      const origin = this.originOf(list);
      const own = byList.get(origin) ?? new Map<RunningRule | undefined, NewRule[]>();
      byList.set(origin, own);
      note(own, before, rule);
    }
    const edited = new Map(this.edited);
    const made = new Map(this.made);
    const running = (rules: readonly NewRule[] = []): RunningRule[] =>
      rules.map((rule) => {
        const result = { action: rule.action, traffic: rule.region, name: undefined, line: 0, text: '' };
        made.set(result, rule);
        return result;
      });
    for (const [list, own] of byList) {
      const now = edited.get(list) ?? list.rules;
      edited.set(list, [...now.flatMap((rule) => [...running(own.get(rule)), rule]), ...running(own.get(undefined))]);
    }
    return new Draft(this.given, edited, made, this.origins);
  }

  /** The rules that were put in, with the list in which each stands. */
  added(): Map<RunningRule, RuleList> {
    const result = new Map<RunningRule, RuleList>();
    for (const [list, rules] of this.edited) for (const rule of rules) if (this.made.has(rule)) result.set(rule, list);
    return result;
  }

  /** What the lists of the devices need to become this. @param placings where addresses lie on each device */
  changes(placings: readonly Placing[]): ListChange[] {
    const result: ListChange[] = [];
    for (const [list, now] of this.edited) {
      const steps = this.stepsOf(list, now);
      const n = this.given.findIndex(({ lists }) => lists.get(list.name) === list);
      if (n >= 0 && steps.length) result.push({ device: this.given[n]!, placing: placings[n]!, list, steps });
    }
    return result;
  }

  private stepsOf({ rules }: RuleList, now: readonly RunningRule[]): Step[] {
    const kept = new Set(now);
    const steps: Step[] = [];
    let [at, added]: [number, NewRule[]] = [0, []];
    // New rules stand before the first of those that are taken away in their place, of which the order says nothing.
    const until = (rule: RunningRule | undefined): void => {
      for (; at < rules.length && rules[at] !== rule; at++)
        if (!kept.has(rules[at]!)) {
          steps.push({ at, added, gone: rules[at]! });
          added = [];
        }
      if (added.length) steps.push({ at, added });
      added = [];
      at++;
    };
    for (const rule of now) {
      const own = this.made.get(rule);
      if (own) added.push(own);
      else until(rule);
    }
    until(undefined);
    return steps;
  }

  private originOf(shown: RuleList): RuleList {
    return this.origins.get(shown) ?? shown;
  }
}

/** What tells the entry of a file that a rule stands in: one may be several rules. */
function entryOf({ line, text, name }: RunningRule): string {
  return `${line} ${name ?? ''} ${text}`;
}
