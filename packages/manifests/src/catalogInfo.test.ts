import {
  componentEntityV1alpha1Validator,
  domainEntityV1alpha1Validator,
  entityEnvelopeSchemaValidator,
  KindValidator,
  resourceEntityV1alpha1Validator,
  stringifyEntityRef,
  systemEntityV1alpha1Validator,
} from '@backstage/catalog-model';
import { parseAllDocuments } from 'yaml';
import { readText } from './__testUtils__/repository';

const VALIDATORS: Record<string, KindValidator> = {
  Component: componentEntityV1alpha1Validator,
  Domain: domainEntityV1alpha1Validator,
  Resource: resourceEntityV1alpha1Validator,
  System: systemEntityV1alpha1Validator,
};

const entities = parseAllDocuments(readText('catalog-info.yaml')).map(
  document => document.toJS(),
);
const refs = entities.map(stringifyEntityRef);

it('describes each entity once', () => {
  expect(new Set(refs).size).toBe(refs.length);
});

describe.each(entities.map((entity, index) => [refs[index], entity]))(
  '%s',
  (_, entity: any) => {
    it('is a valid entity of the platform team', async () => {
      entityEnvelopeSchemaValidator()(entity);
      await expect(VALIDATORS[entity.kind].check(entity)).resolves.toBe(true);
      expect(entity.spec.owner).toBe('group:default/platform');
      expect(entity.metadata.description).toEqual(expect.any(String));
    });

    it('refers only to entities that are there', () => {
      const { domain, system, subcomponentOf, dependsOn, dependencyOf } =
        entity.spec;
      const targets = [domain, system, subcomponentOf]
        .concat(dependsOn, dependencyOf)
        .filter(Boolean);
      for (const target of targets) expect(refs).toContain(target);
    });
  },
);
