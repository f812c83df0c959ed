import { useLocation } from 'react-router-dom';

/** Where the browser stands. */
export const address = { current: '' };

/** Tells {@link address}. */
export const AddressProbe = () => {
  const { pathname, search } = useLocation();
  address.current = `${pathname}${search}`;
  return null;
};
