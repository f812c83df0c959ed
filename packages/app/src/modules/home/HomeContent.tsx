import { ButtonLink, Container, Flex, Grid, Text } from '@backstage/ui';
import { usePortalTitle } from '../portalTitle';
import { useIsSandbox } from '../sandbox';
import type { HomePageLayoutProps } from '@backstage/plugin-home-react/alpha';

/** One sentence on what the portal does, the way in, and the widgets of whatever plugins are installed. */
export const HomeContent = ({ widgets }: HomePageLayoutProps) => (
  <main>
    <Container>
      <Flex direction="column" gap="6" py="6">
        <Flex direction="column" gap="3">
          <Text as="h1" variant="title-large">
            {usePortalTitle()}
          </Text>
          <Text as="p" variant="body-large" color="secondary">
            Pick a golden path; the portal opens one pull request; merging it is
            the deployment; the portal shows what became of it.
          </Text>
          {useIsSandbox() && (
            <Text as="p" variant="body-medium" color="secondary">
              This is a sandbox: the GitOps repository is real, and the clusters
              that follow it are stand-ins on this machine.
            </Text>
          )}
          <Flex gap="3">
            <ButtonLink href="/create" variant="primary">
              Create
            </ButtonLink>
            <ButtonLink href="/changes" variant="secondary">
              Changes
            </ButtonLink>
            <ButtonLink href="/argocd" variant="secondary">
              Applications
            </ButtonLink>
            <ButtonLink href="/catalog" variant="secondary">
              Catalog
            </ButtonLink>
          </Flex>
        </Flex>
        <Grid.Root columns={{ initial: '1', md: '2' }} gap="4">
          {widgets.map(widget => (
            <Grid.Item key={widget.node.spec.id}>{widget.component}</Grid.Item>
          ))}
        </Grid.Root>
      </Flex>
    </Container>
  </main>
);
