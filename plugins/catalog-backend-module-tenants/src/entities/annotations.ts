import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
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
/** Why an entity was made of its path alone. */
export const ANNOTATION_PROBLEM = 'platform.idp/problem';

/** Where an entity comes from, as the catalog writes it. */
export function locationAnnotations(url: string): Record<string, string> {
  return {
    [ANNOTATION_LOCATION]: `url:${url}`,
    [ANNOTATION_ORIGIN_LOCATION]: `url:${url}`,
  };
}
