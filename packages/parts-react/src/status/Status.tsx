import type { RemixiconComponentType } from '@remixicon/react';
import styles from './Status.module.css';

/** @public */
export type StatusTone = 'good' | 'busy' | 'warning' | 'bad' | 'neutral';

/**
 * The icon of a state and its colour; `turning` while something goes on.
 *
 * @public
 */
export type StatusLook = [
  icon: RemixiconComponentType,
  tone: StatusTone,
  turning?: boolean,
];

/**
 * A state by word and icon; the colour only repeats it.
 *
 * @public
 */
export const Status = ({
  look,
  word,
}: {
  look: StatusLook;
  /** Empty where the words stand elsewhere. */
  word: string;
}) => {
  const [Icon, tone, turning] = look;
  return (
    <span
      className={`${styles.status} ${styles[tone]} ${
        turning ? styles.turning : ''
      }`}
    >
      <Icon size={16} aria-hidden="true" />
      {word}
    </span>
  );
};
