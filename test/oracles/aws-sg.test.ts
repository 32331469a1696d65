// Terraform as HashiCorp's parser reads it, with the fields of the provider's schema; the template as AWS's own validator judges it.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { awsSg } from '../../language/rulesets/targets/aws-sg/aws-sg.ts';
import { type Block, readHcl } from '../rulesets/readers/aws.ts';
import { cloudPlans } from '../rulesets/readers/cloud-plans.ts';
import { emitted, modules, oracle } from './emitted.ts';

type Parsed = Record<string, Record<string, Record<string, Record<string, unknown>[]>>>;

/** The fields of a resource, and whether each has to be there, from the types that were made from the provider's schema. */
function schemaOf(resource: string): Map<string, { required: boolean }> {
  const folder = resource.replace(/^aws_/, '').replace(/_/g, '-');
  const text = readFileSync(join(modules, '@cdktf/provider-aws/lib', folder, 'index.d.ts'), 'utf8');
  const config = /export interface \w+Config extends [^{]*\{([\s\S]*?)\n\}/.exec(text)![1]!;
  const fields = [...config.matchAll(/^ {4}readonly (\w+)(\??): /gm)];
  const snake = (name: string): string => name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`).replace(/ipv_?([46])/g, 'ipv$1');
  return new Map(fields.map(([, name, optional]) => [snake(name!), { required: !optional }]));
}

/** What the tests' own reader finds in a resource, in the form of the parser. */
function plain({ attributes }: Block): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(attributes).map(([key, value]) => {
      const reference = typeof value === 'object' && 'reference' in value ? `\${${value.reference as string}}` : undefined;
      // The parser leaves doubled signs as they are.
      return [key, reference ?? (typeof value === 'string' ? value.replace(/([$%])(?=\{)/g, '$1$1') : value)];
    }),
  );
}

describe('aws-sg, by the tools of others', () => {
  let all: Awaited<ReturnType<typeof emitted>>;
  before(async () => {
    all = await emitted(awsSg, cloudPlans(20, false));
  });

  it('Terraform: the parser finds what the tests read, and the provider has each field', async () => {
    const { parse } = oracle('@cdktf/hcl2json') as { parse(name: string, text: string): Promise<Parsed> };
    const types = ['aws_security_group', 'aws_vpc_security_group_ingress_rule', 'aws_vpc_security_group_egress_rule'];
    const schemas = new Map(types.map((type) => [type, schemaOf(type)]));
    let resources = 0;
    for (const { name, files } of all) {
      const parsed = await parse('plan.tf', files[0]!.text);
      assert.deepEqual(Object.keys(parsed).sort(), ['output', 'resource', 'terraform', 'variable']);
      const own = readHcl(files[0]!.text).filter((b) => b.type === 'resource');
      const found = Object.values(parsed.resource!).flatMap((byName) => Object.keys(byName));
      assert.equal(found.length, own.length, name);
      for (const block of own) {
        const [type, label] = block.labels as [string, string];
        const [resource] = parsed.resource![type]![label]!;
        assert.deepEqual(resource, plain(block), `${name}: ${label}`);
        const schema = schemas.get(type)!;
        for (const field of Object.keys(resource!)) assert.ok(schema.has(field), `${type} has no ${field}`);
        for (const [field, { required }] of schema) if (required) assert.ok(field in resource!, `${label}: ${field}`);
        resources++;
      }
    }
    assert.ok(resources > 200, `${resources}`);
  });

  it('CloudFormation: the validator of AWS finds nothing wrong', () => {
    const folder = mkdtempSync(join(tmpdir(), 'segplan-'));
    const { RegoEngine, TemplateFile } = oracle('@aws/cloudformation-validate');
    const engine = new RegoEngine();
    const validate = (text: string): { severity: string; ruleId: string; message: string }[] => {
      const path = join(folder, 'template.json');
      writeFileSync(path, text);
      return engine.validateStandard(new TemplateFile(path)).diagnostics;
    };
    const isError = (d: { severity: string }): boolean => /^(error|fatal)$/i.test(d.severity);
    const said = new Set<string>();
    for (const { name, files } of all) {
      const found = validate(files[1]!.text);
      for (const d of found) said.add(`${d.severity} ${d.ruleId}`);
      assert.deepEqual(found.filter(isError), [], name);
    }
    const wrong = all[0]!.files[1]!.text.replace('"GroupDescription"', '"GroupDescripton"');
    assert.ok(validate(wrong).some(isError), 'a slip in a name is noticed');
    // Ports that are open to the world are the plan's own wish, and I9001 says what can't be changed later.
    assert.deepEqual(
      [...said].filter((d) => !/ (W2508|I9001)$/.test(d)),
      [],
    );
  });
});
