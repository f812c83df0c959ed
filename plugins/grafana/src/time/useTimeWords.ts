import { useLanguage } from '@idp/live-react';
import { useMemo } from 'react';
import type { TimeWords } from './timeText';
import { readersZone } from './zone';

/** The portal's language and the reader's time zone. */
export function useTimeWords(): TimeWords {
  const language = useLanguage();
  return useMemo(() => ({ language, zone: readersZone() }), [language]);
}
