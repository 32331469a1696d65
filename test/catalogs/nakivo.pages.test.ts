import { holdAgainst, type Reading } from './pages/compare.ts';
import { nakivoTransporterOptions, nakivoTransporters } from './pages/nakivo.ts';

const ends: Reading['ends'] = { Director: 'nakivo.director', Transporter: 'nakivo.transporter' };

holdAgainst({ page: nakivoTransporters, source: 'nakivo.transporters', version: '9.1', ends });
holdAgainst({ page: nakivoTransporterOptions, source: 'nakivo.transporter-options', version: '9.1', ends });
