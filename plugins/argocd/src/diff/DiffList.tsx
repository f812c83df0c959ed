import { Flex } from '@backstage/ui';
import { DiffSection, lineCountsOf, openAtFirst } from '@idp/diff-react';
import type { ResourceDiff } from '@idp/plugin-argocd-common';
import { useState } from 'react';
import { resourceKey, resourceTitle } from '../model/refs';

/** Objects that differ, one by one, each with its diff. */
export const DiffList = ({
  items,
  words,
}: {
  items: ResourceDiff[];
  /** What becomes of an object. */
  words: Record<ResourceDiff['status'], string>;
}) => {
  const [chosen, setChosen] = useState<Record<string, boolean>>({});
  const files = items.map(item => ({
    path: resourceKey(item),
    ...lineCountsOf(item.patch ?? ''),
  }));
  const atFirst = openAtFirst(files);
  return (
    <Flex direction="column" gap="3">
      {items.map((item, index) => {
        const { path: key, additions, deletions } = files[index];
        return (
          <DiffSection
            key={key}
            anchor={`diff-${key}`}
            path={`${resourceTitle(item)}${
              item.namespace ? ` (${item.namespace})` : ''
            }`}
            status={words[item.status]}
            additions={additions}
            deletions={deletions}
            patch={item.patch}
            omitted={item.omitted}
            language="yaml"
            open={chosen[key] ?? atFirst.has(key)}
            onOpenChange={open =>
              setChosen(before => ({ ...before, [key]: open }))
            }
          />
        );
      })}
    </Flex>
  );
};
