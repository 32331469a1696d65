import type { SourceRow } from './row.ts';
import { ZERTO_CDE_HELP } from './zerto-help.ts';

/** Why a row of a document states no port that a rule could open; nothing where it does. */
type Beside = (row: SourceRow) => string | undefined;

const unnamed: Beside = (row) => (row.ports.length ? undefined : 'no port is named');

/** The documents that have such rows, by their files. */
export const BESIDE: Readonly<Record<string, Beside>> = {
  '001_582cfc70e5366b67.txt': unnamed,
  '002_59336f7bd4cd78d6.txt': (row) => (row.ports.includes('3128') ? 'a sample of output, not a requirement' : undefined),
  '003_30ceb773e13066f3.txt': (row) => (row.text.startsWith('Local ports') ? "an initiator's own ports" : unnamed(row)),
};

/** The documents that repeat what another one says: a row that no flow cites them for stands there, by this reason. */
export const REPEATING: Readonly<Record<string, string>> = {
  [ZERTO_CDE_HELP]: 'stated alike in the document on hardening, which its flow cites',
};
