import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { Route, Routes, useParams } from 'react-router-dom';
import { viewOf } from '../model/views';
import { ViewTabs } from './ViewTabs';

const Views = ({ embed }: { embed: boolean }) => {
  const { entity } = useEntity();
  const { view } = useParams();
  return (
    <ViewTabs
      entityRef={stringifyEntityRef(entity)}
      view={viewOf(view)}
      embed={embed}
    />
  );
};

/** Signals, alerts, logs and dashboards of the entity whose page this is. */
export const EntityGrafanaContent = ({
  embed = false,
}: {
  /** Whether the overview dashboard may be shown within the page, by Grafana itself. */
  embed?: boolean;
}) => (
  <Routes>
    <Route path="/:view?" element={<Views embed={embed} />} />
  </Routes>
);
