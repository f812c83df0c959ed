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
import type { ApplicationList, HealthStatus } from '@idp/plugin-argocd-common';
import { useState } from 'react';
import { argocdTranslationRef } from '../translation';
import type { Filters, Grouping } from './filters';
import { GroupRows } from './GroupRows';
import { groupsOf, type Group } from './groups';

/** As many headings as one looks through; the filters find the rest. */
const SHOWN = 50;

/** The list by tenant, Argo CD, project or health; a group's rows are read when it is opened. */
export const Groups = ({
  filters,
  by,
  value,
}: {
  filters: Filters;
  by: Grouping;
  value: ApplicationList;
}) => {
  const { t } = useTranslationRef(argocdTranslationRef);
  const [shown, setShown] = useState(SHOWN);
  const [open, setOpen] = useState<Record<string, boolean>>({});
  const { groups, ungrouped } = groupsOf(value, by);
  const title = ({ name }: Group) =>
    by === 'health' ? t(`health.${name as HealthStatus}`) : name;
  const subtitle = ({ total, broken, drifted }: Group) =>
    [
      t('list.total', { count: total }),
      broken > 0 && by !== 'health' && t('list.broken', { count: broken }),
      drifted > 0 && t('list.drifted', { count: drifted }),
    ]
      .filter(Boolean)
      .join(' · ');
  return (
    <Flex direction="column" gap="2">
      <VisuallyHidden>
        <h2>{`${t('list.groupBy')}: ${t(`list.by.${by}`)}`}</h2>
      </VisuallyHidden>
      {groups.slice(0, shown).map(group => {
        const isOpen = open[`${by}/${group.name}`] ?? groups.length === 1;
        return (
          <Accordion
            key={`${by}/${group.name}`}
            isExpanded={isOpen}
            onExpandedChange={expanded =>
              setOpen(before => ({
                ...before,
                [`${by}/${group.name}`]: expanded,
              }))
            }
          >
            <AccordionTrigger title={title(group)} subtitle={subtitle(group)} />
            <AccordionPanel>
              {isOpen && (
                <GroupRows filters={filters} by={by} name={group.name} />
              )}
            </AccordionPanel>
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
      {ungrouped > 0 && (
        <Text as="p" color="secondary">
          {t('list.ungrouped', { count: ungrouped })}
        </Text>
      )}
    </Flex>
  );
};
