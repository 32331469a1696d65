import type { AddressSet } from '../../../../model/addresses.ts';
import { IntervalSet } from '../../../../model/interval-set.ts';
import { note } from '../../../../model/lists.ts';
import type { Transport } from '../../../../model/services.ts';
import { itemsAt, type JsonNode, textAt } from '../../../../running/forms/json.ts';
import { readAddresses } from '../../../../running/parts.ts';
import { COMPONENT_LABEL, NAMESPACE_LABEL } from '../pods.ts';

type Labels = ReadonlyMap<string, string>;

interface Pod {
  readonly labels: Labels;
  readonly addresses: AddressSet;
  /** Nothing where the file doesn't say its containers. */
  readonly ports: readonly NamedPort[] | undefined;
}

/** A port of a container that has a name, by which policies may say it. */
export interface NamedPort {
  readonly name: string;
  readonly transport: Transport;
  readonly number: number;
}

/** The namespaces and pods that a file holds beside its policies: who is selected by labels. */
export class ClusterFile {
  /** The namespaces that the file speaks of, each with its first line. */
  readonly namespaces = new Map<string, number>();
  /** Those that rules name besides, which are places all the same. */
  readonly mentioned = new Map<string, number>();
  /** The components that rules name by the label that rule sets of plans give them: `zone.component`. */
  readonly components = new Map<string, number>();
  /** Labels of the namespaces that the file holds as objects. */
  private readonly labeled = new Map<string, Labels>();
  private readonly pods = new Map<string, Pod[]>();
  private readonly known = new Map<string, AddressSet>();
  private readonly chosen = new Map<string, { sure: string[]; maybe: boolean }>();
  /** Whether the file has pods at all. */
  hasPods = false;
  private byLabel: Map<string, Pod[]> | undefined;
  /** So many pods and namespaces are asked about their labels, for selectors that ask for none in particular. */
  private room: number;

  /** @param lines how many lines the file has */
  constructor(lines: number) {
    this.room = 5000 + 16 * lines;
  }

  addNamespace(node: JsonNode): void {
    const name = textAt(node, 'metadata', 'name');
    if (name === undefined) return;
    this.name(name, node.line);
    this.labeled.set(name, new Map([...labelsOf(node.members.get('metadata')), [NAMESPACE_LABEL, name]]));
  }

  addPod(node: JsonNode): void {
    this.hasPods = true;
    const [metadata, status] = [node.members.get('metadata'), node.members.get('status')];
    const namespace = textAt(metadata, 'namespace') ?? 'default';
    // What is in the network of its node has its address, and no policy of its own.
    if (textAt(node, 'spec', 'hostNetwork') === 'true' || /^(?:Succeeded|Failed)$/.test(textAt(status, 'phase') ?? '')) return;
    const texts = [textAt(status, 'podIP'), ...itemsAt(status, 'podIPs').map((each) => textAt(each, 'ip'))];
    const addresses = IntervalSet.unionAll(texts.flatMap((text) => (text === undefined ? [] : (readAddresses(text) ?? []))));
    note(this.pods, namespace, { labels: labelsOf(metadata), addresses, ports: portsOf(node.members.get('spec')) });
  }

  name(namespace: string, line: number): void {
    if (!this.namespaces.has(namespace)) this.namespaces.set(namespace, line);
  }

  /** The addresses of the pods of a namespace, or of those that a selector of pods selects; nothing where that takes too long to find out. */
  addressesOf(namespace: string, selector?: JsonNode): AddressSet | undefined {
    const key = `${namespace} ${selector ? keyOf(selector) : ''}`;
    const known = this.known.get(key);
    if (known) return known;
    const pods = this.candidates(namespace, selector);
    this.room -= pods.length;
    if (this.room < 0) return undefined;
    const found = IntervalSet.unionAll(
      pods.flatMap(({ labels, addresses }) => (!selector || selects(selector, labels) ? [addresses] : [])),
    );
    this.known.set(key, found);
    return found;
  }

