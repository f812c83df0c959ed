import type { AlertState } from '@idp/plugin-grafana-common';
import { useSearchParams } from 'react-router-dom';
import { STATE_ORDER } from '../model/states';

/** The states that are shown, kept in the address; none means all. */
export function useStateParams() {
  const [params, setParams] = useSearchParams();
  const asked = params.getAll('state');
  return {
    states: STATE_ORDER.filter(state => asked.includes(state)),
    setStates: (states: AlertState[]) =>
      setParams(before => {
        const next = new URLSearchParams(before);
        next.delete('state');
        states.forEach(state => next.append('state', state));
        return next;
      }),
  };
}
