import { ACME, contestedPlan as plan } from '../../support/contested.ts';
import type { Case } from '../case.ts';

const agent = 'component one : acme.linux-agent at 10.0.1.1';

/** A plan with a mark at the `use` of its vendor. */
const used = (text: string): string => text.replace('use acme', 'use <|acme|>');

/** A catalog that leaves something out, with a server of it and what connects to the server. */
const incomplete = (other: string, roles: string): string => `vendor acme {
  role server role agent flow agent -> server : tcp 2 incomplete "Tape is left out"
}
use acme
${other}
zone a { subnet 10.0.0.0/24 component x : ${roles} at 10.0.0.1 }
zone b { subnet 10.0.1.0/24 component y : acme.server at 10.0.1.1 }`;

/** A product whose sources speak of two versions. */
const versioned = (use: string, properties = ''): string => `vendor acme { versions 12.3, 13 role server }
${use}
zone z { subnet 10.0.0.0/24 component x : acme.server at 10.0.0.1 ${properties} }`;

export const cases: readonly Case[] = [
  {
    code: 'contested-flow',
    title: 'the maker has the other side connect',
    text: used(plan(agent, 'allow main -> one : tcp 7000')),
    says: /^Field guide \(3\) has acme\.agent -> acme\.server on tcp 7001-7002\. This is contested by the maker's reference, Acme ports \(Agents\), which has acme\.server -> acme\.linux-agent on tcp 7000\. .*not required, unless the plan says 'trust acme\.guide'/,
    fixed: /^use acme\ntrust acme\.guide\nzone core/m,
  },
  {
    code: 'contested-flow',
    title: 'many components, one line of the catalog',
    text: used(plan(`${agent} component two : acme.agent at 10.0.1.2`)),
  },
  {
    code: 'contested-flow',
    title: 'the maker has nothing between the two',
    text: used(plan('', 'zone internet external { component portal : acme.portal }')),
    says: /which has no flow between the two that holds in this plan/,
  },
  {
    code: 'contested-flow',
    title: 'the maker has something between the two with a feature that is off',
    text: used(plan('', 'zone internet external { component portal : acme.portal }')).replace(
      '  flow server -> server',
      '  flow server -> portal : tcp 80 for mirrors "Fills mirrors" from ports "Mirrors"\n  flow server -> server',
    ),
    says: /which has no flow between the two that holds in this plan/,
  },
  {
    code: 'contested-flow',
    title: 'beside the other source that is trusted already',
    text: plan(agent, 'trust other.notes').replace('use acme', 'vendor other { source notes "notes.txt" }\nuse <|acme|>'),
    fixed: /^trust other\.notes\ntrust acme\.guide$/m,
  },
  {
    code: 'contested-flow',
    title: 'two lines of a catalog, once for their source',
    text: used(plan(agent, 'zone internet external { component portal : acme.portal }')),
    says: /^Field guide has acme\.agent -> acme\.server on tcp 7001-7002; acme\.server -> acme\.portal on tcp 443\. These are contested by the maker's reference, Acme ports\. .*not required, unless the plan says 'trust acme\.guide'\.$/,
  },
  {
    code: 'contested-flow',
    title: 'the maker has the same required in other words',
    text: plan(agent).replace(
      'role portal',
      'flow linux-agent -> server : tcp 7000-7010 "Works" from ports "All"\n  role portal',
    ),
    finds: [],
  },
  {
    code: 'contested-flow',
    title: 'the maker has a part of it required in other words',
    text: used(plan(agent)).replace(
      'role portal',
      'flow linux-agent -> server : tcp 7001 "Works" from ports "All"\n  role portal',
    ),
  },
  {
    code: 'contested-flow',
    title: 'its source is trusted',
    text: plan(agent, 'trust acme.guide'),
    finds: [],
  },
  {
    code: 'contested-flow',
    title: 'nobody in the plan would connect',
    text: plan('component other at 10.0.1.1'),
    finds: [],
  },
  {
    code: 'contested-flow',
    title: 'both ends in one zone',
    text: `${ACME}use acme\nzone core { component main : acme.server at 10.0.0.1 component one : acme.agent at 10.0.0.2 }`,
    finds: [],
  },
  {
    code: 'contested-flow',
    title: 'its feature is off',
    text: plan('component second : acme.server at 10.0.1.1'),
    finds: [],
  },
  {
    code: 'contested-flow',
    title: 'its feature is on',
    text: used(plan('component second : acme.server at 10.0.1.1', 'enable acme.mirrors')),
  },
  {
    code: 'contested-flow',
    title: 'the maker has the same ports for something else',
    text: plan(agent, 'use other').replace(
      'use acme',
      'vendor other { flow acme.agent -> acme.server : tcp 7000-7009 "Sends results" }\nuse acme',
    ),
    finds: [],
  },
  {
    code: 'contested-flow',
    title: 'one of its ports is required anyway',
    text: used(plan(agent, 'use other')).replace(
      'use <|acme|>',
      'vendor other { flow acme.agent -> acme.server : tcp 7001 "Sends results" }\nuse <|acme|>',
    ),
  },
  {
    code: 'contested-flow',
    title: 'switched off by the plan',
    text: plan(agent, 'check contested-flow off "we go by the maker"'),
    finds: [],
  },
  {
    code: 'unneeded-port',
    title: 'ports of a contested reading',
    text: plan(agent, 'allow main -> one : tcp 7000\nallow one -> main : tcp 7001, 7002'),
    finds: [],
  },
  {
    code: 'unneeded-port',
    title: 'a port beside those of a contested reading',
    text: plan(agent, 'allow main -> one : tcp 7000\nallow one -> main : <|tcp 7001-7003|>'),
    fixed: /allow one -> main : tcp 7001-7002$/m,
  },
  {
    code: 'reversed-flow',
    title: 'a rule for a contested reading, where the maker has the other side connect on another port',
    text: plan(agent, 'allow one -> main : tcp 7001, 7002'),
    finds: [],
  },
  {
    code: 'idle-trust',
    title: "the maker's own reference",
    text: plan(agent, 'trust <|acme.ports|>'),
    says: /acme\.ports is the maker's own reference, which counts anyway/,
    fixed: /10\.0\.1\.1 \}\n$/,
  },
  {
    code: 'idle-trust',
    title: 'a source that nobody contests, beside one that is contested',
    text: plan(agent, 'trust <|network.ports|>, acme.guide').replace(
      'use acme',
      'vendor network { source ports "ports.txt" }\nuse acme',
    ),
    says: /Nothing contests what network\.ports says/,
    fixed: /^trust acme\.guide$/m,
  },
  {
    code: 'idle-trust',
    title: 'the last of several sources, trusted already',
    text: plan(agent, 'trust acme.guide, <|acme.guide|> // as we read it'),
    says: /trusted already, on line 17/,
    fixed: /^trust acme\.guide \/\/ as we read it$/m,
  },
  {
    code: 'idle-trust',
    title: 'a vendor that is not in use',
    text: plan(agent, 'trust <|acme.guide|>').replace('use acme\n', ''),
    says: /changes nothing without 'use acme'/,
  },
  {
    code: 'idle-trust',
    title: 'no components that a contested reading joins',
    text: plan('component other at 10.0.1.1', 'trust <|acme.guide|>'),
    says: /No contested reading of acme\.guide lies between components of this plan/,
  },
  {
    code: 'idle-trust',
    title: 'the reading is one of a feature that is off',
    text: plan('component second : acme.server at 10.0.1.1', 'trust acme.guide'),
    finds: [],
  },
  {
    code: 'idle-trust',
    title: 'both ends in one zone, where rule sets of hosts need it',
    text: plan('', 'trust acme.guide').replace('main : acme', `two : acme.agent at 10.0.0.2 component main : acme`),
    finds: [],
  },
  {
    code: 'idle-trust',
    title: 'a plan that is only begun',
    text: `${ACME}use acme\ntrust acme.guide`,
    finds: [],
  },
  {
    code: 'unknown-source',
    title: 'a source to trust, mistyped',
    text: plan(agent, 'trust <|acme.giude|>'),
    says: /There is no source named 'acme\.giude'\. Did you mean 'acme\.guide'\?/,
  },
  {
    code: 'unknown-version',
    title: 'newer than all',
    text: versioned('use acme <|99|>'),
    says: /^The catalog of acme speaks of versions 12\.3 and 13, not of 99: flows are checked as for 13, the nearest before it\.$/,
    fixed: /^use acme 13$/m,
  },
  {
    code: 'unknown-version',
    title: 'older than all',
    text: versioned('use acme <|12.1 update 3|>'),
    says: /not of 12\.1 update 3: flows are checked as for 12\.3, the oldest of them\.$/,
    fixed: /^use acme 12\.3$/m,
  },
  {
    code: 'unknown-version',
    title: 'a version that only begins like the newest',
    text: versioned('use acme <|130|>'),
  },
  {
    code: 'unknown-version',
    title: 'of a component',
    text: versioned('use acme 13', '{ version = <|14|> }'),
    fixed: /\{ version = 13 \}/,
  },
  ...['13', '12.3', '13.0', '13.0.1', '13.0.2.29', '13 update 1', '12.3.2', '12.5 update 2', '12', ''].map((version) => ({
    code: 'unknown-version',
    title: version ? `${version}, which may be one of those, or lies between them` : 'none',
    text: versioned(`use acme ${version}`),
    finds: [],
  })),
  {
    code: 'unknown-version',
    title: 'of a component with a role of a vendor besides whose catalog names no versions',
    text: versioned('use acme 13', '{ version = 14 }').replace(': acme.server', ': acme.server, vmware.esxi'),
    finds: [],
  },
  {
    code: 'unknown-version',
    title: 'a catalog that names no versions',
    text: versioned('use acme 99').replace('versions 12.3, 13 ', ''),
    finds: [],
  },
  {
    code: 'invalid-date',
    title: 'a month that no year has, of a source',
    text: 'vendor v { source a "a" dated <|2019-13|> source b "b" dated 2019-12 source c "c" dated 2019 source d "d" dated 2020-02-29 }',
  },
  {
    code: 'unknown-vendor',
    title: 'to extend, which only another file may hold',
    text: 'extend vendor <|nobodys-catalog|> { role x }',
    says: /There is no vendor named 'nobodys-catalog' to extend\. Import the file that begins it\./,
  },
  {
    code: 'unknown-vendor',
    title: 'one of this file, or a built-in one, to extend',
    text: 'vendor acme { role a }\nextend vendor acme { role b }\nextend vendor veeam { role c }',
    finds: [],
  },
  {
    code: 'incomplete-catalog',
    title: 'what is missing, of several blocks',
    text: `vendor acme { role server incomplete "Tape is left out" }
extend vendor acme { incomplete "Cloud agents are left out." }
use <|acme|>
use acme`,
    says: /^The catalog of acme does not hold all of the product: Tape is left out\. Cloud agents are left out\.$/,
  },
  {
    code: 'incomplete-catalog',
    title: 'one that is not in use, and one that says nothing of it',
    text: 'vendor acme { role server incomplete "Tape is left out" }\nvendor other { role server }\nuse other',
    finds: [],
  },
  {
    code: 'incomplete-catalog',
    title: 'silenced with a reason',
    text: `vendor acme { role server incomplete "Tape is left out" }
// segplan-disable-next-line incomplete-catalog -- no tape here
use acme`,
    finds: [],
  },
  {
    code: 'incomplete-catalog',
    title: 'roles that are there for the flows of another catalog alone',
    text: incomplete('vendor backup { role engine flow engine -> acme.server : tcp 1 } use backup', 'backup.engine'),
    finds: [],
  },
  {
    code: 'incomplete-catalog',
    title: 'roles that are there for its own flows and those of another catalog',
    text: incomplete(
      'vendor backup { role engine flow engine -> acme.server : tcp 1 } use backup',
      'backup.engine, acme.agent',
    ).replace('use acme', 'use <|acme|>'),
  },
  {
    code: 'incomplete-catalog',
    title: 'a role that derives from one of another catalog, which has flows between components of the plan',
    text: `use veeam 13
zone a { component one : <|veeam.one-server|> at 10.0.0.1 }
zone b { component vcenter : vmware.vcenter at 10.0.1.1 }`,
    says: /^The catalog of veeam-one holds more of what one needs: add 'use veeam-one'\.$/,
    fixed: /^use veeam 13\nuse veeam-one\n/,
  },
  {
    code: 'incomplete-catalog',
    title: 'a role that derives from one of another catalog, without anybody for its flows',
    text: 'use veeam 13\nzone a { component one : veeam.one-server at 10.0.0.1 }',
    finds: [],
  },
  {
    code: 'incomplete-catalog',
    title: 'a role that derives from one of another catalog, which is in use',
    text: `use veeam 13
use veeam-one
zone a { component one : veeam.one-server at 10.0.0.1 }
zone b { component vcenter : vmware.vcenter at 10.0.1.1 }`,
    finds: [],
  },
];
