import { useFreshSummaries } from './useSummary';

/**
 * Keeps the {@link EntityArgoCDCell}s of a page fresh, with one request for all of them. Shows nothing.
 *
 * @public
 */
export const ArgoCDFreshness = () => {
  useFreshSummaries();
  return null;
};
