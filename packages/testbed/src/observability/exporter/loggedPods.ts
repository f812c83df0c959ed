import type { LoggedPod } from '../config/podLabels';

const pod = (tenant: string, workload: string): LoggedPod => ({
  namespace: `tenant-${tenant}`,
  pod: `${workload}-5d8f7c9b6d-x7x7x`,
  container: 'app',
  labels: {
    'app.kubernetes.io/name': workload,
    'app.kubernetes.io/instance': `${tenant}--${workload}`,
    'platform.idp/workload': workload,
    'platform.idp/tenant': tenant,
  },
});

/** Pods whose lines are read, with the labels that a blueprint gives them. */
export const loggedPods = {
  hello: pod('demo', 'hello'),
  orders: pod('payments', 'orders'),
  mailer: pod('payments', 'mailer'),
  ledger: pod('billing', 'ledger'),
};
