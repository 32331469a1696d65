import { Document, isMap, isSeq, type Node } from 'yaml';
import { ruleText } from '../../rule-text.ts';
import { oneLine } from '../../text.ts';
import type { Policy, PolicyRule } from './policies.ts';

/** How long a comment may get, in bytes. */
const COMMENT_BYTES = 1000;

const HEAD = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' };

/** Kubernetes reads YAML 1.1, where a bare `on` is a boolean. */
const OPTIONS = { schema: 'yaml-1.1', aliasDuplicateObjects: false } as const;

function ruleValue({ peers, ports }: PolicyRule, peersKey: 'from' | 'to'): Record<string, unknown> {
  return { ...(peers ? { [peersKey]: peers } : {}), ...(ports ? { ports } : {}) };
}

function manifest(policy: Policy, plan: string): Document {
  const document = new Document(
    {
      ...HEAD,
      metadata: {
        name: policy.name,
        namespace: policy.namespace,
        labels: { 'app.kubernetes.io/managed-by': 'segplan', 'segplan/plan': plan },
      },
      spec: {
        podSelector: policy.selector,
        policyTypes: [...directionsOf(policy)],
        ...(policy.ingress.length ? { ingress: policy.ingress.map((r) => ruleValue(r, 'from')) } : {}),
        ...(policy.egress.length ? { egress: policy.egress.map((r) => ruleValue(r, 'to')) } : {}),
      },
    },
    OPTIONS,
  );
  for (const direction of ['ingress', 'egress'] as const) {
    const rules = document.getIn(['spec', direction]);
    if (isSeq(rules)) for (const [n, rule] of rules.items.entries()) comment(rule as Node, policy[direction][n]!);
  }
  return document;
}

/** A policy for all pods of a namespace denies what none allows; any other only adds to it. */
function* directionsOf(policy: Policy): Iterable<string> {
  if (policy.ingress.length) yield 'Ingress';
  if (policy.egress.length) yield 'Egress';
}

function comment(node: Node, { entry }: PolicyRule): void {
  const text = entry ? ruleText(entry, COMMENT_BYTES) : 'Inside of the namespace everything stays allowed.';
  if (isMap(node)) node.commentBefore = ` ${oneLine(text)}`;
}

/** What kubectl needs to know of a policy to delete it. */
function mention({ name, namespace, ingress, egress }: Policy): Document {
  const entries = [...new Set([...ingress, ...egress].flatMap((r) => r.entry?.id ?? []))];
  const document = new Document({ ...HEAD, metadata: { name, namespace } }, OPTIONS);
  document.commentBefore = ` ${oneLine(entries.join(', '))}`;
  return document;
}

function joined(header: readonly string[], documents: readonly Document[]): string {
  const top = header.map((line) => `# ${oneLine(line)}`).join('\n');
  const texts = documents.map((document) => document.toString({ lineWidth: 0 }).trimEnd());
  return `${[top, ...texts].join('\n---\n')}\n`;
}

/** @param header lines of the comment at the beginning */
export function manifests(header: readonly string[], policies: readonly Policy[], plan: string): string {
  return joined(
    header,
    policies.map((policy) => manifest(policy, plan)),
  );
}

/** The policies as far as `kubectl delete` needs them. */
export function mentions(header: readonly string[], policies: readonly Policy[]): string {
  return joined(header, policies.map(mention));
}
