import type { LangiumDocument } from 'langium';
import type * as ast from '../../language/generated/ast.ts';
import { formatServices } from '../../language/model/services.ts';
import type { SegplanCoreServices } from '../../language/module.ts';

/** All that an editor shows of a plan, and who may connect to whom. */
export function shown(services: SegplanCoreServices, { diagnostics, parseResult }: LangiumDocument<ast.Document>): unknown {
  const analysis = services.segplan.Plans.analysis(parseResult.value);
  return {
    diagnostics: diagnostics?.map(({ code, range, message, data, severity, relatedInformation }) => ({
      code,
      range,
      message,
      data,
      severity,
      related: relatedInformation?.map((each) => `${each.message} ${JSON.stringify(each.location.range)}`),
    })),
    required: analysis.requirements.map(
      (r) => `${r.flow.id} ${r.fromZone.name} ${r.toZone.name} ${r.from.length} ${r.to.length}`,
    ),
    permitted: analysis.allows.map((box) => formatServices(box.services)),
    closed: analysis.denies.map((box) => formatServices(box.services)),
    missing: analysis.missing.map(({ from, to, services: lacking }) => `${from.name} ${to.name} ${formatServices(lacking)}`),
    blocked: analysis.blocked.map(({ from, to, services: lacking }) => `${from.name} ${to.name} ${formatServices(lacking)}`),
  };
}
