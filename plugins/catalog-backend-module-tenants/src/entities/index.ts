export { catalogFileEntities, templateEntities } from './fileEntities';
export { tenantEntity } from './tenantEntity';
export { workloadEntity, type Releases } from './workloadEntity';
