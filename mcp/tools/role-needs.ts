import { z } from 'zod';
import type { RoleFlow } from '../../api/main.ts';
import { defineTool, file, sourceTexts, warnings } from '../tool.ts';

const flows = z.array(
  z.object({
    peer: z.string().describe('The role at the other end'),
    services: z.string(),
    purpose: z.string(),
    when: z.array(z.string()).describe('When it is needed; always, where there are none'),
    sources: z.array(z.string()),
  }),
);

/** What a vendor's role connects to and is connected to by. */
export const roleNeeds = defineTool({
  name: 'role_needs',
  title: 'What a role needs',
  description:
    "Says what a vendor's role connects to, what connects to it, on which ports, when, and in which document of the vendor that stands. Never answer such questions from memory: ports differ by version.",
  input: z.object({
    role: z.string().min(1).describe('With its vendor, such as veeam.hardened-repository; the tool catalog lists them'),
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
    advice: z.array(z.string()),
    warnings,
  }),
  async answer({ role, file: plan }, open) {
    const report = await open().role(role, plan);
    const list = (all: readonly RoleFlow[]) =>
      all.map(({ peer, services, purpose, when, sources }) => ({
        peer,
        services,
        purpose,
        when: [...when],
        sources: sourceTexts(sources),
      }));
    return {
      role: report.role,
      title: report.title,
      aliases: [...report.aliases],
      isAlso: [...report.isAlso],
      properties: report.properties.map(({ name, title, type, values }) => ({ name, title, type, values: [...values] })),
      connectsTo: list(report.connectsTo),
      connectedToBy: list(report.connectedToBy),
      advice: report.advice.map(({ text }) => text),
      warnings: [...report.warnings],
    };
  },
});
