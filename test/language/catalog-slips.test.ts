import assert from 'node:assert/strict';
import { actions } from '../support/editor.ts';

const around = (line: string): string => `vendor acme "Acme" version 4.2 {
  source guide "guide.pdf" "Guide"
  feature reports
  role base
  role server : base { property tasks = number property mode = lan | wan }
  role agent
  role linux-agent : agent
  ${line}
  flow agent -> server : tcp 9 "the line behind it"
}
`;

/** What people write who make their first catalog, what they are told, and the lines that fixes make of it, the first one first. */
const SLIPS: [line: string, says: RegExp, ...mended: string[]][] = [
  // Flows and their ends.
  ['server -> agent : tcp 7000', /begins with 'flow'/, 'flow server -> agent : tcp 7000'],
  ['flow from server to agent : tcp 7000', /'server -> agent'/, 'flow server -> agent : tcp 7000'],
  ['flow server to agent : tcp 7000 "x"', /'server -> agent'/, 'flow server -> agent : tcp 7000 "x"'],
  ['flow server => agent : tcp 7000', /'server -> agent'/, 'flow server -> agent : tcp 7000'],
  ['flow server → agent : tcp 7000', /'server -> agent'/, 'flow server -> agent : tcp 7000'],
  ['flow agent <- server : tcp 7000', /'server -> agent'/, 'flow server -> agent : tcp 7000'],
  ['flow server <-> agent : tcp 7000', /'between server and agent'/, 'flow between server and agent : tcp 7000'],
  ['flow between server, agent : tcp 7000', /'between server and agent'/, 'flow between server and agent : tcp 7000'],
  ['flow between server to agent : tcp 7000', /'between server and agent'/, 'flow between server and agent : tcp 7000'],
  ['flow server -> agent tcp 7000', /colon/, 'flow server -> agent : tcp 7000'],
  ['flow server -> agent on tcp 7000', /colon/, 'flow server -> agent : tcp 7000'],
  ['flow server -> agent : 7000/tcp', /'tcp 7000'/, 'flow server -> agent : tcp 7000'],
  [
    'flow server -> agent : 7000',
    /'tcp 7000' or 'udp 7000'/,
    'flow server -> agent : tcp 7000',
    'flow server -> agent : udp 7000',
  ],
  ['flow server -> any : tcp 7000', /^The two ends of a flow are roles, .*'any' is none/],
  [
    'flow server -> "updates.acme.example" : tcp 443',
    /^The two ends of a flow are roles, .* role updates at "updates\.acme\.example"\.$/,
    'role updates at "updates.acme.example"\n  flow server -> updates : tcp 443',
  ],
  ['flow server -> 10.0.0.0/8 : tcp 443', /^The two ends of a flow are roles/],
  ['optional flow server -> agent : tcp 7000 // why', /behind the services/, 'flow server -> agent : tcp 7000 optional // why'],
  ['flow optional server -> agent : tcp 7000', /behind the services/, 'flow server -> agent : tcp 7000 optional'],
  ['flow server -> agent : optional tcp 7000', /behind the services/, 'flow server -> agent : tcp 7000 optional'],
  ['required flow server -> agent : tcp 7000', /required unless/, 'flow server -> agent : tcp 7000'],
  // Its services.
  ['flow server -> agent : tcp 25 or tcp 465', /one is enough/, 'flow server -> agent : one of (tcp 25, tcp 465)'],
  [
    'flow server -> agent : tcp 25 or 465 or 587 "x"',
    /one is enough/,
    'flow server -> agent : one of (tcp 25, tcp 465, tcp 587) "x"',
  ],
  ['flow server -> agent : one of tcp 25, tcp 465', /parentheses/, 'flow server -> agent : one of (tcp 25, tcp 465)'],
  ['service mail = tcp 25 | tcp 465', /one is enough/, 'service mail = one of (tcp 25, tcp 465)'],
  ['flow server -> agent : tcp high ports', /with their range/, 'flow server -> agent : tcp dynamic 49152-65535'],
  ['flow server -> agent : tcp ephemeral "x"', /with their range/, 'flow server -> agent : tcp dynamic 49152-65535 "x"'],
  ['service control : tcp 7000', /equals sign/, 'service control = tcp 7000'],
  ['service control tcp 7000', /equals sign/, 'service control = tcp 7000'],
  ['service control "Control" tcp 7000', /equals sign/, 'service control "Control" = tcp 7000'],
  // Its clauses.
  ['flow server -> agent : tcp 7000 purpose "Starts"', /by itself/, 'flow server -> agent : tcp 7000 "Starts"'],
  ['flow server -> agent : tcp 7000 description: "Starts"', /by itself/, 'flow server -> agent : tcp 7000 "Starts"'],
  ['flow server -> agent : tcp 7000 remark "why"', /'note'/, 'flow server -> agent : tcp 7000 note "why"'],
  ['flow server -> agent : tcp 7000 required', /required unless/, 'flow server -> agent : tcp 7000'],
  ['flow server -> agent : tcp 7000 mandatory "x"', /required unless/, 'flow server -> agent : tcp 7000 "x"'],
  ['flow server -> agent : tcp 7000 over tls', /'protected by'/, 'flow server -> agent : tcp 7000 protected by tls'],
  ['flow server -> agent : tcp 7000 tls', /'protected by'/, 'flow server -> agent : tcp 7000 protected by tls'],
  ['flow server -> agent : tcp 7000 secured with ssh', /'protected by'/, 'flow server -> agent : tcp 7000 protected by ssh'],
  ['flow server -> agent : tcp 7000 unencrypted', /'none'/, 'flow server -> agent : tcp 7000 protected by none'],
  [
    'flow server -> agent : tcp 7000 encrypted',
    /'protected by'/,
    'flow server -> agent : tcp 7000 protected by tls',
    'flow server -> agent : tcp 7000 protected by mutual-tls',
    'flow server -> agent : tcp 7000 protected by ssh',
  ],
  ['flow server -> agent : tcp 7000 traffic backup-data', /'carries'/, 'flow server -> agent : tcp 7000 carries backup-data'],
  [
    'flow server -> agent : tcp 7000 carries: backup-data',
    /behind 'carries'/,
    'flow server -> agent : tcp 7000 carries backup-data',
  ],
  ['flow server -> agent : tcp 7000 for feature reports', /by its name alone/, 'flow server -> agent : tcp 7000 for reports'],
  ['flow server -> agent : tcp 7000 if feature reports', /behind 'for'/, 'flow server -> agent : tcp 7000 for reports'],
  ['flow server -> agent : tcp 7000 requires feature reports', /behind 'for'/, 'flow server -> agent : tcp 7000 for reports'],
  [
    'flow server -> agent : tcp 7000 during deployment only',
    /at no other time/,
    'flow server -> agent : tcp 7000 during deployment',
  ],
  ['flow server -> agent : tcp 7000 during "deployment"', /no quotes/, 'flow server -> agent : tcp 7000 during deployment'],
  ['flow server -> agent : tcp 7000 from guide 3', /in quotes/, 'flow server -> agent : tcp 7000 from guide "3"'],
  ['flow server -> agent : tcp 7000 from guide, "3"', /in quotes/, 'flow server -> agent : tcp 7000 from guide "3"'],
  ['flow server -> agent : tcp 7000 from guide, 3.1', /in quotes/, 'flow server -> agent : tcp 7000 from guide "3.1"'],
  ['flow server -> agent : tcp 7000 from guide section 3', /in quotes/, 'flow server -> agent : tcp 7000 from guide "section 3"'],
  ['flow server -> agent : tcp 7000 from guide (p. 12)', /in quotes/, 'flow server -> agent : tcp 7000 from guide "p. 12"'],
  ['flow server -> agent : tcp 7000 see guide "3"', /behind 'from'/, 'flow server -> agent : tcp 7000 from guide "3"'],
  // Its conditions.
  ['flow server -> agent : tcp 7000 if version >= 4', /behind 'when'/, 'flow server -> agent : tcp 7000 when version >= 4'],
  ['flow server -> agent : tcp 7000 when version == 4', /'version = 4'/, 'flow server -> agent : tcp 7000 when version = 4'],
  ['flow server -> agent : tcp 7000 when version > = 4', /'version >= 4'/, 'flow server -> agent : tcp 7000 when version >= 4'],
  ['flow server -> agent : tcp 7000 when version => 4', /'version >= 4'/, 'flow server -> agent : tcp 7000 when version >= 4'],
  ['flow server -> agent : tcp 7000 when version ≥ 4', /'version >= 4'/, 'flow server -> agent : tcp 7000 when version >= 4'],
  [
    'flow server -> agent : tcp 7000 when version != 4',
    /'not version = 4'/,
    'flow server -> agent : tcp 7000 when not version = 4',
  ],
  [
    'flow server -> agent : tcp 7000 when version >= "4.1"',
    /'version >= 4\.1'/,
    'flow server -> agent : tcp 7000 when version >= 4.1',
  ],
  ['flow server -> agent : tcp 7000 when version >= v4', /'version >= 4'/, 'flow server -> agent : tcp 7000 when version >= 4'],
  [
    'flow server -> agent : tcp 7000 when version 4 or later',
    /'version >= 4'/,
    'flow server -> agent : tcp 7000 when version >= 4',
  ],
  ['flow server -> agent : tcp 7000 when version 4+', /'version >= 4'/, 'flow server -> agent : tcp 7000 when version >= 4'],
  ['flow server -> agent : tcp 7000 when version before 4', /'version < 4'/, 'flow server -> agent : tcp 7000 when version < 4'],
  [
    'flow server -> agent : tcp 7000 when version 4',
    /'version >= 4'/,
    'flow server -> agent : tcp 7000 when version >= 4',
    'flow server -> agent : tcp 7000 when version = 4',
  ],
  ['flow server -> agent : tcp 7000 from version 4', /'when'/, 'flow server -> agent : tcp 7000 when version >= 4'],
  [
    'flow server -> agent : tcp 7000 when version >= 4 && mode = lan',
    /'and', 'or'/,
    'flow server -> agent : tcp 7000 when version >= 4 and mode = lan',
  ],
  [
    'flow server -> agent : tcp 7000 when mode = lan || version < 4',
    /'and', 'or'/,
    'flow server -> agent : tcp 7000 when mode = lan or version < 4',
  ],
  ['flow server -> agent : tcp 7000 when !(mode = lan)', /'not'/, 'flow server -> agent : tcp 7000 when not (mode = lan)'],
  ['flow server -> agent : tcp 7000 when mode == lan', /'mode = lan'/, 'flow server -> agent : tcp 7000 when mode = lan'],
  ['flow server -> agent : tcp 7000 when mode != lan', /'not mode = lan'/, 'flow server -> agent : tcp 7000 when not mode = lan'],
  ['flow server -> agent : tcp 7000 when mode = "lan"', /'mode = lan'/, 'flow server -> agent : tcp 7000 when mode = lan'],
  [
    'flow server -> agent : tcp 7000 when server runs linux',
    /'initiator'/,
    'flow server -> agent : tcp 7000 when initiator runs linux',
  ],
  [
    'flow server -> agent : tcp 7000 when agent is linux-agent',
    /'responder'/,
    'flow server -> agent : tcp 7000 when responder is linux-agent',
  ],
  [
    'flow server -> agent : tcp 7000 when runs linux',
    /'initiator' or 'responder'/,
    'flow server -> agent : tcp 7000 when initiator runs linux',
    'flow server -> agent : tcp 7000 when responder runs linux',
  ],
  [
    'flow server -> agent : tcp 7000 when nearest server',
    /'initiator'/,
    'flow server -> agent : tcp 7000 when nearest initiator',
  ],
  ['flow server -> agent : tcp 7000 when same sites', /'same site'/, 'flow server -> agent : tcp 7000 when same site'],
  ['flow server -> agent : tcp 7000 when paired site', /'paired sites'/, 'flow server -> agent : tcp 7000 when paired sites'],
  ['flow server -> agent : tcp 7000 unless mode = lan', /'when not'/, 'flow server -> agent : tcp 7000 when not mode = lan'],
  [
    'flow server -> agent : tcp 7000 unless mode = lan and version < 4 from guide "3"',
    /'when not'/,
    'flow server -> agent : tcp 7000 when not (mode = lan and version < 4) from guide "3"',
  ],
  // Roles and their properties.
  ['role proxy, repository', /line of its own/, 'role proxy\n  role repository'],
  ['role "Vault server"', /name stands before/, 'role vault-server "Vault server"'],
  ['role proxy = "Proxy"', /right behind the name/, 'role proxy "Proxy"'],
  ['role proxy: "Proxy"', /right behind the name/, 'role proxy "Proxy"'],
  ['role proxy extends base', /colon/, 'role proxy : base'],
  ['role proxy "Proxy" is a base', /colon/, 'role proxy "Proxy" : base'],
  ['role proxy inherits from base', /colon/, 'role proxy : base'],
  ['role proxy "Proxy" aka "P"', /'also known as'/, 'role proxy "Proxy" also known as "P"'],
  ['role proxy os windows', /'runs'/, 'role proxy runs windows'],
  ['role proxy relay', /'relays'/, 'role proxy relays'],
  ['role proxy { tasks = number }', /begins with 'property'/, 'role proxy { property tasks = number }'],
  ['property tasks = number', /^A property belongs in the braces of its role: role name \{ property … \}\.$/],
  ['role proxy { property tasks : number }', /'='/, 'role proxy { property tasks = number }'],
  ['role proxy { property tasks number }', /'='/, 'role proxy { property tasks = number }'],
  ['role proxy { property mode = lan, wan }', /'lan \| wan'/, 'role proxy { property mode = lan | wan }'],
  ['role proxy { property mode = "lan" | "wan" }', /'lan \| wan'/, 'role proxy { property mode = lan | wan }'],
  ['role proxy { property mode = (lan | wan) }', /'lan \| wan'/, 'role proxy { property mode = lan | wan }'],
  // What else a catalog has.
  ['feature "Reports by mail"', /name stands before/, 'feature reports-by-mail "Reports by mail"'],
  ['feature mail = "Mail"', /right behind the name/, 'feature mail "Mail"'],
  ['feature mail, tape', /line of its own/, 'feature mail\n  feature tape'],
  ['source "manual.pdf"', /name stands before the file/, 'source manual "manual.pdf"'],
  ['source manual = "manual.pdf"', /right behind the name/, 'source manual "manual.pdf"'],
  ['source manual "m.pdf" "Manual" date 2026-01-31', /'dated'/, 'source manual "m.pdf" "Manual" dated 2026-01-31'],
  ['source manual "m.pdf" dated 31.01.2026', /'2026-01-31'/, 'source manual "m.pdf" dated 2026-01-31'],
  ['source manual "m.pdf" v4', /'version'/, 'source manual "m.pdf" version 4'],
  ['source manual "Manual" url "https://acme.example"', /right behind its name/, 'source manual "https://acme.example" "Manual"'],
  ['source manual "m.pdf" official', /'vendor'/, 'source manual "m.pdf" vendor'],
  ['version 4.2', /'versions'/, 'versions 4.2'],
  ['versions 4.1 and 4.2', /'versions 4\.1, 4\.2'/, 'versions 4.1, 4.2'],
  ['versions: 4.1, 4.2', /'versions 4\.1, 4\.2'/, 'versions 4.1, 4.2'],
  ['todo "Tapes are left out."', /'incomplete'/, 'incomplete "Tapes are left out."'],
  ['title "Acme"', /^The title of a vendor stands behind its name/],
  ['note "why"', /^The title of a vendor stands behind its name/],
  [
    'advice "Keep 7099 closed"',
    /before its text: internal, closed/,
    'advice internal "Keep 7099 closed"',
    'advice closed "Keep 7099 closed"',
  ],
  ['advice internal server : tcp 7099 "x"', /behind 'for'/, 'advice internal for server : tcp 7099 "x"'],
  ['advice internal for server tcp 7099 "x"', /colon/, 'advice internal for server : tcp 7099 "x"'],
  [
    'sizing server "Sizes" by tasks { 100 : tasks 4 }',
    /behind what it goes by/,
    'sizing server by tasks "Sizes" { 100 : tasks 4 }',
  ],
  ['sizing server by tasks { 100 = tasks 4 }', /'100 : tasks 4'/, 'sizing server by tasks { 100 : tasks 4 }'],
  ['sizing server by tasks { up to 100 : tasks 4 }', /'100 : tasks 4'/, 'sizing server by tasks { 100 : tasks 4 }'],
  ['sizing server by tasks { 100 : tasks = 4 }', /'100 : tasks 4'/, 'sizing server by tasks { 100 : tasks 4 }'],
  [
    'sizing server by tasks { 100 : tasks 4, 500 : tasks 8 }',
    /without a comma/,
    'sizing server by tasks { 100 : tasks 4 500 : tasks 8 }',
  ],
];

describe('slips of people who write their first catalog', () => {
  for (const [line, says, ...mended] of SLIPS)
    it(line, async () => {
      const offered = await actions(around(`<|${line}|>`), ['quickfix'], (d) => d.code === 'syntax-error');
      const [error, ...others] = offered.diagnostics;
      assert.match(`${error?.message}`, says);
      assert.deepEqual(
        others.map((d) => d.message),
        [],
        'one slip is one error',
      );
      const lines = offered.list.map((each) => offered.apply(each).split('\n').slice(7, -3).join('\n').trim());
      assert.deepEqual(lines, mended);
      for (const each of mended) {
        const after = await actions(around(`<|${each}|>`), ['quickfix'], (d) => d.severity === 1);
        assert.deepEqual(
          after.diagnostics.map((d) => d.message),
          [],
          each,
        );
      }
    });
});
