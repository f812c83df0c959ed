import { useFreshSummaries } from './useSummary';

/**
 * Keeps the {@link EntityAlertsCell}s of a page fresh, with one request for all of them. Shows nothing.
 *
 * @public
 */
export const AlertsFreshness = () => {
  useFreshSummaries();
  return null;
};
