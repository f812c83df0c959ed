import {
  EntityPolicies,
  FieldFormatEntityPolicy,
  NoForeignRootFieldsEntityPolicy,
  SchemaValidEntityPolicy,
  type Entity,
} from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { templateEntityV1beta3Validator } from '@backstage/plugin-scaffolder-common';
import { LineCounter, parseAllDocuments } from 'yaml';
import { locationAnnotations, type EntityOrigin } from './annotations';

const LARGEST = 512 * 1024;
const policy = EntityPolicies.allOf([
  new SchemaValidEntityPolicy(),
  new NoForeignRootFieldsEntityPolicy(),
  new FieldFormatEntityPolicy(),
]);

/** The Template of a golden path's file. Throws an InputError with the place where something is wrong. */
export async function templateEntities(
  path: string,
  text: string,
  origin: EntityOrigin,
): Promise<Entity[]> {
  const all = documents(path, text);
  if (all.length !== 1) {
    throw new InputError(
      `${path}:1 has ${all.length} documents: write exactly one Template`,
    );
  }
  const [{ value, line }] = all;
  const entity = await entityOf(value, path, line);
  let isTemplate: boolean;
  try {
    isTemplate = await templateEntityV1beta3Validator.check(entity);
  } catch (error) {
    throw new InputError(`${path}:${line} ${(error as Error).message}`);
  }
  if (!isTemplate) {
    throw new InputError(
      `${path}:${line} is ${entity.apiVersion} ${entity.kind}: write a Template of scaffolder.backstage.io/v1beta3`,
    );
  }
  return [located(entity, origin)];
}

/** All entities of a catalog file. Throws an InputError with the place where something is wrong. */
export async function catalogFileEntities(
  path: string,
  text: string,
  origin: EntityOrigin,
): Promise<Entity[]> {
  const entities: Entity[] = [];
  for (const { value, line } of documents(path, text)) {
    entities.push(located(await entityOf(value, path, line), origin));
  }
  return entities;
}

function documents(path: string, text: string) {
  if (text.length > LARGEST) {
    throw new InputError(
      `${path} has ${text.length} characters: write at most ${LARGEST}`,
    );
  }
  const lineCounter = new LineCounter();
  const all = parseAllDocuments(text, { lineCounter, prettyErrors: false });
  const found = Array.isArray(all) ? all : [];
  return found.flatMap(document => {
    const [error] = document.errors;
    if (error) {
      const { line } = lineCounter.linePos(error.pos[0]);
      throw new InputError(`${path}:${line} ${error.message.split('\n')[0]}`);
    }
    const value = document.toJS({ maxAliasCount: 50 });
    const { line } = lineCounter.linePos(document.contents?.range?.[0] ?? 0);
    return value === null || value === undefined ? [] : [{ value, line }];
  });
}

async function entityOf(
  value: unknown,
  path: string,
  line: number,
): Promise<Entity> {
  try {
    const entity = await policy.enforce(value as Entity);
    if (entity) return entity;
  } catch (error) {
    throw new InputError(`${path}:${line} ${(error as Error).message}`);
  }
  throw new InputError(`${path}:${line} is no entity`);
}

function located(entity: Entity, origin: EntityOrigin): Entity {
  const { annotations, ...metadata } = entity.metadata;
  return {
    ...entity,
    metadata: {
      ...metadata,
      annotations: { ...annotations, ...locationAnnotations(origin) },
    },
  };
}
