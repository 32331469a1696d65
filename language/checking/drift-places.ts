import { type AstNode, AstUtils, type LangiumDocument } from 'langium';
import type { PlanFirewall } from '../model/plan.ts';
import type { FirewallDrift, RunningFile } from '../running/drift.ts';
import type { RunningDevice } from '../running/running.ts';
import type { CheckContext, Finding } from './check.ts';

/** Where a finding stands. */
export type Standing = Pick<Finding, 'node' | 'property' | 'index'>;

/** The firewalls of a plan as it is now, with what was found of what they run. */
export function driftOfFirewalls({ drift, plan }: CheckContext): readonly FirewallDrift[] {
  const nodes = new Set(plan.firewalls.map(({ node }) => node));
  return (drift?.firewalls ?? []).filter(({ firewall }) => nodes.has(firewall.node));
}

/** The text in which a plan names one of the running files of a firewall. */
export function runningPlace({ node }: PlanFirewall, file: number): Standing {
  let left = file;
  for (const line of node.running) {
    if (left < line.files.length) return { node: line, property: 'files', index: left };
    left -= line.files.length;
  }
  return { node, property: 'name' };
}

/** Which of the files of a firewall a device was read from. */
export function fileOf({ files }: FirewallDrift, device: RunningDevice): { readonly file: RunningFile; readonly number: number } {
  const number = Math.max(
    files.findIndex((file) => file.devices.includes(device)),
    0,
  );
  return { file: files[number]!, number };
}

/** The first of some places that lies in a document; its first statement where none does, as with a firewall that is imported. */
export function placeHere(places: readonly (Standing | undefined)[], { document, root }: CheckContext): Standing {
  const here = places.find((place) => place && isIn(place.node, document));
  return here ?? { node: root.statements.find((s) => s.$type === 'Import') ?? root.statements[0] ?? root };
}

function isIn(node: AstNode, document: LangiumDocument): boolean {
  return AstUtils.getDocument(node) === document;
}
