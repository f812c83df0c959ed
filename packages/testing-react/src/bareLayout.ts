import {
  coreExtensionData,
  createExtension,
  createExtensionInput,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';

/** An app's layout without its sidebar, whose styles jsdom does not understand. */
export const bareLayout = createFrontendModule({
  pluginId: 'app',
  extensions: [
    createExtension({
      name: 'layout',
      attachTo: { id: 'app/root', input: 'children' },
      inputs: {
        nav: createExtensionInput([coreExtensionData.reactElement]),
        content: createExtensionInput([coreExtensionData.reactElement], {
          singleton: true,
        }),
      },
      output: [coreExtensionData.reactElement],
      factory: ({ inputs }) => [
        coreExtensionData.reactElement(
          inputs.content.get(coreExtensionData.reactElement),
        ),
      ],
    }),
  ],
});
