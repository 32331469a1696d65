import { IntervalSet } from '../../../model/interval-set.ts';
import { ANY_SERVICE, ICMP_OF, icmpSet, type PortSpan, type Transport } from '../../../model/services.ts';
import { itemsAt, type JsonNode, noteOthers, numberAt, textAt } from '../../forms/json.ts';
import { type Group, Groups } from '../../groups.ts';
import { ANY_SERVICES, exactly, perhaps, type ServiceMatch } from '../../matches.ts';
import { portsOf, protocolOf, readPorts } from '../../parts.ts';
import { ANY, isAny, missing, nameOf, withoutDetails } from './addresses.ts';
import { type Estate, typeOf } from './estate.ts';

/** What an object of a service may say, as far as that tells which packets are meant, or has no bearing on it. */
const SERVICE = new Set([
  ...[
    'uid',
    'name',
    'type',
    'domain',
    'meta-info',
    'tags',
    'read-only',
    'comments',
    'color',
    'icon',
    'groups',
    'available-actions',
  ],
  ...['port', 'source-port', 'protocol', 'match-by-protocol-signature', 'match-for-any', 'ip-protocol', 'match', 'action'],
  ...['icmp-type', 'icmp-code', 'accept-replies', 'override-default-settings', 'enable-tcp-resource'],
  ...['session-timeout', 'use-default-session-timeout', 'aggressive-aging', 'keep-connections-open-after-policy-installation'],
  ...['sync-connections-on-cluster', 'use-delayed-sync', 'delayed-sync-value', 'customFields', 'custom-fields'],
]);

/** The kinds of services that say their packets themselves. */
const PLAIN = /^service-(?:tcp|udp|icmp6?|other)$/;

/** What the services of rules stand for. */
export class Services {
  private readonly estate: Estate;
  private readonly groups: Groups<number>;

  /** @param lines how many lines the file has */
  constructor(estate: Estate, lines: number) {
    this.estate = estate;
    this.groups = new Groups((key) => this.read(key), ANY_SERVICE, lines);
  }

  /** What some objects stand for together. */
  of(references: readonly JsonNode[]): ServiceMatch {
    return this.groups.ofAll(references.map((each) => this.estate.keyOf(each)));
  }

  private read(key: string): Group<number> | ServiceMatch {
    const object = this.estate.known(key);
    if (!object) return key === ANY || key === 'Any' ? ANY_SERVICES : perhaps(ANY_SERVICE, missing(key));
    if (isAny(object)) return ANY_SERVICES;
    this.estate.book.modeled(object.line, object.last);
    const name = nameOf(object);
    const type = typeOf(object);
    if (!object.isWhole) return perhaps(ANY_SERVICE, withoutDetails(name));
    const other = PLAIN.test(type) ? noteOthers(object, SERVICE, 'service', this.estate.book) : undefined;
    const match = this.readAs(object, type, name);
    // What nobody knows may leave a part of it out, such as a misspelled port of its source.
    return other === undefined || !('sure' in match) || match.sure.isEmpty
      ? match
      : perhaps(match.sure, `the service ${name} with ${other}`);
  }

  private readAs(object: JsonNode, type: string, name: string): Group<number> | ServiceMatch {
    switch (type) {
      case 'service-group':
        if (!object.members.has('members')) return perhaps(ANY_SERVICE, withoutDetails(name));
        return { own: [], members: itemsAt(object, 'members').map((each) => this.estate.keyOf(each)) };
      case 'service-tcp':
      case 'service-udp':
        return portsOfService(object, type.slice(8) as Transport, name);
      case 'service-icmp':
      case 'service-icmp6':
        return icmpOf(object, type === 'service-icmp' ? 4 : 6, name);
      case 'service-sctp':
        return perhaps(protocolOf(132), `the ports of ${name}, which is of SCTP`);
      case 'service-other': {
        const number = numberAt(object, 'ip-protocol');
        if (number === undefined || number < 0 || number > 255) return perhaps(ANY_SERVICE, withoutDetails(name));
        return ['match', 'action'].some((key) => textAt(object, key))
          ? perhaps(protocolOf(number), `what ${name} looks for in packets, and does with them`)
          : exactly(protocolOf(number));
      }
      case 'service-citrix-tcp':
      case 'service-compound-tcp':
        return perhaps(portsOf('tcp'), `the ports of ${name}, which the file does not say`);
      case 'service-dce-rpc':
      case 'service-rpc':
        return perhaps(TCP_AND_UDP, `the ports of ${name}, which are found out as it runs`);
      case 'service-gtp':
        return perhaps(portsOf('udp'), `what ${name} looks for in packets`);
      default:
        return perhaps(ANY_SERVICE, `${/^application-site/.test(type) ? 'the application' : 'the service'} ${name}`);
    }
  }
}

const TCP_AND_UDP = IntervalSet.unionAll([portsOf('tcp'), portsOf('udp')]);

function portsOfService(object: JsonNode, transport: Transport, name: string): ServiceMatch {
  if (textAt(object, 'match-by-protocol-signature') === 'true')
    return perhaps(portsOf(transport), `the protocol of ${name}, which is told by what is in the packets`);
  const [port, from] = [textAt(object, 'port'), textAt(object, 'source-port')];
  if (!port) return perhaps(portsOf(transport), withoutDetails(name));
  const [ports, sources] = [spanOf(port), from ? spanOf(from) : undefined];
  if (!ports || (from && !sources)) return perhaps(portsOf(transport), `the ports of ${name}, which can not be read`);
  return exactly(portsOf(transport, [ports], sources && [sources]));
}

/** `80`, `8000-8010`, `>1023` or `<1024`. */
function spanOf(text: string): PortSpan | undefined {
  const plain = text.replace(/\s/g, '');
  const edge = /^([<>])(\d{1,5})$/.exec(plain);
  if (!edge) return readPorts(plain);
  const number = Number(edge[2]);
  const span = edge[1] === '>' ? { from: number + 1, to: 65_535 } : { from: 0, to: number - 1 };
  return span.from <= span.to && span.to <= 65_535 ? span : undefined;
}

function icmpOf(object: JsonNode, family: 4 | 6, name: string): ServiceMatch {
  const type = numberAt(object, 'icmp-type');
  if (type === undefined || type < 0 || type > 255) return perhaps(ICMP_OF[family], withoutDetails(name));
  const set = icmpSet(family, type);
  return numberAt(object, 'icmp-code') === undefined ? exactly(set) : perhaps(set, `the code of ${name}`);
}
