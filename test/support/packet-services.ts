import { icmpSet, portSet, protocolSet, type ServiceSet } from '../../language/model/services.ts';
import { type Packet, SOME_SOURCE } from '../rulesets/evaluator.ts';

/** What a packet asks for, as a set of a single point. */
export function serviceOf({ protocol, port, sourcePort = SOME_SOURCE, source }: Packet): ServiceSet {
  if (protocol === 'icmp') return icmpSet(source.includes(':') ? 6 : 4, port);
  if (protocol === 'other') return protocolSet(port);
  return portSet(protocol, port, port, { from: sourcePort, to: sourcePort });
}
