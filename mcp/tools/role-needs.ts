import { z } from 'zod';
import { type RoleFlow, SegplanError } from '../../api/main.ts';
import { defineTool, file, warnings } from '../tool.ts';

const flows = z.array(
  z.object({
    peer: z.string().describe('The role at the other end'),
    services: z.string(),
    purpose: z.string(),
    when: z.array(z.string()).describe('When it is needed; always, where there are none'),
    sources: z
      .array(z.string())
      .describe("Sections, behind the id of the document that they stand in, such as 'veeam.used-ports: Backup Proxies'"),
  }),
);

/** What a vendor's role connects to and is connected to by. */
export const roleNeeds = defineTool({
  name: 'role_needs',
  title: 'What a role needs',
  description:
    "Says what a vendor's role connects to, what connects to it, on which ports, when, and in which document of the vendor that stands. Name a peer to hear of what lies between the two alone: some roles have a hundred flows. Never answer such questions from memory: ports differ by version.",
  input: z.object({
    role: z.string().min(1).describe('With its vendor, such as veeam.hardened-repository; the tool catalog lists them'),
    peer: z
      .string()
      .min(1)
      .optional()
      .describe(
        'Only what is between the role and this one, such as veeam.backup-server, or all roles of a vendor, such as vmware',
      ),
    file: file.optional().describe('A plan whose own vendors count as well'),
  }),
  output: z.object({
    role: z.string(),
    title: z.string(),
    aliases: z.array(z.string()),
    isAlso: z.array(z.string()).describe('Roles that it derives from; their flows are among its own'),
    properties: z.array(z.object({ name: z.string(), title: z.string(), type: z.string(), values: z.array(z.string()) })),
    connectsTo: flows,
    connectedToBy: flows,
    documents: z
      .array(
        z.object({
          id: z.string(),
          title: z.string(),
          file: z.string(),
          version: z.string().optional(),
          date: z.string().optional(),
        }),
      )
      .describe('Each document that the flows cite, once'),
    advice: z.array(z.string()),
    warnings,
  }),
  async answer({ role, peer, file: plan }, open) {
    const report = await open().role(role, plan);
    const between = (all: readonly RoleFlow[]) =>
      all.filter((flow) => !peer || flow.peer === peer || flow.peer.startsWith(`${peer}.`));
    const [connectsTo, connectedToBy] = [between(report.connectsTo), between(report.connectedToBy)];
    if (peer && !connectsTo.length && !connectedToBy.length)
      throw new SegplanError(noPeer(report.role, peer, [...report.connectsTo, ...report.connectedToBy]));
    return {
      role: report.role,
      title: report.title,
      aliases: [...report.aliases],
      isAlso: [...report.isAlso],
      properties: report.properties.map(({ name, title, type, values }) => ({ name, title, type, values: [...values] })),
      connectsTo: connectsTo.map(told),
      connectedToBy: connectedToBy.map(told),
      documents: documentsOf([...connectsTo, ...connectedToBy]),
      advice: report.advice.map(({ text }) => text),
      warnings: [...report.warnings],
    };
  },
});

function told({ peer, services, purpose, when, sources }: RoleFlow): z.infer<typeof flows>[number] {
  return { peer, services, purpose, when: [...when], sources: sources.map((source) => `${idOf(source)}: ${source.section}`) };
}

function idOf({ id, title, file: from }: RoleFlow['sources'][number]): string {
  return id ?? title ?? from;
}

/** Each document once: a role may cite the same one a hundred times. */
function documentsOf(all: readonly RoleFlow[]) {
  const documents = new Map(all.flatMap(({ sources }) => sources.map((source) => [idOf(source), source] as const)));
  return [...documents].map(([id, { title, file: from, version, date }]) => ({
    id,
    title: title ?? from,
    file: from,
    ...(version && { version }),
    ...(date && { date }),
  }));
}

function noPeer(role: string, peer: string, all: readonly RoleFlow[]): string {
  const peers = [...new Set(all.map((flow) => flow.peer))].sort();
  return `No flow is known between ${role} and '${peer}'. ${role} has flows with ${peers.join(', ') || 'nobody'}.`;
}
