import { entitySchemaValidator, type Entity } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { templateEntityV1beta3Validator } from '@backstage/plugin-scaffolder-common';
import { LineCounter, parseAllDocuments } from 'yaml';
import { locationAnnotations } from './annotations';

const LARGEST = 512 * 1024;
const validEntity = entitySchemaValidator();

/** The Template of a golden path's file. Throws an InputError with the place where something is wrong. */
export async function templateEntities(
  path: string,
  text: string,
  url: string,
): Promise<Entity[]> {
  const entities = documents(path, text).map(({ value, line }) => ({
    entity: entityOf(value, path, line),
    line,
  }));
  if (entities.length !== 1) {
    throw new InputError(
      `${path}:1 has ${entities.length} documents: write exactly one Template`,
    );
  }
  const [{ entity, line }] = entities;
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
  return [located(entity, url)];
}

/** All entities of a catalog file. Throws an InputError with the place where something is wrong. */
export function catalogFileEntities(
  path: string,
  text: string,
  url: string,
): Entity[] {
  return documents(path, text).map(({ value, line }) =>
    located(entityOf(value, path, line), url),
  );
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

function entityOf(value: unknown, path: string, line: number): Entity {
  try {
    return validEntity(value);
  } catch (error) {
    throw new InputError(`${path}:${line} ${(error as Error).message}`);
  }
}

function located(entity: Entity, url: string): Entity {
  const { annotations, ...metadata } = entity.metadata;
  return {
    ...entity,
    metadata: {
      ...metadata,
      annotations: { ...annotations, ...locationAnnotations(url) },
    },
  };
}
