import fs from 'node:fs';
import Ajv2020 from 'ajv/dist/2020';
import { parse } from 'yaml';

/** The OpenAPI document of a plugin, held against its router and its answers. */
export function openApi(file: string) {
  const document = parse(fs.readFileSync(file, 'utf8'), { merge: true });
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  ajv.addFormat('date-time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  ajv.addFormat('date', /^\d{4}-\d\d-\d\d$/);
  ajv.addSchema(document, 'openapi');
  return {
    /** Its paths, as `/entities/{kind}`. */
    paths: Object.keys(document.paths),
    /** Every operation, as `get /entities/{kind}`, in order. */
    operations: Object.entries<any>(document.paths)
      .flatMap(([route, { parameters, ...methods }]) =>
        Object.keys(methods).map(method => `${method} ${route}`),
      )
      .sort(),
    /** What is wrong with an answer; an empty object where it is as the document says. */
    problems(route: string, method: string, status: number, body: any) {
      const { responses } = document.paths[route][method];
      const key = responses[status] ? status : 'default';
      if (!responses[key].content) return body;
      const pointer = [
        'paths',
        route,
        method,
        'responses',
        String(key),
        'content',
        'application/json',
        'schema',
      ]
        .map(part =>
          encodeURIComponent(part.replace(/~/g, '~0').replace(/\//g, '~1')),
        )
        .join('/');
      const validate = ajv.compile({ $ref: `openapi#/${pointer}` });
      return validate(body) ? {} : validate.errors;
    },
  };
}

/** The routes of a router of Express, as the document of {@link openApi} names operations, in order. */
export function operationsOf(router: any): string[] {
  return router.stack
    .filter(({ route }: any) => route)
    .map(({ route }: any) => {
      const [method] = Object.keys(route.methods);
      return `${method} ${route.path.replace(/:(\w+)/g, '{$1}')}`;
    })
    .sort();
}
