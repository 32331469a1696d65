import type { CompletionItem } from 'vscode-languageserver';
import type { Analysis } from '../../../language/analysis/analyze.ts';
import { checks } from '../../../language/generated/checks.ts';
import { componentHover, zoneHover } from '../hover/place-hover.ts';
import { roleHover, vendorHover } from '../hover/role-hover.ts';
import { sourceHover } from '../hover/source-hover.ts';
import { wordHover } from '../hover/word-hover.ts';
import { named } from '../plan-nodes.ts';
import { plainText, SNIPPETS } from './snippets.ts';

/** What an item of a list is about; what is said of it is made when somebody looks at it, and not for hundreds of others. */
export interface Subject {
  readonly uri: string;
  readonly kind: 'place' | 'role' | 'vendor' | 'source' | 'check' | 'snippet' | 'word';
  readonly name: string;
  /** Of a role: whether it is named in a vendor block, which puts no vendor to use. */
  readonly inVendor?: true;
}

/** The subject of an item, as the editor sends it back; a name that the list leaves out is the label. */
export function subjectOf({ data, label }: CompletionItem): Subject | undefined {
  const { uri, kind, name = label, inVendor } = (data ?? {}) as Partial<Subject>;
  if (typeof uri !== 'string' || typeof kind !== 'string' || typeof name !== 'string') return undefined;
  return { uri, kind, name, ...(inVendor === true ? { inVendor } : {}) };
}

/** What is said of a subject. Markdown. @param analysis of the document that the list was about */
export function textOf({ kind, name }: Subject, analysis: Analysis): string {
  const { plan } = analysis;
  if (kind === 'role') return roleHover(name, plan);
  if (kind === 'source') return sourceHover(name, plan);
  if (kind === 'snippet') return `\`\`\`segplan\n${plainText(SNIPPETS[name]?.text ?? '')}\n\`\`\``;
  if (kind === 'word') {
    const [rule = '', word = ''] = name.split('.');
    return wordHover(word, rule);
  }
  if (kind === 'check') return checks.find(({ code }) => code === name)?.documentation ?? '';
  if (kind === 'vendor') {
    const vendor = plan.catalog.vendors.get(name);
    return vendor ? vendorHover(vendor) : '';
  }
  const place = named(name, plan);
  if (!place) return '';
  return 'roles' in place ? componentHover(place, analysis) : zoneHover(place, analysis);
}
