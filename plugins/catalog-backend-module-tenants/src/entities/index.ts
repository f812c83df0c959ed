export { catalogFileEntities, templateEntities } from './fileEntities';
export { tenantEntity } from './tenantEntity';
export { withProblem } from './withProblem';
export { workloadEntity, type Releases } from './workloadEntity';
