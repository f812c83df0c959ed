import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Flex, Link, Text } from '@backstage/ui';
import { useLanguage } from '@idp/live-react';
import { EmptyMessage, ground, isForbidden, Loading } from '@idp/parts-react';
import { useSearchParams } from 'react-router-dom';
import { dueOn, monthAfter, monthOf } from '../model/calendar';
import { FailureNotice } from '../parts';
import { rootRouteRef } from '../routes';
import { vaultTranslationRef } from '../translation';
import styles from './Calendar.module.css';
import { DueList } from './DueList';
import { MonthTable } from './MonthTable';
import { useRotations } from './useRotations';

/** More of what is due already is in the list. */
const OVERDUE = 10;

/** When secrets have to be written anew: what is due already, and a month by its days. */
export const CalendarPage = () => {
  const { t } = useTranslationRef(vaultTranslationRef);
  const language = useLanguage();
  const list = useRouteRef(rootRouteRef);
  const [params, setParams] = useSearchParams();
  const now = new Date();
  const month = monthOf(params.get('month'), now);
  const { value, error, pending, reload, weeks } = useRotations(month);
  const calendar = pending ? undefined : value;
  const open = params.get('day') ?? undefined;
  const day = weeks.flat().find(date => date === open);
  const monthName = new Intl.DateTimeFormat(language, {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${month}-01`));
  const dayName =
    day &&
    new Intl.DateTimeFormat(language, {
      dateStyle: 'long',
      timeZone: 'UTC',
    }).format(new Date(day));
  const go = (to: string) => setParams({ month: to });

  if (isForbidden(error)) {
    return (
      <EmptyMessage
        page
        title={t('forbidden.title')}
        text={t('forbidden.text')}
      />
    );
  }
  const overdue = calendar?.overdue ?? [];
  const nothing =
    calendar &&
    !calendar.days.some(
      ({ date, secrets }) => date.startsWith(month) && secrets.length > 0,
    );
  return (
    <>
      {error !== undefined && (
        <FailureNotice
          title={value ? t('failure.reread') : t('failure.rotations')}
          error={error}
          onRetry={reload}
        />
      )}
      {overdue.length > 0 && (
        <section
          aria-labelledby="overdue"
          className={`${ground.panel} ${styles.panel}`}
        >
          <Text as="h2" variant="title-x-small" id="overdue">
            {t('calendar.overdue')}
          </Text>
          <Text as="p" color="secondary" className={styles.line}>
            {t('calendar.overdueText')}
          </Text>
          <DueList
            label={t('calendar.overdue')}
            secrets={overdue.slice(0, OVERDUE)}
          />
          {overdue.length > OVERDUE && (
            <Text as="p" color="secondary" className={styles.line}>
              {t('calendar.overdueMore', { count: overdue.length - OVERDUE })}
            </Text>
          )}
          {list && (
            <Link href={`${list()}?rotation=overdue`}>
              {t('calendar.overdueList')}
            </Link>
          )}
        </section>
      )}
      <div className={styles.head}>
        <Text as="h2" variant="title-small" aria-live="polite">
          {monthName}
        </Text>
        <Flex gap="2">
          <Button
            size="small"
            variant="secondary"
            onPress={() => go(monthAfter(month, -1))}
          >
            {t('calendar.earlier')}
          </Button>
          <Button
            size="small"
            variant="secondary"
            onPress={() => setParams({})}
          >
            {t('calendar.today')}
          </Button>
          <Button
            size="small"
            variant="secondary"
            onPress={() => go(monthAfter(month, 1))}
          >
            {t('calendar.later')}
          </Button>
        </Flex>
      </div>
      {!calendar && error === undefined && (
        <Loading label={t('calendar.loading')} height={360} />
      )}
      {calendar && (
        <MonthTable
          month={month}
          monthName={monthName}
          weeks={weeks}
          today={now.toISOString().slice(0, 10)}
          calendar={calendar}
          day={day}
          onDay={date => setParams({ month, day: date }, { replace: true })}
        />
      )}
      {nothing && (
        <Text as="p" color="secondary" role="status" className={styles.line}>
          {t('calendar.nothing', { month: monthName })}
        </Text>
      )}
      {calendar && day && (
        <section
          aria-labelledby="day"
          className={`${ground.panel} ${styles.panel}`}
        >
          <Text as="h2" variant="title-x-small" id="day" aria-live="polite">
            {t('calendar.day', { date: dayName ?? day })}
          </Text>
          <DueList
            label={t('calendar.day', { date: dayName ?? day })}
            secrets={dueOn(calendar, day)}
          />
        </section>
      )}
    </>
  );
};
