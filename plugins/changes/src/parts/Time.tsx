import { fullTime, relativeTime } from './relativeTime';
import { useLanguage } from './useLanguage';

/** How long ago, with the full date in its title. */
export const Time = ({ iso }: { iso: string }) => {
  const language = useLanguage();
  return (
    <time dateTime={iso} title={fullTime(iso, language)}>
      {relativeTime(iso, new Date(), language)}
    </time>
  );
};
