import { ground } from '@idp/parts-react';
import type { ReactNode } from 'react';
import styles from './BoxedList.module.css';

/** A list with a line around it. */
export const BoxedList = ({
  children,
  ...naming
}: ({ 'aria-label': string } | { 'aria-labelledby': string }) & {
  children: ReactNode;
}) => (
  <ul className={`${ground.box} ${styles.list}`} {...naming}>
    {children}
  </ul>
);
