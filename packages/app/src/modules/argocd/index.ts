import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import { rollBackApiRef } from '@idp/plugin-argocd';
import { rollBackLink } from './rollBackLink';

const rollBackApi = ApiBlueprint.make({
  name: 'roll-back',
  params: defineParams =>
    defineParams({
      api: rollBackApiRef,
      deps: {},
      factory: () => ({ linkFor: rollBackLink }),
    }),
});

/** Where the history of an Application leads to the golden path `roll-back`. */
export const argocdModule = createFrontendModule({
  pluginId: 'idp-argocd',
  extensions: [rollBackApi],
});
