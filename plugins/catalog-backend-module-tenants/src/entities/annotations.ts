import {
  ANNOTATION_EDIT_URL,
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  ANNOTATION_VIEW_URL,
} from '@backstage/catalog-model';

/** Of the tenant that an entity belongs to. */
export const ANNOTATION_TENANT = 'platform.idp/tenant';
/** Of the workload, without its tenant. */
export const ANNOTATION_WORKLOAD = 'platform.idp/workload';
/** Comma list of the environments that a workload has an overlay for. */
export const ANNOTATION_ENVIRONMENTS = 'platform.idp/environments';
/** The kind of blueprint. */
export const ANNOTATION_BLUEPRINT = 'platform.idp/blueprint';
/** The image of one environment: `platform.idp/image.eks`. */
export const annotationImage = (environment: string) =>
  `platform.idp/image.${environment}`;
/** What is wrong with the file of an entity, which is made of what it was before, or of its path alone. */
export const ANNOTATION_PROBLEM = 'platform.idp/problem';

/** Where an entity comes from: an address for a UrlReader. */
export interface EntityOrigin {
  url: string;
  /** False where no page shows that address, as with a forge on this machine. */
  browsable: boolean;
}

/** Where an entity comes from, as the catalog writes it, and the address of its source code where that is elsewhere. */
export function locationAnnotations(
  { url, browsable }: EntityOrigin,
  source?: string,
): Record<string, string> {
  return {
    [ANNOTATION_LOCATION]: `url:${url}`,
    [ANNOTATION_ORIGIN_LOCATION]: `url:${url}`,
    // Else the catalog derives links from the address, and they lead nowhere.
    ...(!browsable && {
      [ANNOTATION_VIEW_URL]: '',
      [ANNOTATION_EDIT_URL]: '',
      [ANNOTATION_SOURCE_LOCATION]: '',
    }),
    ...(source && { [ANNOTATION_SOURCE_LOCATION]: `url:${source}` }),
  };
}
