import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, VisuallyHidden } from '@backstage/ui';
import { useLanguage } from '@idp/live-react';
import type { RotationCalendar } from '@idp/plugin-vault-common';
import { dueOn } from '../model/calendar';
import { shortName } from '../model/paths';
import { vaultTranslationRef } from '../translation';
import styles from './Calendar.module.css';

/** More than fit in a day's cell are behind its button. */
const SHOWN = 3;

/** A month as a table of weeks; a day tells how many fall due, and opens. */
export const MonthTable = ({
  month,
  monthName,
  weeks,
  today,
  calendar,
  day,
  onDay,
}: {
  month: string;
  monthName: string;
  weeks: string[][];
  today: string;
  calendar: RotationCalendar | undefined;
  /** The day that is open. */
  day: string | undefined;
  onDay: (date: string) => void;
}) => {
  const { t } = useTranslationRef(vaultTranslationRef);
  const language = useLanguage();
  const weekday = (style: 'short' | 'long') =>
    new Intl.DateTimeFormat(language, { weekday: style, timeZone: 'UTC' });
  const dateText = new Intl.DateTimeFormat(language, {
    dateStyle: 'long',
    timeZone: 'UTC',
  });
  return (
    <table className={styles.month}>
      <caption>
        <VisuallyHidden>
          {t('calendar.caption', { month: monthName })}
        </VisuallyHidden>
      </caption>
      <thead>
        <tr>
          {weeks[0].map(date => (
            <th
              key={date}
              scope="col"
              aria-label={weekday('long').format(new Date(date))}
            >
              {weekday('short').format(new Date(date))}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map(week => (
          <tr key={week[0]}>
            {week.map(date => {
              const due = dueOn(calendar, date);
              const classes = [
                date.startsWith(month) ? '' : styles.outside,
                date === today ? styles.today : '',
                due.length === 0 ? styles.free : '',
              ];
              return (
                <td key={date} className={classes.filter(Boolean).join(' ')}>
                  <time
                    dateTime={date}
                    aria-current={date === today ? 'date' : undefined}
                  >
                    {Number(date.slice(8))}
                  </time>
                  {due.length > 0 && (
                    <>
                      <ul className={styles.names} aria-hidden="true">
                        {due.slice(0, SHOWN).map(({ ref }) => (
                          <li
                            key={`${ref.server}/${ref.path}`}
                            title={ref.path}
                          >
                            {shortName(ref.path)}
                          </li>
                        ))}
                      </ul>
                      <Button
                        size="small"
                        variant="tertiary"
                        aria-pressed={date === day}
                        aria-label={t('calendar.showDay', {
                          date: dateText.format(new Date(date)),
                          total: String(due.length),
                        })}
                        onPress={() => onDay(date)}
                      >
                        {t('calendar.count', { count: due.length })}
                      </Button>
                    </>
                  )}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
};
