export {
  parseContractFile,
  type ParsedContractFile,
} from './parseContractFile';
export { schemas, type Schema } from './schemas';
export type {
  BirthSecret,
  ComponentJob,
  UpstreamObjects,
  ContractKind,
  ContractObject,
  ControllerSecret,
  EnvFromSource,
  Environment,
  GeneratedSecret,
  HumanSecret,
  PlatformComponent,
  Probe,
  Release,
  Tenant,
  TenantContact,
  Variance,
  VarianceClass,
  Workload,
  WorkloadCatalog,
} from './types';
