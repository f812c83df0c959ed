import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Accordion,
  AccordionPanel,
  AccordionTrigger,
  Button,
  Flex,
  Text,
  VisuallyHidden,
} from '@backstage/ui';
import { useState, type ReactNode } from 'react';
import { partsTranslationRef } from '../translation';

/** As many headings as one looks through; filters find the rest. */
const SHOWN = 50;

/**
 * A list under headings that open; a group's rows are read when it is opened.
 *
 * @public
 */
export const GroupedList = ({
  heading,
  groups,
  rowsOf,
  ungrouped,
}: {
  /** What it is grouped by, for who does not see it. */
  heading: string;
  groups: Array<{ id: string; title: string; subtitle: string }>;
  rowsOf: (id: string) => ReactNode;
  /** What is said of rows in none of them. */
  ungrouped?: string;
}) => {
  const { t } = useTranslationRef(partsTranslationRef);
  const [shown, setShown] = useState(SHOWN);
  const [open, setOpen] = useState<Record<string, boolean>>({});
  return (
    <Flex direction="column" gap="2">
      <VisuallyHidden>
        <h2>{heading}</h2>
      </VisuallyHidden>
      {groups.slice(0, shown).map(({ id, title, subtitle }) => {
        const key = `${heading}/${id}`;
        const isOpen = open[key] ?? groups.length === 1;
        return (
          <Accordion
            key={key}
            isExpanded={isOpen}
            onExpandedChange={expanded =>
              setOpen(before => ({ ...before, [key]: expanded }))
            }
          >
            <AccordionTrigger title={title} subtitle={subtitle} />
            <AccordionPanel>{isOpen && rowsOf(id)}</AccordionPanel>
          </Accordion>
        );
      })}
      {groups.length > shown && (
        <div>
          <Button
            variant="secondary"
            onPress={() => setShown(before => before + SHOWN)}
          >
            {t('list.loadMore')}
          </Button>
        </div>
      )}
      {ungrouped && (
        <Text as="p" color="secondary">
          {ungrouped}
        </Text>
      )}
    </Flex>
  );
};
