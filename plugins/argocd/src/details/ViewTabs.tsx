import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Tab, TabList, TabPanel, Tabs } from '@backstage/ui';
import { Loading } from '@idp/parts-react';
import type {
  EntityApplication,
  EntityApplicationRef,
  Revision,
} from '@idp/plugin-argocd-common';
import { lazy, Suspense } from 'react';
import { useNavigate } from 'react-router-dom';
import { useApplicationHref } from '../parts';
import { argocdTranslationRef } from '../translation';
import { About } from './About';
import styles from './ViewTabs.module.css';
import { VIEWS, type View } from './views';

const Resources = lazy(() =>
  import('../resources').then(m => ({ default: m.Resources })),
);
const Differences = lazy(() =>
  import('../diff').then(m => ({ default: m.Differences })),
);
const History = lazy(() =>
  import('../history').then(m => ({ default: m.History })),
);

/** Resources, differences and history; which of them stands in the address. */
export const ViewTabs = ({
  application,
  target,
  revisions,
  view,
}: {
  application: EntityApplication;
  target: EntityApplicationRef;
  revisions: Record<string, Revision>;
  view: View;
}) => {
  const { t } = useTranslationRef(argocdTranslationRef);
  const navigate = useNavigate();
  const base = useApplicationHref()(
    String(target.entityRef),
    target.application,
  );
  const state = stateOf(application);
  return (
    <Tabs
      selectedKey={view}
      onSelectionChange={key =>
        base && key !== view && navigate(`${base}/${key}`)
      }
    >
      <TabList aria-label={t('details.views')}>
        {VIEWS.map(one => (
          <Tab key={one} id={one}>
            {t(`details.${one}`)}
          </Tab>
        ))}
      </TabList>
      <TabPanel id={view} className={styles.panel}>
        <Suspense
          fallback={<Loading label={t('details.loading')} height={240} />}
        >
          {view === 'resources' && (
            <Resources
              application={application}
              target={target}
              state={state}
            />
          )}
          {view === 'diff' && (
            <Differences
              application={application}
              target={target}
              state={state}
            />
          )}
          {view === 'about' && (
            <About
              application={application}
              target={target}
              revisions={revisions}
            />
          )}
          {view === 'history' && (
            <History
              application={application}
              target={target}
              revisions={revisions}
            />
          )}
        </Suspense>
      </TabPanel>
    </Tabs>
  );
};

/** Changes whenever objects may have: what is read of them is then read anew, and otherwise not. */
function stateOf({
  sync,
  health,
  operation,
  troubles,
}: EntityApplication): string {
  return JSON.stringify([
    sync,
    health.status,
    health.message,
    operation?.phase,
    operation?.startedAt,
    operation?.message,
    troubles,
  ]);
}
