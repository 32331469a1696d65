import { NO_ADDRESSES } from '../../../model/addresses.ts';
import { append } from '../../../model/lists.ts';
import { itemsAt, type JsonNode, noteLines, noteMisread, readJson, textAt } from '../../../running/forms/json.ts';
import { readYaml } from '../../../running/forms/yaml.ts';
import { LineBook, linesOf, shorten } from '../../../running/lines.ts';
import type { RuleList, RunningDevice, RunningPlace, RunningReader, RunningRule } from '../../../running/running.ts';
import { ClusterFile } from './read/cluster.ts';
import { namespaceOf, readPolicy, type Way, type WayRules } from './read/policies.ts';

/** What stands between documents of YAML, which JSON in one file may have between its values as well. */
const SEPARATOR = /^---[ \t]*(?:#.*)?$/gm;

/** What meshes, network plugins and distributions have to decide about connections besides. */
const DECIDING =
  /^(AuthorizationPolicy|PeerAuthentication|RequestAuthentication|Server|ServerAuthorization|EgressFirewall|MeshTrafficPermission|TrafficPermission|TrafficTarget|ServiceIntentions)$/;

/** Namespaces of the cluster itself. */
const OWN_NAMESPACES = new Set(['kube-system', 'kube-public', 'kube-node-lease']);

/**
 * Reads network policies as `kubectl get networkpolicies -A -o yaml` lists them (or as JSON, or as manifests), with the pods and namespaces that are in the
 * file as well. Each namespace is the firewall of its pods: what no policy selects is open, and what some select is closed but for what their rules permit.
 */
export const reader: RunningReader = {
  name: 'kubernetes',
  title: 'Kubernetes NetworkPolicy, kubectl get networkpolicies -A -o yaml',
  recognizes(head) {
    if (/^\s*kind:\s*"?NetworkPolicy(?:List)?\b|"kind"\s*:\s*"NetworkPolicy(?:List)?"/m.test(head)) return 1;
    if (/^\s*(?:- )?"?apiVersion"?\s*:\s*"?networking\.k8s\.io\//m.test(head)) return 0.95;
    return ['apiVersion', 'kind', 'metadata'].every((key) => new RegExp(`^\\s*(?:- )?"?${key}"?\\s*:`, 'm').test(head)) ? 0.6 : 0;
  },
  read(text, file) {
    const lines = linesOf(text);
    const book = new LineBook(lines);
    const whole = lines.join('\n');
    const tree = /^\s*[[{]/.test(whole) ? readJson(whole.replace(SEPARATOR, '')) : readYaml(whole);
    noteLines(tree, lines.length, book);
    const cluster = new ClusterFile(lines.length);
    const policies = tree.roots.flatMap(objectsOf).filter((node) => isPolicy(node, cluster, book));
    const namespaces = new Map<string, Map<Way, WayRules>>();
    for (const name of cluster.namespaces.keys()) if (!OWN_NAMESPACES.has(name)) namespaces.set(name, new Map());
    for (const policy of policies) {
      const own = namespaces.get(namespaceOf(policy)) ?? new Map<Way, WayRules>();
      namespaces.set(namespaceOf(policy), own);
      for (const [way, { permits, denies }] of readPolicy(policy, cluster, book)) {
        const known = own.get(way) ?? { permits: [], denies: [] };
        own.set(way, known);
        append(known.permits, permits);
        append(known.denies, denies);
      }
    }
    if (!policies.length && tree.tooLong === undefined)
      book.unknown(1, 'no network policy', 'the file says nothing of what is closed');
    const named = new Set(
      [...namespaces.values()].flatMap((ways) =>
        [...ways.values()].flatMap(({ permits, denies }) =>
          [...permits, ...denies].flatMap(({ from, to }) => [...(from ?? []), ...(to ?? [])]),
        ),
      ),
    );
    // Where a namespace without pods and without policies lies matters to nobody, unless a rule names it.
    const isIdle = (name: string): boolean =>
      cluster.addressesOf(name)?.isEmpty === true && !namespaces.get(name)?.size && !named.has(name);
    const places = [...cluster.namespaces, ...cluster.mentioned]
      .filter(([name]) => !isIdle(name))
      .map(([name, line]): RunningPlace => ({ name, networks: cluster.addressesOf(name) ?? NO_ADDRESSES, rest: false, line }));
    for (const [name, line] of cluster.components)
      places.push({ name, networks: NO_ADDRESSES, rest: false, line, isComponent: true });
    noteMisread(tree, book);
    const told = book.result();
    const device = (name: string, ways: ReadonlyMap<Way, WayRules>): RunningDevice => ({
      format: 'kubernetes',
      file,
      name: shorten(name),
      places,
      lists: new Map(
        (['ingress', 'egress'] as const).map((way) => [way, listOf(way, ways.get(way), cluster.namespaces.get(name) ?? 1)]),
      ),
      stages: ['ingress'],
      ...(ways.has('egress') && { outbound: ['egress'] }),
      replies: 'tracked',
      host: cluster.addressesOf(name) ?? NO_ADDRESSES,
      families: [4, 6],
      ...told,
    });
    if (cluster.hasPods)
      for (const name of [...namespaces.keys()]) if (namespaces.size > 1 && isIdle(name)) namespaces.delete(name);
    if (!namespaces.size) namespaces.set('default', new Map());
    return [...namespaces].map(([name, ways]) => device(name, ways));
  },
};

/** The objects of a document: those of a list, or one alone. */
function objectsOf(root: JsonNode): readonly JsonNode[] {
  if (root.kind === 'list') return root.items;
  return root.members.has('items') && /List$/.test(textAt(root, 'kind') ?? 'List') ? itemsAt(root, 'items') : [root];
}

/** Takes up namespaces and pods, and says whether an object is a policy that is read here. */
function isPolicy(node: JsonNode, cluster: ClusterFile, book: LineBook): boolean {
  const [kind = '', version = ''] = [textAt(node, 'kind'), textAt(node, 'apiVersion')];
  if (kind === 'Namespace') cluster.addNamespace(node);
  else if (kind === 'Pod') cluster.addPod(node);
  if (kind !== 'NetworkPolicy' || !/^(?:networking\.k8s\.io|extensions)\//.test(version)) {
    if (DECIDING.test(kind) || (/Policy$/.test(kind) && /network|cilium|calico|tier|antrea/i.test(`${kind} ${version}`)))
      book.unknown(
        node.line,
        shorten(`${kind} of another kind`),
        'it may permit and deny beside the network policies',
        node.last,
      );
    else if (!kind && node.kind === 'object' && node.members.size)
      book.unknown(node.line, 'an object without a kind', 'nothing is known of it', node.last);
    return false;
  }
  cluster.name(namespaceOf(node), node.line);
  return true;
}

function keyOf({ traffic, from, to, perhaps = '' }: RunningRule): string {
  const ends = traffic.flatMap(({ sources, destinations }) => [sources.key, destinations.key]);
  return [...ends, [...(from ?? [])].join(), [...(to ?? [])].join(), perhaps].join(' ');
}

function listOf(name: Way, rules: WayRules | undefined, line: number): RuleList {
  const { permits, denies: all } = rules ?? { permits: [], denies: [] };
  // What several policies close is closed once.
  const denies = [...new Map(all.map((rule) => [keyOf(rule), rule])).values()];
  return { name, rules: [...permits, ...denies], otherwise: 'permit', line };
}
