import {
  apiEntityV1alpha1Validator,
  componentEntityV1alpha1Validator,
  DefaultNamespaceEntityPolicy,
  domainEntityV1alpha1Validator,
  EntityPolicies,
  FieldFormatEntityPolicy,
  groupEntityV1alpha1Validator,
  type KindValidator,
  locationEntityV1alpha1Validator,
  NoForeignRootFieldsEntityPolicy,
  resourceEntityV1alpha1Validator,
  SchemaValidEntityPolicy,
  systemEntityV1alpha1Validator,
  userEntityV1alpha1Validator,
} from '@backstage/catalog-model';
import { templateEntityV1beta3Validator } from '@backstage/plugin-scaffolder-common';

/** What the catalog asks of an entity of any kind before it takes it in. */
const policy = EntityPolicies.allOf([
  // First, as the schema would not say which field it is.
  new NoForeignRootFieldsEntityPolicy(),
  new SchemaValidEntityPolicy(),
  new DefaultNamespaceEntityPolicy(),
  new FieldFormatEntityPolicy(),
]);

const KINDS: KindValidator[] = [
  apiEntityV1alpha1Validator,
  componentEntityV1alpha1Validator,
  domainEntityV1alpha1Validator,
  groupEntityV1alpha1Validator,
  locationEntityV1alpha1Validator,
  resourceEntityV1alpha1Validator,
  systemEntityV1alpha1Validator,
  templateEntityV1beta3Validator,
  userEntityV1alpha1Validator,
];

/** Why Backstage would not take an entity in, in its own words; undefined where it would. */
export async function whyRefused(entity: any): Promise<string | undefined> {
  try {
    await policy.enforce(entity);
    for (const kind of KINDS) if (await kind.check(entity)) return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return `it has no kind ${entity.kind} of ${entity.apiVersion}`;
}
