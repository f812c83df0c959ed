import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { FormFieldBlueprint } from '@backstage/plugin-scaffolder-react/alpha';

/**
 * The fields that the platform's golden paths use by `ui:field`.
 *
 * @public
 */
export const scaffolderModulePlatform = createFrontendModule({
  pluginId: 'scaffolder',
  extensions: [
    FormFieldBlueprint.make({
      name: 'platform-name',
      params: {
        field: () => import('./names').then(m => m.platformNameField),
      },
    }),
    FormFieldBlueprint.make({
      name: 'tenant-picker',
      params: {
        field: () => import('./pickers').then(m => m.tenantPickerField),
      },
    }),
    FormFieldBlueprint.make({
      name: 'workload-picker',
      params: {
        field: () => import('./pickers').then(m => m.workloadPickerField),
      },
    }),
    FormFieldBlueprint.make({
      name: 'owner-group-picker',
      params: {
        field: () => import('./pickers').then(m => m.ownerGroupPickerField),
      },
    }),
    FormFieldBlueprint.make({
      name: 'change-preview',
      params: {
        field: () => import('./preview').then(m => m.changePreviewField),
      },
    }),
  ],
});