  /**
   * Which number a port of some name has at the pods of namespaces that a selector selects: the addresses of those that have it, by the number. None of the others has a port of
   * that name; nothing where the file has no pods, or it takes too long to find out.
   */
  numbersOf(
    namespaces: readonly string[],
    selector: JsonNode | undefined,
    { name, transport }: Pick<NamedPort, 'name' | 'transport'>,
  ): ReadonlyMap<number, AddressSet> | undefined {
    if (!this.hasPods) return undefined;
    const found = new Map<number, AddressSet[]>();
    for (const namespace of namespaces) {
      const pods = this.candidates(namespace, selector);
      this.room -= pods.length;
      if (this.room < 0) return undefined;
      for (const { labels, addresses, ports } of pods) {
        if (selector && !selects(selector, labels)) continue;
        if (!ports) return undefined;
        const own = ports.find((port) => port.name === name && port.transport === transport);
        if (own) note(found, own.number, addresses);
      }
    }
    return new Map([...found].map(([number, sets]) => [number, IntervalSet.unionAll(sets)]));
  }

  /** The pods that a selector may select: those with one of the labels that it asks for, where it asks for one. */
  private candidates(namespace: string, selector: JsonNode | undefined): readonly Pod[] {
    const byLabel = this.labels();
    const label = [...(selector?.members.get('matchLabels')?.members ?? [])][0];
    if (label) return byLabel.get(`${namespace} ${label[0]} ${label[1].text}`) ?? [];
    const among = (selector?.members.get('matchExpressions')?.items ?? []).find((each) => textAt(each, 'operator') === 'In');
    if (!among) return this.pods.get(namespace) ?? [];
    const key = textAt(among, 'key') ?? '';
    const values = new Set(itemsAt(among, 'values').map(({ text }) => text));
    return [...values].flatMap((value) => byLabel.get(`${namespace} ${key} ${value}`) ?? []);
  }

  private labels(): ReadonlyMap<string, readonly Pod[]> {
    if (this.byLabel) return this.byLabel;
    const found = new Map<string, Pod[]>();
    for (const [namespace, pods] of this.pods)
      for (const pod of pods) for (const [key, value] of pod.labels) note(found, `${namespace} ${key} ${value}`, pod);
    this.byLabel = found;
    return found;
  }

  /** The places of components, where a selector asks for nothing but the label of components. */
  componentsOf(namespaces: readonly string[], selector: JsonNode): ReadonlySet<string> | undefined {
    const labels = valuesOf(selector, COMPONENT_LABEL);
    if (!labels) return undefined;
    const names = namespaces.flatMap((namespace) => labels.map((label) => `${namespace}.${label}`));
    for (const name of names) if (!this.components.has(name)) this.components.set(name, selector.line);
    return new Set(names);
  }

  /** The namespaces that a selector selects; `maybe` where it may select others that the file doesn't tell of. */
  namespacesOf(selector: JsonNode): { readonly sure: readonly string[]; readonly maybe: boolean } {
    const key = keyOf(selector);
    let found = this.chosen.get(key);
    if (!found) {
      found = this.choose(selector);
      this.chosen.set(key, found);
      for (const name of found.sure) if (!this.namespaces.has(name)) this.mentioned.set(name, selector.line);
    }
    return found;
  }

  private choose(selector: JsonNode): { sure: string[]; maybe: boolean } {
    // The API gives each namespace a label with its name.
    const names = valuesOf(selector, NAMESPACE_LABEL);
    if (names) return { sure: names, maybe: false };
    this.room -= this.labeled.size;
    if (this.room < 0) return { sure: [], maybe: true };
    const all = isEverything(selector)
      ? [...this.namespaces.keys()]
      : [...this.labeled].flatMap(([name, labels]) => (selects(selector, labels) ? [name] : []));
    return { sure: all, maybe: !this.labeled.size };
  }
}

