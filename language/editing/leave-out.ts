import type { TextEdit } from 'vscode-languageserver-types';
import type { PlanRule } from '../model/plan.ts';
import { insertAt } from './edits.ts';

/** Leaves something out of one end of a rule, behind what it leaves out already. */
export function leaveOutOf({ node }: PlanRule, side: 'sources' | 'destinations', name: string): TextEdit[] {
  const exceptions = side === 'sources' ? node.sourceExceptions : node.destinationExceptions;
  const last = (exceptions.at(-1) ?? node[side].at(-1))?.$cstNode?.range.end;
  return last ? [insertAt(last, `${exceptions.length ? ',' : ' except'} ${name}`)] : [];
}
