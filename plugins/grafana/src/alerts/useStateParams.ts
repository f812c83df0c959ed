import { ALERT_STATES, type AlertState } from '@idp/plugin-grafana-common';
import { useSearchParams } from 'react-router-dom';

/** The states that are shown, kept in the address; none means all. */
export function useStateParams() {
  const [params, setParams] = useSearchParams();
  const asked = params.getAll('state');
  return {
    states: ALERT_STATES.filter(state => asked.includes(state)),
    setStates: (states: AlertState[]) =>
      setParams(before => {
        const next = new URLSearchParams(before);
        next.delete('state');
        states.forEach(state => next.append('state', state));
        return next;
      }),
  };
}
