import type { LineBook } from '../../../../running/lines.ts';
import { below, type ConfigNode, nodeAt, valueAt, valuesAt } from '../../../../running/tree.ts';

// What is dropped before rules are asked. Floods, scans and broken packets are no traffic of a plan: they are told, and no rule is uncertain by them. Packets in parts and
// connections by their number are what a backup may well have.

/** What of a zone's protection drops packets of a form that connections have, too. */
const BY_FORM = /^discard-(ip-frag|icmp-frag|icmp-large-packet)$/;

/** Notes what the protection of each zone closes. */
export function noteZones(zones: readonly ConfigNode[], network: readonly ConfigNode[], book: LineBook): void {
  for (const zone of zones)
    for (const { word, line } of below(zone, 'network', 'zone-protection-profile')) {
      book.inspects(line, 'zone … zone-protection-profile', `zone ${word}`);
      for (const each of network)
        for (const option of below(each, 'profiles', 'zone-protection-profile', word))
          if (BY_FORM.test(option.word) && [...option.children.keys()].includes('yes'))
            book.unknownOnce(
              `zone ${word} ${option.word}`,
              option.line,
              `zone-protection-profile … ${option.word}`,
              'it drops packets by their form',
            );
    }
}

/**
 * Notes what rules against denial of service close.
 * @param scopes where their profiles are looked up
 */
export function noteDos(rulebase: ConfigNode, scopes: readonly ConfigNode[], book: LineBook): void {
  for (const rule of below(rulebase, 'dos', 'rules')) {
    const action = nodeAt(rule, 'action');
    if (valueAt(rule, 'disabled') === 'yes' || (action && nodeAt(action, 'allow'))) continue;
    if (!action || !nodeAt(action, 'protect')) {
      book.unknown(rule.line, 'dos rule', 'it may drop connections');
      continue;
    }
    const names = ['aggregate', 'classified'].flatMap((kind) => valuesAt(nodeAt(rule, 'protection', kind), 'profile'));
    for (const name of names) {
      const profile = scopes
        .map((scope) => nodeAt(scope, 'profiles', 'dos-protection', name))
        .find((found) => found !== undefined);
      const limit = nodeAt(profile, 'resource', 'sessions', 'enabled', 'yes');
      if (!profile)
        book.unknownOnce(`dos ${name}`, rule.line, 'dos rule', 'its profile is not in the file, and may drop connections');
      else if (limit)
        book.unknownOnce(`dos ${name}`, limit.line, 'dos-protection … sessions', 'it drops connections by their number');
      else book.inspects(rule.line, 'dos rule', `dos ${name}`);
    }
  }
}
