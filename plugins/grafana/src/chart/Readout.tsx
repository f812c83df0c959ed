import type { Layout } from './layout';
import styles from './Readout.module.css';
import type { Look } from './looks';
import { Swatch } from './Swatch';
import type { Reading } from './useChartWords';

/** What the chart says where one points; beside the place, on the side where there is room. */
export const Readout = ({
  reading,
  looks,
  place,
  layout: { width },
}: {
  reading: Reading;
  looks: Map<string, Look>;
  place: number;
  layout: Layout;
}) => (
  <div
    aria-hidden="true"
    className={styles.readout}
    style={
      place < width / 2
        ? { left: place + 12 }
        : { right: Math.max(0, width - place + 12) }
    }
  >
    <p className={styles.when}>{reading.when}</p>
    <dl className={styles.values}>
      {reading.values.map(({ line, name, value }) => (
        <div key={line.key}>
          <dt>
            <Swatch look={looks.get(line.key)!} />
            {name}
          </dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
    {reading.marks.map(mark => (
      <p key={mark} className={styles.mark}>
        {mark}
      </p>
    ))}
  </div>
);
