import {
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
} from 'react';
import { LogRow, ROW_HEIGHT } from './LogRow';
import styles from './Logs.module.css';
import { rowAfter, rowsAt } from './rows';
import type { LogLine } from '@idp/plugin-grafana-common';

const HEIGHT = 440;
/** So near to the end one reads the end. */
const NEAR = 2 * ROW_HEIGHT;

/**
 * Lines, of which only those in sight are drawn. Arrow keys choose one. Whoever stands at the end stays there when lines
 * come; whoever reads further up is not moved.
 */
export const LogList = ({
  label,
  lines,
  chosen,
  byWorkload,
  onChoose,
}: {
  label: string;
  lines: LogLine[];
  /** The id of a line. */
  chosen: string | undefined;
  byWorkload: boolean;
  onChoose: (id: string) => void;
}) => {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const [scrolled, setScrolled] = useState(0);
  const [height, setHeight] = useState(HEIGHT);
  const { first, end } = rowsAt(scrolled, height, ROW_HEIGHT, lines.length);
  const at = lines.findIndex(line => line.id === chosen);
  const drawn = at >= first && at < end;

  useLayoutEffect(() => {
    const element = list.current;
    if (!element) return;
    setHeight(element.clientHeight || HEIGHT);
    if (atEnd.current) element.scrollTop = element.scrollHeight;
    setScrolled(element.scrollTop);
  }, [lines]);

  useEffect(() => {
    const element = list.current;
    if (!element || at < 0) return;
    const top = at * ROW_HEIGHT;
    const bottom = top + ROW_HEIGHT - element.clientHeight;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (bottom > element.scrollTop) element.scrollTop = bottom;
    // Only a choice moves the list, not a line that comes.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [chosen]);

  const onKey = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor(height / ROW_HEIGHT) - 1);
    const next = rowAfter(
      event.key,
      at < 0 ? lines.length : at,
      lines.length,
      page,
    );
    if (next === undefined) return;
    event.preventDefault();
    onChoose(lines[next].id);
  };

  return (
    <div
      ref={list}
      role="listbox"
      tabIndex={0}
      aria-label={label}
      aria-activedescendant={drawn ? `${id}-${at}` : undefined}
      className={styles.lines}
      onKeyDown={onKey}
      onScroll={({ currentTarget }) => {
        const { scrollTop, scrollHeight, clientHeight } = currentTarget;
        atEnd.current = scrollHeight - scrollTop - clientHeight < NEAR;
        setScrolled(scrollTop);
      }}
    >
      <div
        role="presentation"
        className={styles.all}
        style={{ height: lines.length * ROW_HEIGHT }}
      >
        {lines.slice(first, end).map((line, index) => (
          <LogRow
            key={line.id}
            id={`${id}-${first + index}`}
            line={line}
            place={first + index}
            count={lines.length}
            chosen={line.id === chosen}
            byWorkload={byWorkload}
            onChoose={onChoose}
          />
        ))}
      </div>
    </div>
  );
};
