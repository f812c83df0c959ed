import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Tab, TabList, TabPanel, Tabs } from '@backstage/ui';
import { Loading, PageFrame, Title } from '@idp/parts-react';
import { lazy, Suspense } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';
import { ListPage } from './list';
import styles from './VaultPage.module.css';
import { calendarRouteRef, rootRouteRef } from './routes';
import { vaultTranslationRef } from './translation';

const CalendarPage = lazy(() =>
  import('./calendar').then(m => ({ default: m.CalendarPage })),
);

/** All secrets: as a list, and as a calendar of what falls due. Which of them stands in the address. */
export const VaultPage = () => {
  const { t } = useTranslationRef(vaultTranslationRef);
  const navigate = useNavigate();
  const list = useRouteRef(rootRouteRef);
  const calendar = useRouteRef(calendarRouteRef);
  const { pathname } = useLocation();
  const view = pathname.replace(/\/$/, '').endsWith('/rotations')
    ? 'calendar'
    : 'all';
  const hrefs = { all: list?.(), calendar: calendar?.() };
  return (
    <PageFrame>
      <Flex direction="column" gap="4">
        <Title
          page
          title={t('title')}
          text={view === 'all' ? t('list.intro') : t('calendar.intro')}
        />
        <Tabs
          selectedKey={view}
          onSelectionChange={key => {
            const href = hrefs[key as keyof typeof hrefs];
            if (href && key !== view) navigate(href);
          }}
        >
          <TabList aria-label={t('list.views')}>
            <Tab id="all">{t('list.all')}</Tab>
            <Tab id="calendar">{t('list.calendar')}</Tab>
          </TabList>
          <TabPanel id={view} className={styles.panel}>
            {view === 'all' ? (
              <ListPage />
            ) : (
              <Suspense
                fallback={
                  <Loading label={t('calendar.loading')} height={360} />
                }
              >
                <CalendarPage />
              </Suspense>
            )}
          </TabPanel>
        </Tabs>
      </Flex>
    </PageFrame>
  );
};
