import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Tab, TabList, TabPanel, Tabs, Text } from '@backstage/ui';
import type { ChangePreview, ChangeRender } from '@idp/plugin-changes-common';
import { changesTranslationRef } from '../translation';
import { RenderedObjects } from './RenderedObjects';

const ENVIRONMENTS: ChangeRender['environment'][] = [
  'boundary',
  'local',
  'eks',
];

/** The objects that a merge adds, alters or removes, an environment a tab. */
export const Renders = ({ preview }: { preview: ChangePreview }) => {
  const { t } = useTranslationRef(changesTranslationRef);
  const { renders, notRendered } = preview;
  const environments = ENVIRONMENTS.filter(name =>
    renders.some(({ environment }) => environment === name),
  );
  if (environments.length === 0 && notRendered !== 'no-kustomize') return null;
  return (
    <section aria-labelledby="change-preview">
      <Flex direction="column" gap="3">
        <Text as="h2" variant="title-x-small" id="change-preview">
          {t('preview.title')}
        </Text>
        {notRendered === 'no-kustomize' && (
          <Text as="p" color="secondary">
            {t('preview.noKustomize')}
          </Text>
        )}
        {environments.length > 0 && (
          <Tabs>
            <TabList aria-label={t('preview.environments')}>
              {environments.map(name => (
                <Tab key={name} id={name}>
                  {name === 'boundary' ? t('preview.boundary') : name}
                </Tab>
              ))}
            </TabList>
            {environments.map(name => (
              <TabPanel key={name} id={name}>
                <Flex direction="column" gap="4" mt="3">
                  {renders
                    .filter(({ environment }) => environment === name)
                    .map(render => (
                      <RenderedObjects key={render.folder} render={render} />
                    ))}
                </Flex>
              </TabPanel>
            ))}
          </Tabs>
        )}
      </Flex>
    </section>
  );
};
