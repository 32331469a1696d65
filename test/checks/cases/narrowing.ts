import type { Case } from '../case.ts';

// A vendor of which a port moves, of which alternatives serve, and which uses both transports.
const plan = (rules: string, more = ''): string => `use acme
vendor acme {
  role server { property gui-port = port }
  role desk
  role relay
  service gui = tcp 9669 (set by server.gui-port)
  flow desk -> server : gui
  flow server -> relay : one of (tcp 25, tcp 465, tcp 587)
  flow server -> desk : tcp 6160, udp 137
  flow server -> relay : tcp 22 during install
}
zone z { subnet 10.0.0.0/24 component srv : acme.server at 10.0.0.1 { gui-port = 19669 } component idle : acme.server at 10.0.0.2 }
zone d { subnet 10.0.1.0/24 component desk : acme.desk at 10.0.1.1 component printer at 10.0.1.2 }
zone m { subnet 10.0.2.0/24 component mail : acme.relay at 10.0.2.1 }
${more}${rules}`;

export const cases: readonly Case[] = [
  // Of several alternatives an allow opens the first: the others aren't open, and taking the first out doesn't open them.
  {
    code: 'temporary-flow-open',
    text: plan('allow srv -> mail : tcp 25, one of (tcp 22, tcp 2222)'),
    finds: ['tcp 25, one of (tcp 22, tcp 2222)'],
    fixed: /allow srv -> mail : tcp 25\nallow srv -> mail : one of \(tcp 22, tcp 2222\) during install$/,
  },
  {
    code: 'unneeded-port',
    text: plan('allow srv -> mail : tcp 25, one of (tcp 80, tcp 465)'),
    finds: ['tcp 25, one of (tcp 80, tcp 465)'],
    says: /needs tcp 80 from/,
    fixed: /allow srv -> mail : tcp 25$/,
  },
  // A component that moved its port is needed where it is now, and named with all others that are.
  {
    code: 'any-endpoint',
    text: plan('allow desk -> any : acme.gui'),
    finds: ['any'],
    fixed: /allow desk -> srv, idle : acme\.gui$/,
  },
  {
    code: 'any-endpoint',
    text: plan('allow srv -> any : one of (tcp 465, tcp 25)'),
    finds: ['any'],
    fixed: /allow srv -> mail : one of \(tcp 465, tcp 25\)$/,
  },
  {
    code: 'any-endpoint',
    text: plan('allow srv -> 0.0.0.0/0 : tcp 25'),
    finds: ['0.0.0.0/0'],
    fixed: /allow srv -> mail : tcp 25$/,
  },
  {
    code: 'any-endpoint',
    text: plan('allow srv -> 0.0.0.0/1, printer, 128.0.0.0/1 : tcp 25'),
    finds: ['0.0.0.0/1'],
    fixed: /allow srv -> mail, printer : tcp 25$/,
  },
  {
    code: 'any-endpoint',
    text: plan('allow everybody, idle -> mail : tcp 25', 'group inner = printer, any\ngroup everybody = inner, 10.0.1.7\n'),
    finds: ['everybody'],
    fixed: /allow printer, 10\.0\.1\.7, srv, idle -> mail : tcp 25$/,
  },
  // What is needed in another phase is needed.
  {
    code: 'any-endpoint',
    text: plan('allow any -> mail : tcp 22 during install'),
    finds: ['any'],
    fixed: /allow srv, idle -> mail : tcp 22 during install$/,
  },
  {
    code: 'any-endpoint',
    text: plan('allow any, printer -> mail : tcp 80\nallow desk -> srv : tcp 19669'),
    finds: ['any'],
    fixed: /allow printer -> mail : tcp 80\nallow/,
  },
  // Every tcp port isn't every service: udp stays closed.
  {
    code: 'any-service',
    text: plan('allow srv -> d : tcp 1-65535'),
    finds: ['tcp 1-65535'],
    fixed: /allow srv -> d : tcp 6160$/,
  },
  {
    code: 'any-service',
    text: plan('allow srv -> d : any'),
    finds: ['any'],
    fixed: /allow srv -> d : required$/,
  },
  // `required` opens the first of several alternatives, which a deny closes here: another one serves.
  {
    code: 'any-service',
    text: plan('allow srv, idle -> m : any\ndeny z -> m : tcp 25, 22'),
    finds: ['any'],
    fixed: /allow srv, idle -> m : tcp 22, 25, 465, 587\ndeny/,
  },
  // What a list leaves out stays out, and goes with what it was left out of.
  {
    code: 'any-endpoint',
    text: plan('allow srv -> any except d : tcp 25, 6160'),
    finds: ['any'],
    fixed: /allow srv -> mail : tcp 25, 6160$/,
  },
  {
    code: 'any-service',
    text: plan('allow srv -> d : any except tcp 6160'),
    finds: ['any except tcp 6160'],
    fixed: /allow srv -> d : udp 137$/,
  },
];
