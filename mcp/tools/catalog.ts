import { z } from 'zod';
import { defineTool, file, warnings } from '../tool.ts';

/** Which vendors and roles there are. */
export const catalog = defineTool({
  name: 'catalog',
  title: 'Vendors and roles',
  description:
    'Lists the vendors that Segplan knows, or of one vendor its roles, features and versions: the names that a plan can use. What a role needs says the tool role_needs.',
  input: z.object({
    vendor: z.string().optional().describe('Such as veeam; all vendors are listed without it'),
    file: file.optional().describe('A plan whose own vendors count as well'),
  }),
  output: z.object({
    vendors: z.array(
      z.object({
        name: z.string(),
        title: z.string(),
        version: z.string().nullable(),
        roleCount: z.number().int(),
        incomplete: z.array(z.string()).describe('What the catalog lacks of the product'),
        roles: z
          .array(z.object({ name: z.string(), title: z.string(), aliases: z.array(z.string()) }))
          .optional()
          .describe('Where one vendor was asked for'),
        features: z.array(z.object({ id: z.string(), title: z.string() })).optional(),
        versions: z.array(z.string()).optional(),
      }),
    ),
    warnings,
  }),
  async answer({ vendor, file: plan }, open) {
    const { vendors, warnings: said } = await open().catalog(vendor, plan);
    return {
      vendors: vendors.map((each) => ({
        name: each.name,
        title: each.title,
        version: each.version,
        roleCount: each.roles.length,
        incomplete: [...(each.incomplete ?? [])],
        ...(vendor === undefined
          ? {}
          : {
              roles: each.roles.map(({ name, title, aliases }) => ({
                name: `${each.name}.${name}`,
                title,
                aliases: [...aliases],
              })),
              features: each.features.map(({ id, title }) => ({ id, title })),
              versions: [...(each.versions ?? [])],
            }),
      })),
      warnings: [...said],
    };
  },
});
