import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { z } from 'zod';
import type { Answer } from './errors.ts';
import type { Request } from './loopback.ts';

const content = z.object({ 'application/json': z.object({ schema: z.unknown() }).optional() }).optional();
const operation = z.looseObject({
  requestBody: z.looseObject({ content }).optional(),
  responses: z.record(z.string(), z.looseObject({ content, $ref: z.string().optional() })),
});
const spec = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
});

type Check = (request: Request, answer: Answer) => string[];

/** Checks a request and its answer against Discord's own schema; null where there is none (SPECS_DIR is unset). */
export function schemaCheck(directory = process.env['SPECS_DIR']): Check | null {
  if (!directory) return null;
  const known = checks.get(directory);
  if (known) return known;
  const check = compile(JSON.parse(readFileSync(join(directory, 'discord.json'), 'utf8')));
  checks.set(directory, check);
  return check;
}

/** Compiling takes longer than a test: once per process. */
const checks = new Map<string, Check>();

function compile(document: unknown): Check {
  const { paths } = spec.parse(document);
  const ajv = new Ajv2020({ strict: false, allErrors: false, validateFormats: true });
  formats.default(ajv, { mode: 'full' });
  ajv.addFormat('snowflake', /^(0|[1-9]\d*)$/).addFormat('nonce', true);
  ajv.addSchema(z.record(z.string(), z.unknown()).parse(document), 'discord');
  const compiled = new Map<string, ValidateFunction>();
  const validator = (pointer: string): ValidateFunction => {
    const known = compiled.get(pointer) ?? ajv.compile({ $ref: `discord#${pointer}` });
    compiled.set(pointer, known);
    return known;
  };
  const table = Object.entries(paths)
    // Fixed words before parts that may be anything: /users/@me before /users/{user_id}.
    .sort(([one], [other]) => one.split('{').length - other.split('{').length)
    .map(([path, methods]) => ({
      path,
      methods,
      pattern: new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}$`),
    }));

  return (request, answer) => {
    const method = request.method.toLowerCase();
    const route = table.find(({ pattern, methods }) => pattern.test(request.path) && method in methods);
    if (!route) return [`${request.method} ${request.path}: the schema knows no such request`];
    const { requestBody, responses } = operation.parse(route.methods[method]);
    const base = `/paths/${pointerOf(route.path)}/${method}`;
    const line = `${request.method} ${route.path}`;
    const wrong: string[] = [];
    const hold = (pointer: string, value: unknown, what: string) => {
      const validate = validator(pointer);
      if (validate(value)) return;
      const [first] = (validate.errors ?? []).toSorted(
        (one, other) => other.instancePath.length - one.instancePath.length,
      );
      wrong.push(`${line}: ${what}${first?.instancePath} ${first?.message}`);
    };
    // Handlers refuse a bad request with 50035 and say why; the schema must say no, too.
    if (requestBody?.content?.['application/json'] && answer.status < 400) {
      hold(`${base}/requestBody/content/application~1json/schema`, request.body, 'request');
    }
    const status =
      String(answer.status) in responses ? String(answer.status) : `${String(answer.status)[0]}XX`;
    const response = responses[answer.status === 429 ? '429' : status];
    if (!response)
      return answer.status >= 500 ? wrong : [...wrong, `${line}: no answer ${answer.status} in the schema`];
    const pointer = response.$ref?.slice(1) ?? `${base}/responses/${status}`;
    // In the details of a 50035 Discord sends words as codes, though its schema says integers.
    if (answer.status === 400 && codeOf(answer) === 50035) return wrong;
    if (response.$ref || response.content?.['application/json']) {
      hold(`${pointer}/content/application~1json/schema`, answer.body, `answer ${answer.status}`);
    }
    return wrong;
  };
}

const codeOf = ({ body }: Answer): unknown => z.looseObject({ code: z.unknown() }).safeParse(body).data?.code;

const pointerOf = (path: string): string =>
  encodeURIComponent(path.replaceAll('~', '~0').replaceAll('/', '~1'));
