import { speaksOfNames } from '../analysis/host-names.ts';
import { type Box, overlap, type Region, subtract } from '../analysis/region.ts';
import { append } from '../model/lists.ts';
import type { NamePlaces } from '../model/name-places.ts';
import { compile, type Entry, type Placing, type ProgramList } from './program.ts';
import type { RuleList, RunningDevice } from './running.ts';
import { type Decision, LOOKED, Walk } from './walk.ts';

/**
 * What becomes of some traffic. What is in `permits` alone passes for certain, what is in `denies` alone is closed for certain, and what is in both may be
 * either.
 */
export interface Judgment {
  readonly permits: readonly Decision[];
  readonly denies: readonly Decision[];
  /** Whether anything is in both. */
  readonly isOpen: boolean;
}

/** So many rules are held against one question before the answer is "nobody knows"; those that match count for more, and lists that are called. */
const MOST_STEPS = 1_000_000;

/** So many steps are taken for all questions about one device, and those that are asked for each of its rules among them: more take minutes. */
const MOST_STEPS_IN_ALL = 50_000_000;

/**
 * What a device makes of traffic, exactly: by the first rule that matches, through the lists that rules call, and through all stages. Rules that may or may
 * not match are taken both ways. A list that is called from several places counts each time by itself.
 */
export class Evaluator {
  readonly device: RunningDevice;
  readonly lists: ReadonlyMap<string, ProgramList>;
  private readonly placing: Placing;
  private readonly names: NamePlaces | undefined;
  /** The steps that are left for what is still to be asked. */
  private room: number;

  /**
   * @param placing where which addresses lie on the device
   * @param names where host names may be; without it a name is nothing but what it is called
   * @param room how many steps all questions may take together
   */
  constructor(device: RunningDevice, placing: Placing, names?: NamePlaces, room = MOST_STEPS_IN_ALL) {
    this.device = device;
    this.lists = compile(device, placing, names);
    this.placing = placing;
    this.names = names;
    this.room = room;
  }

  /** The same device with other lists. @param room how many steps all questions may take, of those that are left */
  ofLists(lists: ReadonlyMap<string, RuleList>, room: number): Evaluator {
    return new Evaluator({ ...this.device, lists }, this.placing, this.names, Math.min(this.room, room));
  }

  /** The same device where whatever may lie at places of which nothing is known is not certain to lie elsewhere; none where there is no such place. */
  astray(): Evaluator | undefined {
    const { strays } = this.placing;
    if (!strays) return undefined;
    const placing = { ...this.placing, strays: { ...strays, doubtful: strays.possible } };
    return new Evaluator(this.device, placing, this.names, this.room);
  }

  /** Takes steps for a question that is asked of a rule. @returns whether there were that many left */
  takes(steps: number): boolean {
    this.room -= steps;
    return this.room >= 0;
  }

  /** @param stages the lists to get through; those of the device unless it says otherwise */
  judge(region: Region, stages: readonly string[] = this.device.stages): Judgment {
    const walk = new Walk(this.lists, this.names, Math.min(this.room, MOST_STEPS));
    const denies: Decision[] = [];
    let isOpen = false;
    let passing: Decision[] | undefined;
    const pass = (list: ProgramList, asked: Region, before?: readonly Decision[]): Decision[] => {
      const found = walk.through(list, asked);
      append(denies, found.denies);
      isOpen ||= found.isOpen;
      return before ? found.permits.map((permit) => ({ ...permit, before })) : found.permits;
    };
    for (const name of stages) {
      const list = this.lists.get(name);
      if (!list) continue;
      if (!passing) {
        passing = pass(list, region);
        continue;
      }
      const next: Decision[] = [];
      for (const each of passing) append(next, pass(list, [each.box], [...(each.before ?? []), each]));
      passing = next;
    }
    passing ??= region.map((box) => ({ box, list: NO_LIST, rule: undefined }));
    this.room -= walk.steps;
    return { permits: passing, denies, isOpen };
  }

  /**
   * What rules before one of the entries of a list decide of some traffic, which then goes to this entry.
   * @param box traffic of the entry
   * @returns nothing where it takes more to say what becomes of it
   */
  before(entry: Entry, { name }: RuleList, box: Box, stages: readonly string[]): readonly Entry[] | undefined {
    const list = this.lists.get(name);
    if (!list || entry.rule.action !== 'permit' || entry.perhaps !== undefined) return undefined;
    if (stages.some((stage) => stage !== name && this.lists.has(stage))) return undefined;
    if (!stages.includes(name) || (this.names && speaksOfNames(box))) return undefined;
    const isPlain = ({ named, perhaps, rule: { action } }: Entry): boolean =>
      !(named && this.names) && perhaps === undefined && (action === 'permit' || action === 'deny');
    const former: Entry[] = [];
    const before = list.looked;
    const near = this.room > 0 ? list.near(box) : [];
    if (!this.takes(near.length + Math.floor((list.looked - before) / LOOKED))) return undefined;
    for (const each of near) {
      if (each.position >= entry.position) break;
      if (!each.named && !overlap(each, box)) continue;
      if (!isPlain(each)) return undefined;
      former.push(each);
    }
    return former;
  }

  /** What of a region is permitted for certain. */
  certainlyPermits(region: Region, stages?: readonly string[]): Region {
    const { permits, denies, isOpen } = this.judge(region, stages);
    const boxes = permits.map(({ box }) => box);
    return isOpen
      ? subtract(
          boxes,
          denies.map(({ box }) => box),
        )
      : boxes;
  }

  /** What of a region is permitted for certain, or may be. */
  perhapsPermits(region: Region, stages?: readonly string[]): Region {
    return this.judge(region, stages).permits.map(({ box }) => box);
  }
}

/** What decides where a device has no list at all: everything passes. */
export const NO_LIST: RuleList = { name: 'no list', rules: [], otherwise: 'permit', line: 1 };
