import type { LineBook } from '../../../../running/lines.ts';
import { below, type ConfigNode, noteAll, valueAt } from '../../../../running/tree.ts';

/** Policies of what comes in at an interface: against attacks, and with sensors that look into packets. */
export const ATTACKS = /^firewall (DoS|interface)-policy6?$/;

/** Anomalies that are attacks, by what their names end with: whoever keeps to the rules of the network causes none. */
const AGAINST_ATTACKS = /_(flood|scan|sweep)$/;

/**
 * Notes what such policies close. A flood or a scan is no traffic of a plan. How many sessions a host has at once is: a backup server has thousands, so that a limit of
 * them may cut off what rules permit. An anomaly is off, and lets pass what it counts, unless it is told otherwise.
 */
export function noteAttacks(table: ConfigNode, book: LineBook): void {
  noteAll(table, book, 'withoutBearing');
  for (const policy of table.children.values()) {
    if (valueAt(policy, 'status') === 'disable') continue;
    if (/interface/.test(table.word)) book.inspects(policy.line, table.word);
    for (const anomaly of below(policy, 'anomaly')) {
      if (valueAt(anomaly, 'status') !== 'enable' || !isClosing(anomaly)) continue;
      const what = `${table.word} … ${/^[a-z_]{1,30}$/.test(anomaly.word) ? anomaly.word : '…'}`;
      if (AGAINST_ATTACKS.test(anomaly.word)) book.inspects(anomaly.line, what, `${table.word} ${anomaly.word}`);
      else book.unknown(anomaly.line, what, 'it drops connections by their number');
    }
  }
}

function isClosing(anomaly: ConfigNode): boolean {
  return (valueAt(anomaly, 'action') ?? 'pass') !== 'pass' || (valueAt(anomaly, 'quarantine') ?? 'none') !== 'none';
}
