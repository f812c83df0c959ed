import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import { secretFormsApiRef } from '@idp/plugin-vault';
import { secretForms } from './secretForms';

const secretFormsApi = ApiBlueprint.make({
  name: 'secret-forms',
  params: defineParams =>
    defineParams({
      api: secretFormsApiRef,
      deps: {},
      factory: () => secretForms(),
    }),
});

/** Where an entity's secrets lead to the golden paths `add-secret` and `rotate-secret`. */
export const vaultModule = createFrontendModule({
  pluginId: 'idp-vault',
  extensions: [secretFormsApi],
});
