export {
  parseContractFile,
  type ParsedContractFile,
} from './parseContractFile';
export { schemas, type Schema } from './schemas';
export type {
  ContractKind,
  EnvFromSource,
  Environment,
  Probe,
  Release,
  Tenant,
  TenantContact,
  Workload,
  WorkloadCatalog,
} from './types';
