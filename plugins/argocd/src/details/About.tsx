import { BgProvider } from '@backstage/ui';
import { ground } from '@idp/parts-react';
import type {
  EntityApplication,
  EntityApplicationRef,
  Revision,
} from '@idp/plugin-argocd-common';
import styles from './About.module.css';
import { Facts } from './Facts';
import { SyncWindows } from './SyncWindows';

/** All facts of an Application, and when it may be synced. */
export const About = ({
  application,
  target,
  revisions,
}: {
  application: EntityApplication;
  /** Only of an Application that is confirmed. */
  target?: EntityApplicationRef;
  revisions: Record<string, Revision>;
}) => (
  <BgProvider bg="neutral-1">
    <div className={`${ground.box} ${styles.about}`}>
      <Facts application={application} revisions={revisions} />
      {target && <SyncWindows target={target} />}
    </div>
  </BgProvider>
);
