import type { Entity } from '@backstage/catalog-model';
import { ANNOTATION_PROBLEM } from './annotations';

/** An entity that says what is wrong with its file. */
export function withProblem(entity: Entity, problem: string): Entity {
  const { metadata } = entity;
  return {
    ...entity,
    metadata: {
      ...metadata,
      annotations: { ...metadata.annotations, [ANNOTATION_PROBLEM]: problem },
    },
  };
}
