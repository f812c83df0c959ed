import { ButtonLink } from '@backstage/ui';
import { RiExternalLinkLine } from '@remixicon/react';

/**
 * The way to a page outside of the portal; nothing for what is no web address.
 *
 * @public
 */
export const ExternalLink = ({
  url,
  text,
  label,
}: {
  url: string | undefined;
  text: string;
  label?: string;
}) => {
  if (!url || !/^https?:\/\//i.test(url)) return null;
  return (
    <ButtonLink
      href={url}
      target="_blank"
      rel="noopener noreferrer"
      size="small"
      variant="tertiary"
      aria-label={label}
      iconEnd={<RiExternalLinkLine aria-hidden="true" />}
    >
      {text}
    </ButtonLink>
  );
};
