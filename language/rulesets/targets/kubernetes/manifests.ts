import { ruleText } from '../../rule-text.ts';
import { oneLine } from '../../text.ts';
import { Commented, commentLine, type YamlMap, type YamlValue, YamlWriter } from '../../yaml-text.ts';
import type { Policy, PolicyRule } from './policies.ts';

/** How long a comment may get, in bytes. */
const COMMENT_BYTES = 1000;

const HEAD = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' };

function ruleValue(rule: PolicyRule, peersKey: 'from' | 'to', texts: RuleTexts): YamlValue {
  const { peers, ports } = rule;
  const value = { ...(peers ? { [peersKey]: peers } : {}), ...(ports ? { ports } : {}) };
  return new Commented(texts.of(rule), value as YamlMap);
}

/** What is said of a rule, which may stand in many policies. */
class RuleTexts {
  private readonly known = new Map<PolicyRule['entry'], string>();

  of({ entry }: PolicyRule): string {
    let text = this.known.get(entry);
    if (text === undefined) {
      text = oneLine(entry ? ruleText(entry, COMMENT_BYTES) : 'Inside of the namespace everything stays allowed.');
      this.known.set(entry, text);
    }
    return text;
  }
}

function manifest(policy: Policy, plan: string, texts: RuleTexts): YamlMap {
  return {
    ...HEAD,
    metadata: {
      name: policy.name,
      namespace: policy.namespace,
      labels: { 'app.kubernetes.io/managed-by': 'segplan', 'segplan/plan': plan },
    },
    spec: {
      podSelector: policy.selector as YamlMap,
      policyTypes: [...directionsOf(policy)],
      ...(policy.ingress.length ? { ingress: policy.ingress.map((r) => ruleValue(r, 'from', texts)) } : {}),
      ...(policy.egress.length ? { egress: policy.egress.map((r) => ruleValue(r, 'to', texts)) } : {}),
    },
  };
}

/** A policy for all pods of a namespace denies what none allows; any other only adds to it. */
function* directionsOf(policy: Policy): Iterable<string> {
  if (policy.ingress.length) yield 'Ingress';
  if (policy.egress.length) yield 'Egress';
}

/** What kubectl needs to know of a policy to delete it. */
function mention({ name, namespace, ingress, egress }: Policy, writer: YamlWriter): string {
  const entries = [...new Set([...ingress, ...egress].flatMap((r) => r.entry?.id ?? []))];
  return `${commentLine(oneLine(entries.join(', ')))}\n\n${writer.text({ ...HEAD, metadata: { name, namespace } })}`;
}

function joined(header: readonly string[], texts: readonly string[]): string {
  const top = header.map((line) => `# ${oneLine(line)}`).join('\n');
  return `${[top, ...texts].join('\n---\n')}\n`;
}

/** @param header lines of the comment at the beginning */
export function manifests(header: readonly string[], policies: readonly Policy[], plan: string): string {
  const [writer, texts] = [new YamlWriter(), new RuleTexts()];
  return joined(
    header,
    policies.map((policy) => writer.text(manifest(policy, plan, texts))),
  );
}

/** The policies as far as `kubectl delete` needs them. */
export function mentions(header: readonly string[], policies: readonly Policy[]): string {
  const writer = new YamlWriter();
  return joined(
    header,
    policies.map((policy) => mention(policy, writer)),
  );
}
