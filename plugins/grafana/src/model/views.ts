/** What an entity's observability can be looked at as, as it stands in the address. */
export const VIEWS = ['signals', 'alerts', 'logs', 'dashboards'] as const;

export type View = (typeof VIEWS)[number];

/** Reads the view out of an address; what it doesn't know is the first. */
export function viewOf(text: string | undefined): View {
  return VIEWS.find(view => view === text) ?? VIEWS[0];
}
