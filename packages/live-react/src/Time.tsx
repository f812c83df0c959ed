import { fullTime, relativeTime } from './relativeTime';
import { useLanguage } from './useLanguage';
import { useNow } from './useNow';

/**
 * How long ago, with the full date in its title. It grows older while one looks at it.
 *
 * @public
 */
export const Time = ({ iso }: { iso: string }) => {
  const language = useLanguage();
  const now = useNow();
  if (Number.isNaN(Date.parse(iso))) return <>{iso}</>;
  return (
    <time dateTime={iso} title={fullTime(iso, language)}>
      {relativeTime(iso, now, language)}
    </time>
  );
};
