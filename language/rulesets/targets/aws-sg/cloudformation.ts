import { NameTable } from '../../names.ts';
import { cutBytes, jsonText } from '../../text.ts';
import type { CidrRule, SecurityGroup } from './groups.ts';

function ruleValue(rule: CidrRule): Record<string, string | number> {
  return {
    Description: rule.description,
    [rule.family === 4 ? 'CidrIp' : 'CidrIpv6']: rule.cidr,
    IpProtocol: rule.protocol,
    // For icmpv6 there are none: all types are meant.
    ...(rule.from === undefined || (rule.protocol === 'icmpv6' && rule.from < 0)
      ? {}
      : { FromPort: rule.from, ToPort: rule.to! }),
  };
}

/** A group without egress rules would get one that allows everything. */
const NO_EGRESS = { Description: 'No egress: without a rule AWS would allow all', CidrIp: '127.0.0.1/32', IpProtocol: '-1' };

/** `BackupProxy` for the group `backup-proxy`. */
function logicalId(name: string): string {
  const words = name.split(/[^A-Za-z0-9]+/).map((w) => w.charAt(0).toUpperCase() + w.slice(1));
  return words.join('');
}

/** The groups as a template, their rules inside of them: they name networks and never each other, so that nothing depends on the order. */
export function cloudFormationText(header: readonly string[], groups: readonly SecurityGroup[]): string {
  const ids = new NameTable({ most: 200, refused: /[^A-Za-z0-9]+/, joint: '' }, ['VpcId']);
  const named = groups.map((group) => ({ group, id: ids.name(logicalId(group.name), group.name) }));
  const rulesOf = ({ rules }: SecurityGroup, direction: CidrRule['direction']): Record<string, string | number>[] =>
    rules.filter((r) => r.direction === direction).map(ruleValue);
  const resources = named.map(({ group, id }) => {
    const [ingress, egress] = [rulesOf(group, 'inbound'), rulesOf(group, 'outbound')];
    const name = `segplan-${group.name}`;
    return [
      id,
      {
        Type: 'AWS::EC2::SecurityGroup',
        Metadata: { Addresses: group.addresses },
        Properties: {
          GroupName: name,
          GroupDescription: group.description,
          VpcId: { Ref: 'VpcId' },
          ...(ingress.length ? { SecurityGroupIngress: ingress } : {}),
          SecurityGroupEgress: egress.length ? egress : [NO_EGRESS],
          Tags: [{ Key: 'Name', Value: name }],
        },
      },
    ];
  });
  return jsonText({
    AWSTemplateFormatVersion: '2010-09-09',
    Description: cutBytes(header[0]!, 1024),
    Metadata: { Segplan: header },
    Parameters: { VpcId: { Type: 'AWS::EC2::VPC::Id', Description: 'The VPC that the security groups belong to.' } },
    Resources: Object.fromEntries(resources),
    Outputs: Object.fromEntries(
      named.map(({ group, id }) => [
        id,
        {
          Description: `For ${group.addresses.length > 4 ? `${group.addresses.slice(0, 4).join(', ')} and others` : group.addresses.join(', ')}`,
          Value: { 'Fn::GetAtt': [id, 'GroupId'] },
        },
      ]),
    ),
  });
}
