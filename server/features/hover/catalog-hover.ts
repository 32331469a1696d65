import { documentationUrl } from '../../../language/checking/check.ts';
import type * as ast from '../../../language/generated/ast.ts';
import type { AdviceKind } from '../../../language/model/catalog-words.ts';
import { escapeMarkdown } from './flow-text.ts';

/** What is found by each kind of advice, and by which check. Markdown. */
const ADVICE: Readonly<Record<AdviceKind, readonly [says: string, check: string]>> = {
  internal: ['These ports are used within a machine alone: a rule that opens one is reported.', 'internal-port'],
  closed: ['These ports should stay closed: a rule that opens one is reported.', 'closed-port'],
  'fixed-port': ['Ports of these roles stay where they are: a component that moves one is reported.', 'fixed-port'],
  'no-nat': ['The product does not support address translation: its traffic that crosses one is reported.', 'nat-unsupported'],
  'encrypt-between-sites': [
    'Where traffic leaves a site unencrypted, a VPN should carry it: that no line of the plan says one is reported.',
    'cleartext-over-wan',
  ],
  'own-segment': ['These roles belong in a zone of their own: others beside them are reported.', 'mixed-zone'],
  'no-wide-rules': ['Rules about these roles should name their ports: it is cited where one opens every service.', 'any-service'],
  'provider-deployment': [
    "These roles are a provider's: one that stands in no deployment is reported where a plan has tenants as well.",
    'missing-deployment',
  ],
  'tenant-deployment': [
    "These roles are a tenant's: one that stands in no deployment is reported where a plan has their provider, or several tenants.",
    'missing-deployment',
  ],
  'joint-deployment': [
    'These roles join a tenant with its provider: one that stands in no deployment is reported where a plan has both.',
    'missing-deployment',
  ],
};

/** What checks make of a piece of advice by its kind. Markdown. */
export function adviceKindHover(kind: string): string {
  if (!Object.hasOwn(ADVICE, kind))
    return `**${escapeMarkdown(kind)}** · No check goes by this kind: the advice is shown with the roles that it is for.`;
  const [says, check] = ADVICE[kind as AdviceKind];
  return `**${kind}** · ${says}\n\n[${check}](${documentationUrl(check)})`;
}

/** What a row of a size table says. Markdown; nothing for one that breaks off. */
export function sizingRowHover({ limit, needs, $container: sizing }: ast.SizingRow): string {
  const texts = needs.flatMap(({ property, amount }) => (amount === undefined ? [] : `${property.$refText} ${amount}`));
  if (limit === undefined || !texts.length || !sizing.measure || !sizing.role) return '';
  const [measure, role] = [sizing.measure.$refText, sizing.role.$refText].map(escapeMarkdown);
  return `**up to ${limit} ${measure}** · ${role} needs ${texts.map(escapeMarkdown).join(', ')}\n\nA component that has less is reported, by the first row that holds its ${measure}: [undersized-component](${documentationUrl('undersized-component')})`;
}
