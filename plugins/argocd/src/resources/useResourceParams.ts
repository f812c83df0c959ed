import { useSearchParams } from 'react-router-dom';

/** More nodes than this nobody reads. */
export const GRAPH_LIMIT = 150;

/** How resources are shown and which is selected, kept in the address, so that a view can be sent to somebody. */
export function useResourceParams() {
  const [params, setParams] = useSearchParams();
  const set = (name: string, value: string | undefined, replace = false) =>
    setParams(
      before => {
        const next = new URLSearchParams(before);
        if (value) next.set(name, value);
        else next.delete(name);
        return next;
      },
      { replace },
    );
  return {
    layout: params.get('show') as 'graph' | 'table' | null,
    selected: params.get('resource') ?? undefined,
    q: params.get('q')?.slice(0, 200) ?? '',
    setLayout: (layout: 'graph' | 'table') => set('show', layout, true),
    select: (key: string | undefined) => set('resource', key),
    // Typing leaves no trail of half-typed words to go back through.
    search: (text: string) => set('q', text, true),
  };
}