/** The values that a selector asks a label to have, where it asks for nothing else. */
function valuesOf({ members }: JsonNode, key: string): string[] | undefined {
  const labels = members.get('matchLabels')?.members ?? new Map<string, JsonNode>();
  const expressions = members.get('matchExpressions')?.items ?? [];
  if (labels.size + expressions.length !== 1) return undefined;
  const value = labels.get(key);
  if (value) return [value.text];
  const [only] = expressions;
  if (!only || textAt(only, 'key') !== key || textAt(only, 'operator') !== 'In') return undefined;
  return itemsAt(only, 'values').map(({ text }) => text);
}

/** The ports of the containers of a pod that have names. A sidecar is an initial container that goes on running. */
function portsOf(spec: JsonNode | undefined): NamedPort[] | undefined {
  if (!spec?.members.has('containers')) return undefined;
  const sidecars = itemsAt(spec, 'initContainers').filter((each) => textAt(each, 'restartPolicy') === 'Always');
  return [...itemsAt(spec, 'containers'), ...sidecars].flatMap((container) =>
    itemsAt(container, 'ports').flatMap((port): NamedPort[] => {
      const [name, number] = [textAt(port, 'name'), Number(textAt(port, 'containerPort'))];
      const protocol = (textAt(port, 'protocol') ?? 'TCP').toLowerCase();
      if (name === undefined || !Number.isInteger(number) || number < 1 || number > 65_535) return [];
      return protocol === 'tcp' || protocol === 'udp' ? [{ name, transport: protocol, number }] : [];
    }),
  );
}

/** Whether a selector of labels selects all: one that says nothing, and not one with words that nobody knows here. */
export function isEverything(selector: JsonNode | undefined): boolean {
  if (!selector) return true;
  return isUnderstood(selector) && [...selector.members.values()].every(({ members, items }) => !members.size && !items.length);
}

function labelsOf(metadata: JsonNode | undefined): Labels {
  return new Map([...(metadata?.members.get('labels')?.members ?? [])].map(([key, { text }]) => [key, text]));
}

/** Whether a selector selects what has some labels. */
function selects({ members }: JsonNode, labels: Labels): boolean {
  for (const [key, { text }] of members.get('matchLabels')?.members ?? []) if (labels.get(key) !== text) return false;
  for (const expression of members.get('matchExpressions')?.items ?? []) {
    const key = textAt(expression, 'key') ?? '';
    const own = labels.get(key);
    const isAmong = own !== undefined && itemsAt(expression, 'values').some(({ text }) => text === own);
    const operator = textAt(expression, 'operator');
    const holds =
      operator === 'In'
        ? isAmong
        : operator === 'NotIn'
          ? !isAmong
          : operator === 'Exists'
            ? own !== undefined
            : operator === 'DoesNotExist' && own === undefined;
    if (!holds) return false;
  }
  return true;
}

/** A selector as a text, by which it is known again. */
function keyOf(selector: JsonNode): string {
  const { members } = selector;
  const labels = [...(members.get('matchLabels')?.members ?? [])].map(([key, { text }]) => [key, text]);
  const expressions = (members.get('matchExpressions')?.items ?? []).map((each) => [
    textAt(each, 'key'),
    textAt(each, 'operator'),
    itemsAt(each, 'values').map(({ text }) => text),
  ]);
  return JSON.stringify([labels, expressions]);
}

/** Whether a selector holds nothing but what is read here. */
export function isUnderstood(selector: JsonNode | undefined): boolean {
  if (!selector) return true;
  const operators = ['In', 'NotIn', 'Exists', 'DoesNotExist'];
  return (
    [...selector.members.keys()].every((key) => key === 'matchLabels' || key === 'matchExpressions') &&
    (selector.members.get('matchExpressions')?.items ?? []).every((each) => operators.includes(textAt(each, 'operator') ?? ''))
  );
}
