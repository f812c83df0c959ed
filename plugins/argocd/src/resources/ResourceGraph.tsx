import {
  DependencyGraph,
  DependencyGraphTypes,
} from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Application, Resource } from '@idp/plugin-argocd-common';
import { useMemo } from 'react';
import type { ResourceTree } from '../model/resourceTree';
import { argocdTranslationRef } from '../translation';
import { GraphNode } from './GraphNode';
import styles from './ResourceGraph.module.css';

/** No resource has this key: they all have slashes. */
const ROOT = 'application';

interface NodeData {
  resource?: Resource;
}

/** Resources as a graph that grows to the right, from the Application to its pods. */
export const ResourceGraph = ({
  application,
  tree,
  selected,
  onSelect,
}: {
  application: Application;
  tree: ResourceTree;
  selected: string | undefined;
  onSelect: (key: string) => void;
}) => {
  const { t } = useTranslationRef(argocdTranslationRef);
  const nodes = useMemo<DependencyGraphTypes.DependencyNode<NodeData>[]>(
    () => [
      { id: ROOT },
      ...tree.rows.map(({ key, resource }) => ({ id: key, resource })),
    ],
    [tree],
  );
  const edges = useMemo(
    () => tree.edges.map(({ from = ROOT, to }) => ({ from, to })),
    [tree],
  );
  return (
    <div
      role="group"
      aria-label={t('resources.graphLabel')}
      className={styles.graph}
    >
      <DependencyGraph
        nodes={nodes}
        edges={edges}
        direction={DependencyGraphTypes.Direction.LEFT_RIGHT}
        nodeMargin={12}
        rankMargin={56}
        paddingX={16}
        paddingY={16}
        zoom="enable-on-click"
        fit="grow"
        curve="curveMonotoneX"
        renderNode={({ node: { id, resource } }) => (
          <GraphNode
            title={resource ? resource.name : application.ref.name}
            kind={resource ? resource.kind : 'Application'}
            health={
              resource ? resource.health?.status : application.health.status
            }
            message={
              resource?.health?.status === 'Healthy'
                ? undefined
                : resource?.health?.message
            }
            sync={resource ? resource.sync : application.sync.status}
            selected={id === selected}
            onPress={resource && (() => onSelect(id))}
          />
        )}
      />
    </div>
  );
};

export default ResourceGraph;
