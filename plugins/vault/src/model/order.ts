import type {
  EntitySecret,
  Rotation,
  SecretRow,
} from '@idp/plugin-vault-common';

export type Finding = SecretRow['finding'];

/** Findings, what somebody has to do something about first. */
export const FINDING_ORDER: readonly Finding[] = [
  'missing',
  'not-delivered',
  'foreign',
  'unowned',
  'unknown',
  'ok',
];

/** States of a rotation, the most urgent first. */
export const ROTATION_ORDER: readonly Rotation['state'][] = [
  'overdue',
  'due-soon',
  'fresh',
];

/** What is told of a secret wherever it stands in a row. */
export interface Standing {
  finding: Finding;
  rotation?: Rotation;
}

/** How urgent it is, the smaller the more. A secret that is too old comes after those that do not arrive. */
export function urgency({ finding, rotation }: Standing): number {
  if (finding !== 'ok' && finding !== 'unknown') {
    return FINDING_ORDER.indexOf(finding);
  }
  if (rotation && rotation.state !== 'fresh') {
    return 10 + ROTATION_ORDER.indexOf(rotation.state);
  }
  return finding === 'unknown' ? 20 : 30;
}

/** Whether somebody has to do something now or soon. What cannot be told is nobody's task. */
export function needsSomebody(standing: Standing): boolean {
  return urgency(standing) < 20;
}

export const standingOf = (secret: EntitySecret): Standing => ({
  finding: secret.finding,
  rotation: secret.vault?.rotation,
});

export const standingOfRow = ({ finding, vault }: SecretRow): Standing => ({
  finding,
  rotation: vault?.rotation,
});
