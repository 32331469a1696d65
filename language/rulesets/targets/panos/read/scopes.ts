import type { LineBook } from '../../../../running/lines.ts';
import { below, type ConfigNode, nodeAt, noteAll, noteUnknown, valueAt } from '../../../../running/tree.ts';
import { noteGateway, noteScope } from './lines.ts';
import { noteDevice } from './settings.ts';
import { type Beyond, beyondOf } from './zones.ts';

/** One firewall, as far as a file says: what its rules may name, and the rules, in the order in which they are tried. */
export interface Firewall {
  readonly name: string | undefined;
  /** The scopes that its names are looked up in, the nearest first. */
  readonly scopes: readonly ConfigNode[];
  /** Where its rules stand, each with the scopes that its names are looked up in. */
  readonly rulebases: readonly { readonly rulebase: ConfigNode; readonly scopes: readonly ConfigNode[] }[];
  readonly nat: readonly ConfigNode[];
  readonly zones: readonly ConfigNode[];
  readonly network: readonly ConfigNode[];
  readonly beyond: Beyond;
}

const WRAPPERS = /^(config|response|result|file)$/;

/** The parts of a file that hold what belongs to a firewall as a whole. */
function framesOf(root: ConfigNode, book: LineBook): ConfigNode[] {
  const frames: ConfigNode[] = [];
  const open = [root];
  for (let next = open.shift(); next && frames.length < 1000; next = open.shift()) {
    frames.push(next);
    for (const child of next.children.values()) {
      const inner = WRAPPERS.test(child.word) ? [child] : child.word === 'devices' ? [...child.children.values()] : [];
      if (!inner.length) continue;
      for (const node of new Set([child, ...inner])) for (const line of node.lines) book.withoutBearing(line);
      for (const node of inner) open.push(node);
    }
  }
  return frames;
}

