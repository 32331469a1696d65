import { type PageRow, type ReferencePage, under } from './page.ts';

const rows: Omit<PageRow, 'section'>[] = [
  { from: ['Director'], to: ['Transporter'], service: 'tcp 9446', about: 'commands, default port' },
  { from: ['Transporter'], to: ['Transporter'], service: 'tcp 9448-10000', about: 'data, default range' },
];

export const nakivoTransporters: ReferencePage = {
  title: 'NAKIVO Best Practices: Transporters',
  url: 'https://helpcenter.nakivo.com/display/BP/Transporters',
  version: '9.1',
  rows: under('Transporters', rows),
};

export const nakivoTransporterOptions: ReferencePage = {
  title: 'NAKIVO Best Practices: Choosing Transporter Options',
  url: 'https://helpcenter.nakivo.com/display/BP/Choosing+Transporter+Options',
  version: '9.1',
  rows: under('Data Transfer Ports', rows),
};
