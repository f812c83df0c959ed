import { Container } from '@backstage/ui';
import type { ReactNode } from 'react';
import styles from './PageFrame.module.css';

/**
 * The one landmark and the width of a page.
 *
 * @public
 */
export const PageFrame = ({ children }: { children: ReactNode }) => (
  <main className={styles.main}>
    <Container>{children}</Container>
  </main>
);
