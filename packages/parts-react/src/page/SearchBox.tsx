import { SearchField } from '@backstage/ui';
import { useEffect, useRef, useState } from 'react';
import { SEARCH_LENGTH } from './searchOf';

const TYPING_MS = 300;

/**
 * A search field that speaks up once the typing has stopped.
 *
 * @public
 */
export const SearchBox = ({
  label,
  placeholder,
  value,
  onSearch,
}: {
  label: string;
  placeholder: string;
  value: string;
  onSearch: (text: string) => void;
}) => {
  const [text, setText] = useState(value);
  const said = useRef(value);

  useEffect(() => {
    // Cleared or set from outside, and not the echo of what was typed here.
    if (value !== said.current) {
      said.current = value;
      setText(value);
    }
  }, [value]);

  useEffect(() => {
    const trimmed = text.trim();
    if (trimmed === said.current) return undefined;
    const timer = setTimeout(() => {
      said.current = trimmed;
      onSearch(trimmed);
    }, TYPING_MS);
    return () => clearTimeout(timer);
  }, [text, onSearch]);

  return (
    <SearchField
      aria-label={label}
      placeholder={placeholder}
      size="small"
      value={text}
      onChange={setText}
      maxLength={SEARCH_LENGTH}
    />
  );
};