/** Finds the firewalls of a file, and notes all of its lines. */
export function firewallsOf(root: ConfigNode, book: LineBook): Firewall[] {
  const frames = framesOf(root, book);
  const all = (word: string): ConfigNode[] => frames.flatMap((frame) => below(frame, word));
  const at = (word: string): ConfigNode[] => frames.flatMap((frame) => nodeAt(frame, word) ?? []);
  const shared = at('shared');
  const pushed = frames.flatMap((frame) => nodeAt(frame, 'policy', 'panorama') ?? []);
  const groups = all('device-group');
  const templates = all('template').flatMap((template) => below(template, 'config', 'devices'));
  const shareds = [...shared, ...all('template').flatMap((template) => nodeAt(template, 'config', 'shared') ?? [])];
  const network = [...at('network'), ...templates.flatMap((each) => nodeAt(each, 'network') ?? [])];
  const systems = [...all('vsys'), ...templates.flatMap((each) => below(each, 'vsys'))];
  noteFrames(frames, book);
  for (const scope of [...shareds, ...pushed, ...groups, ...systems]) noteScope(scope, book);

  const beyond = beyondOf(network, systems);
  for (const gateway of network.flatMap((each) => below(each, 'shared-gateway'))) noteGateway(gateway, book);

  const hostname = frames.map((frame) => valueAt(frame, 'deviceconfig', 'system', 'hostname')).find((name) => name !== undefined);
  const outer = [...pushed, ...shared];
  const own = [...frames.filter((frame) => nodeAt(frame, 'rulebase') ?? nodeAt(frame, 'zone')), ...all('vsys')];
  const firewalls = own.map((scope): Firewall => {
    const scopes = [scope, ...outer];
    const rules = (word: string, holders: readonly ConfigNode[]) =>
      holders.flatMap((holder) => {
        const rulebase = nodeAt(holder, word);
        const at = scopes.indexOf(holder);
        return rulebase ? [{ rulebase, scopes: at < 0 ? [holder, ...outer] : scopes.slice(at) }] : [];
      });
    const rulebases = [
      ...rules('pre-rulebase', [...shared, ...pushed, ...frames]),
      ...rules('rulebase', [scope]),
      ...rules('post-rulebase', [...frames, ...pushed, ...shared]),
    ];
    const isAlone = own.length === 1 || frames.includes(scope);
    return {
      name: isAlone ? hostname : [hostname, scope.word].filter(Boolean).join('/'),
      scopes,
      rulebases,
      nat: rulebases.map(({ rulebase }) => rulebase),
      zones: [
        ...below(scope, 'zone'),
        ...(isAlone ? templates.flatMap((each) => below(each, 'vsys').flatMap((v) => below(v, 'zone'))) : []),
      ],
      network,
      beyond,
    };
  });
  const parents = new Map(
    frames
      .flatMap((frame) => [
        ...below(frame, 'device-group').map((group) => [group.word, valueAt(group, 'parent-dg')] as const),
        ...below(frame, 'readonly', 'devices').flatMap((each) =>
          below(each, 'device-group').map((group) => [group.word, valueAt(group, 'parent-dg')] as const),
        ),
      ])
      .filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
  const byName = new Map(groups.map((group) => [group.word, group]));
  const zones = templates.flatMap((each) => below(each, 'vsys').flatMap((system) => below(system, 'zone')));
  for (const group of groups) {
    const chain = chainOf(group, parents, byName);
    const scopes = [...chain, ...shared];
    const pre = [...scopes].reverse().flatMap((holder) => placed(holder, 'pre-rulebase', scopes));
    const post = scopes.flatMap((holder) => placed(holder, 'post-rulebase', scopes));
    if (!pre.length && !post.length) continue;
    book.unknown(
      group.line,
      'device-group',
      'rules of the firewall itself stand between those before and those behind, and are not in the file',
    );
    firewalls.push({
      name: group.word,
      scopes,
      rulebases: [...pre, ...post],
      nat: [...pre, ...post].map((r) => r.rulebase),
      zones,
      network,
      beyond,
    });
  }
  if (firewalls.length) return firewalls;
  return [{ name: hostname, scopes: outer, rulebases: [], nat: [], zones, network, beyond }];
}

function placed(holder: ConfigNode, word: string, scopes: readonly ConfigNode[]) {
  const rulebase = nodeAt(holder, word);
  return rulebase ? [{ rulebase, scopes: scopes.slice(scopes.indexOf(holder)) }] : [];
}

/** Deeper than this no groups lie in each other. */
const MOST_PARENTS = 8;

function chainOf(group: ConfigNode, parents: ReadonlyMap<string, string>, byName: ReadonlyMap<string, ConfigNode>): ConfigNode[] {
  const chain: ConfigNode[] = [];
  for (
    let next: ConfigNode | undefined = group;
    next && chain.length < MOST_PARENTS;
    next = byName.get(parents.get(next.word) ?? '')
  )
    if (chain.includes(next)) break;
    else chain.push(next);
  return chain;
}

function noteFrames(frames: readonly ConfigNode[], book: LineBook): void {
  const taken = new Set(['vsys', 'shared', 'device-group', 'policy', 'template', 'devices', 'panorama']);
  for (const frame of frames) {
    for (const line of frame.lines) book.withoutBearing(line);
    const rest = new Map([...frame.children].filter(([word]) => !taken.has(word) && !WRAPPERS.test(word)));
    // What Panorama has for itself, as its own logs and certificates, is a scope as any other.
    const own = frame.children.get('panorama');
    if (own) noteScope(own, book);
    noteScope({ ...frame, children: rest }, book);
    noteDevice(frame, book);
    for (const word of taken) {
      const node = frame.children.get(word);
      if (!node) continue;
      for (const line of node.lines) book.withoutBearing(line);
      if (word === 'template') noteTemplates(node, book);
      if (word !== 'policy') continue;
      for (const child of node.children.values())
        if (child.word === 'panorama') for (const line of child.lines) book.withoutBearing(line);
        else noteUnknown(child, book, 'policy', 'nothing is known of it');
    }
  }
}

function noteTemplates(templates: ConfigNode, book: LineBook): void {
  for (const template of templates.children.values()) {
    noteAll(template, book, 'withoutBearing');
    for (const device of below(template, 'config', 'devices')) {
      noteDevice(device, book);
      for (const part of below(device))
        if (part.word === 'network') noteScope({ ...device, children: new Map([['network', part]]) }, book);
    }
  }
}
